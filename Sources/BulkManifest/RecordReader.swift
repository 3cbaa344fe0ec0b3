// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The rows of a file, one after the other.
struct RecordReader: ~Copyable {
  private var text: ManifestText
  /// `nil` until the first piece of text told what separates fields.
  private var parser: CSVParser?
  private let encoding: TextEncoding
  private var ready: [CSVParser.Record] = []
  private var nextReady = 0
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - encoding: Its encoding.
  ///   - separator: What stands between fields; `nil` guesses from the first row.
  /// - Throws: ``ManifestError``.
  init(_ path: String, _ encoding: TextEncoding, separator: UInt8?) throws(ManifestError) {
    text = try ManifestText(path, encoding)
    self.encoding = encoding
    parser = separator.map(CSVParser.init(separator:))
  }

  /// What stands between fields; a comma until the first row was read.
  var separator: UInt8 { parser?.separator ?? UInt8(ascii: ",") }

  /// The next row.
  ///
  /// - Returns: `nil` after the last.
  /// - Throws: ``ManifestError``.
  mutating func next() throws(ManifestError) -> CSVParser.Record? {
    while nextReady == ready.count {
      ready.removeAll(keepingCapacity: true)
      nextReady = 0
      guard !isAtEnd else { return nil }
      if let piece = try text.next() {
        try parse(piece)
        continue
      }
      isAtEnd = true
      guard !text.isBroken else {
        throw Manifest.isDamagedUTF8(wideCount: text.wideCount, encoding)
          ? .damagedText(row: parser?.row ?? 1)
          : .wrongEncoding(row: parser?.row ?? 1, tried: [encoding])
      }
      var last: [CSVParser.Record] = []
      try parser?.finish { last.append($0) }
      ready = last
    }
    defer { nextReady += 1 }
    return ready[nextReady]
  }

  private mutating func parse(_ piece: [UInt8]) throws(ManifestError) {
    var records: [CSVParser.Record] = []
    var parser = self.parser ?? CSVParser(separator: CSVParser.separator(of: piece))
    try parser.consume(piece) { records.append($0) }
    self.parser = parser
    ready += records
  }
}
