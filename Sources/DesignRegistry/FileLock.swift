// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// An exclusive lock on a file, held until the object goes; the system gives it up when the process dies.
final class FileLock: Sendable {
  private let file: Int32

  /// The path of the locked file.
  let path: String

  /// Takes the lock, making the file when there is none.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - timeout: How long to wait for another holder; zero tries once.
  /// - Throws: `RegistryError.busy` when another holder keeps it; `cannotCreate` when the file cannot be made, `storage`
  ///   when one that is there cannot be opened or the machine is short of something.
  init(_ path: String, timeout: Duration) throws(RegistryError) {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    guard file >= 0 else {
      let code = errno
      let reason = String(cString: strerror(code))
      guard MachineShortage.isMeant(by: code) || DurableFile.exists(path) else {
        throw .cannotCreate(path: path, reason: reason)
      }
      throw .storage(path: path, reason: reason)
    }
    let deadline = ContinuousClock.now + timeout
    while flock(file, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR else {
        let reason = String(cString: strerror(errno))
        close(file)
        throw .storage(path: path, reason: reason)
      }
      guard ContinuousClock.now < deadline else {
        close(file)
        throw .busy(path: path)
      }
      usleep(10_000)
    }
    self.file = file
    self.path = path
  }

  /// Takes the lock unless another holder has it or the file cannot be opened.
  ///
  /// - Parameter path: The file.
  convenience init?(ifFree path: String) {
    do {
      try self.init(path, timeout: .zero)
    } catch {
      return nil
    }
  }

  deinit {
    close(file)
  }

  /// Replaces what stands in the locked file.
  ///
  /// - Parameter text: The new content.
  /// - Throws: `RegistryError.storage`.
  func note(_ text: String) throws(RegistryError) {
    let bytes = Array(text.utf8)
    let count = bytes.withUnsafeBytes { pwrite(file, $0.baseAddress, $0.count, 0) }
    guard count == bytes.count, ftruncate(file, off_t(bytes.count)) == 0 else {
      throw .storage(path: path, reason: String(cString: strerror(errno)))
    }
  }
}
