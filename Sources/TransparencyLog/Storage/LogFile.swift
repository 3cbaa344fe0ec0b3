// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc

/// An open file that is read and written at given offsets.
final class LogFile: Sendable {
  let name: String
  let path: String
  private let descriptor: Int32

  enum Opening { case reading, writing, creating }

  init(name: String, in directory: String, for opening: Opening) throws(LogError) {
    self.name = name
    path = "\(directory)/\(name)"
    let flags =
      switch opening {
      case .reading: O_RDONLY
      case .writing: O_RDWR
      case .creating: O_RDWR | O_CREAT
      }
    descriptor = open(path, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .system(path: path, operation: "opening", code: errno) }
  }

  deinit { _ = close(descriptor) }

  func byteCount() throws(LogError) -> Int {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw failure("reading the size of") }
    return Int(status.st_size)
  }

  /// Reads bytes; fewer when the file ends before.
  func read(at offset: Int, count: Int) throws(LogError) -> [UInt8] {
    guard count > 0 else { return [] }
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let result = pread(
          descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset + filled)
        )
        if result < 0, errno == EINTR { continue }
        if result < 0 { code = errno }
        guard result > 0 else { break }
        filled += result
      }
    }
    guard code == 0 else { throw .system(path: path, operation: "reading", code: code) }
    return bytes
  }

  func write(_ bytes: [UInt8], at offset: Int) throws(LogError) {
    let code: Int32 = bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let result = pwrite(
          descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written,
          off_t(offset + written))
        if result < 0, errno == EINTR { continue }
        guard result > 0 else { return result < 0 ? errno : EIO }
        written += result
      }
      return 0
    }
    guard code == 0 else { throw .system(path: path, operation: "writing", code: code) }
  }

  func truncate(to byteCount: Int) throws(LogError) {
    guard ftruncate(descriptor, off_t(byteCount)) == 0 else { throw failure("cutting") }
  }

  /// Returns when what was written would survive a loss of power.
  func synchronize() throws(LogError) {
    guard fdatasync(descriptor) == 0 else { throw failure("making durable") }
  }

  /// Waits for the lock that one writer, or any number of readers, can have.
  ///
  /// It holds among processes and among open files of one process; the system gives it back when
  /// the process dies.
  func lock(exclusively: Bool) throws(LogError) {
    while flock(descriptor, exclusively ? LOCK_EX : LOCK_SH) != 0 {
      guard errno == EINTR else { throw failure("locking") }
    }
  }

  func unlock() { _ = flock(descriptor, LOCK_UN) }

  private func failure(_ operation: String) -> LogError {
    .system(path: path, operation: operation, code: errno)
  }
}

/// Makes the names in a directory survive a loss of power.
func synchronizeDirectory(_ path: String) throws(LogError) {
  let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
  guard descriptor >= 0 else { throw .system(path: path, operation: "opening", code: errno) }
  defer { _ = close(descriptor) }
  guard fsync(descriptor) == 0 else {
    throw .system(path: path, operation: "making durable", code: errno)
  }
}
