// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A table of picture files and what is said about them, held to its form before the first row is used.
///
/// The file is read twice, in pieces: once to check and count it, once for the rows. Encoding and separator are
/// found out; text that is not UTF-8 is taken for GB 18030 unless much of it was good UTF-8 before.
public struct Manifest: Sendable {
  /// The file.
  public let path: String
  /// Its encoding.
  public let encoding: TextEncoding
  /// What its columns hold, in order.
  public let columns: [ManifestColumn]
  /// How many rows it has, without the first and without empty ones.
  public let rowCount: Int
  let separator: UInt8

  /// So many good characters beyond ASCII before the first bad byte mean that the text is damaged, not of another
  /// encoding: text in GB 18030 is seldom good UTF-8 for more than a character or two.
  private static let wideCountOfUTF8 = 16

  /// Checks a manifest from its first byte to its last.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - raw: Is shown the file's bytes, in order, each once; for a digest.
  /// - Throws: ``ManifestError``.
  public init(_ path: String, raw: (UnsafeRawBufferPointer) -> Void) throws(ManifestError) {
    let start = try Manifest.start(of: path, raw: raw)
    let isUTF16 = start.starts(with: [0xFF, 0xFE]) || start.starts(with: [0xFE, 0xFF])
    let isMarked = start.starts(with: [0xEF, 0xBB, 0xBF])
    do throws(ManifestError) {
      self = try Manifest(path, isUTF16 ? .utf16 : .utf8)
    } catch .wrongEncoding(let row, let tried) {
      guard !isUTF16 else { throw .wrongEncoding(row: row, tried: tried) }
      guard !isMarked else { throw .damagedText(row: row) }
      do throws(ManifestError) {
        self = try Manifest(path, .gb18030)
      } catch .wrongEncoding {
        throw .wrongEncoding(row: row, tried: [.utf8, .gb18030])
      }
    }
  }

  private static func start(
    of path: String, raw: (UnsafeRawBufferPointer) -> Void
  ) throws(ManifestError) -> [UInt8] {
    var pieces = try FilePieces(path)
    var start: [UInt8] = []
    var isAtEnd = false
    while !isAtEnd {
      let piece = try pieces.next()
      if start.isEmpty { start = Array(piece.prefix(4)) }
      piece.withUnsafeBytes(raw)
      isAtEnd = piece.count < FilePieces.pieceSize
    }
    // What zip files (xlsx) and compound files (xls) begin with.
    guard start != [0x50, 0x4B, 3, 4], start != [0xD0, 0xCF, 0x11, 0xE0] else { throw .workbook }
    return start
  }

  private init(_ path: String, _ encoding: TextEncoding) throws(ManifestError) {
    var reader = try RecordReader(path, encoding, separator: nil)
    guard let header = try reader.next() else { throw .empty }
    self.path = path
    self.encoding = encoding
    separator = reader.separator
    columns = try Manifest.columns(header.fields)
    var count = 0
    while try reader.next() != nil { count += 1 }
    rowCount = count
  }

  private static func columns(_ names: [String]) throws(ManifestError) -> [ManifestColumn] {
    var columns: [ManifestColumn] = []
    var unknown: [String] = []
    for name in names {
      guard let column = ManifestColumn(named: name) else {
        unknown.append("\"\(name.prefix(40))\"")
        continue
      }
      guard column.isRepeatable || !columns.contains(column) else { throw .repeatedColumn(name) }
      columns.append(column)
    }
    guard columns.contains(.file) else {
      throw .noFileColumn(found: names.map { String($0.prefix(40)) })
    }
    guard unknown.isEmpty else { throw .unknownColumns(unknown) }
    return columns
  }

  /// Begins to read the rows.
  ///
  /// - Returns: A reader that stands before the first row.
  /// - Throws: ``ManifestError`` when the file cannot be opened any more.
  public func makeReader() throws(ManifestError) -> ManifestReader {
    try ManifestReader(self)
  }

  /// Whether so much good UTF-8 was read that bad bytes are damage.
  static func isDamagedUTF8(wideCount: Int, _ encoding: TextEncoding) -> Bool {
    encoding == .utf8 && wideCount >= wideCountOfUTF8
  }
}
