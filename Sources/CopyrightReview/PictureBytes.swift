// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// Bytes that do not change: in memory, or mapped from a file.
///
/// Mapped pages that were read can be given back, so that a file larger than the memory at hand can be read.
final class PictureBytes: @unchecked Sendable {
  // Proof of Sendable: every stored property is a `let`; the bytes behind `memory` belong to this object, are
  // never written after `init`, and are released in `deinit`, when no other reference is left.
  private let memory: UnsafeRawBufferPointer
  private let isMapped: Bool

  /// Files up to this many bytes are read rather than mapped: that costs less than the page faults, and a
  /// file that shrinks meanwhile gives an error instead of a signal.
  static let largestRead = 8 << 20

  /// The number of bytes.
  var count: Int { memory.count }

  init(_ bytes: [UInt8]) {
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    memory = UnsafeRawBufferPointer(copy)
    isMapped = false
  }

  /// Reads or maps a file.
  ///
  /// - Parameter path: Where the file is.
  /// - Throws: `inputNotFound` or `ioFailure`.
  init(reading path: String) throws(SelvedgeError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(path, errno: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw .unreadable(path, errno: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw .unreadable(path, errno: EISDIR) }
    let size = Int(status.st_size)
    if status.st_mode & S_IFMT == S_IFREG, size > PictureBytes.largestRead {
      let mapping = mmap(nil, size, PROT_READ, MAP_PRIVATE, file, 0)
      guard let mapping, mapping != MAP_FAILED else { throw .unreadable(path, errno: errno) }
      madvise(mapping, size, MADV_SEQUENTIAL)
      memory = UnsafeRawBufferPointer(start: mapping, count: size)
      isMapped = true
      return
    }
    // Pipes and devices have no size: read until the end, into room that doubles.
    var room = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(size + 1, 65536), alignment: 16)
    var filled = 0
    while true {
      if filled == room.count {
        let larger = UnsafeMutableRawBufferPointer.allocate(
          byteCount: room.count * 2, alignment: 16)
        larger.copyMemory(from: UnsafeRawBufferPointer(room))
        room.deallocate()
        room = larger
      }
      let got = read(file, room.baseAddress?.advanced(by: filled), room.count - filled)
      if got == 0 { break }
      if got < 0 {
        let problem = errno
        if problem == EINTR { continue }
        room.deallocate()
        throw .unreadable(path, errno: problem)
      }
      filled += got
    }
    memory = UnsafeRawBufferPointer(start: room.baseAddress, count: filled)
    isMapped = false
  }

  deinit {
    if isMapped {
      munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    } else {
      memory.deallocate()
    }
  }

  /// Lends the bytes.
  ///
  /// - Parameter body: What to do with them; the pointer is valid during the call only.
  /// - Returns: What `body` returns.
  /// - Throws: What `body` throws.
  func withUnsafeBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try body(memory)
  }

  /// Gives back the memory of mapped pages; reading them again fetches them from the file's cache.
  func releasePages() {
    guard isMapped else { return }
    madvise(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count, MADV_DONTNEED)
  }
}

extension SelvedgeError {
  /// The error for a file that cannot be opened or read.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - code: The system's error number.
  /// - Returns: `inputNotFound` or `ioFailure`, with the system's words.
  public static func unreadable(_ path: String, errno code: Int32) -> SelvedgeError {
    let words = String(cString: strerror(code))
    switch code {
    case ENOENT, ENOTDIR:
      return SelvedgeError(
        .inputNotFound, subject: path,
        // Bytes that are no UTF-8 were replaced when the name was read.
        message: path.contains("\u{FFFD}")
          ? "there is no such file; if there is, its name is not UTF-8, but perhaps GB 18030, as "
            + "archives from elsewhere have it; rename it (convmv -f gb18030 -t utf8)"
          : "there is no such file", cause: words)
    case EISDIR:
      return SelvedgeError(
        .ioFailure, subject: path, message: "this is a folder; name a file", cause: words)
    default:
      return SelvedgeError(
        .ioFailure, subject: path, message: "cannot be read: \(words)", cause: words)
    }
  }
}
