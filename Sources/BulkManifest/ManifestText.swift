// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A manifest's text as UTF-8, in pieces, from a file that may be larger than memory.
struct ManifestText: ~Copyable {
  private var pieces: FilePieces
  private let transcoder: Transcoder
  private let encoding: TextEncoding
  private var isAtEnd = false
  private var isFirst = true
  /// Whether the text ended before bytes that are not of the encoding.
  private(set) var isBroken = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - encoding: Its encoding.
  /// - Throws: ``ManifestError``: `unreadable` or `unknownEncoding`.
  init(_ path: String, _ encoding: TextEncoding) throws(ManifestError) {
    guard let transcoder = Transcoder(encoding) else { throw .unknownEncoding(encoding) }
    pieces = try FilePieces(path)
    self.transcoder = transcoder
    self.encoding = encoding
  }

  /// Characters beyond ASCII that were read so far.
  var wideCount: Int { transcoder.wideCount }

  /// The next piece; `nil` at the end, or before bytes that are not of the encoding.
  ///
  /// - Returns: UTF-8 text without a byte order mark; not cut inside a character.
  /// - Throws: ``ManifestError`` with `unreadable`.
  mutating func next() throws(ManifestError) -> [UInt8]? {
    while !isAtEnd {
      let piece = try pieces.next()
      isAtEnd = piece.count < FilePieces.pieceSize
      let isMarked = isFirst && encoding == .utf8 && piece.starts(with: [0xEF, 0xBB, 0xBF])
      isFirst = false
      let (text, isBroken) = transcoder.convert(piece[(isMarked ? 3 : 0)...], isLast: isAtEnd)
      if isBroken {
        self.isBroken = true
        isAtEnd = true
      }
      if !text.isEmpty { return text }
    }
    return nil
  }
}
