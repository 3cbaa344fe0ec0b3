// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// The bytes of a file, in pieces.
struct FilePieces: ~Copyable {
  private let file: Int32

  /// Bytes of a piece; only the last piece has fewer.
  static let pieceSize = 64 << 10

  /// Opens a file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``ManifestError`` with `unreadable`, or `noRegularFile`, of which a second reading finds nothing.
  init(_ path: String) throws(ManifestError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(errno: errno) }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      let code = errno
      close(file)
      throw .unreadable(errno: code)
    }
    // A folder is told as what it is when it is read.
    guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else {
      close(file)
      throw .noRegularFile
    }
    self.file = file
  }

  deinit { close(file) }

  /// The next piece.
  ///
  /// - Returns: Bytes; fewer than ``pieceSize``, perhaps none, at the end.
  /// - Throws: ``ManifestError`` with `unreadable`.
  mutating func next() throws(ManifestError) -> [UInt8] {
    var code: Int32 = 0
    let piece = [UInt8](unsafeUninitializedCapacity: FilePieces.pieceSize) { room, filled in
      while filled < room.count {
        let count = read(file, room.baseAddress?.advanced(by: filled), room.count - filled)
        if count < 0, errno == EINTR { continue }
        if count < 0 { code = errno }
        guard count > 0 else { break }
        filled += count
      }
    }
    guard code == 0 else { throw .unreadable(errno: code) }
    return piece
  }
}
