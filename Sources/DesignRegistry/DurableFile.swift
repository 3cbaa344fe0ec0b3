// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// The few file operations whose order makes a design survive a pulled plug.
///
/// A file is durable when its bytes are synced, it has its final name, and its folder is synced, in that order.
enum DurableFile {
  /// Writes a new file; the bytes are not durable yet.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - path: Where; there must be no such file.
  /// - Throws: `RegistryError.storage`; then no file is left.
  static func write(_ bytes: UnsafeRawBufferPointer, to path: String) throws(RegistryError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path) }
    var written = 0
    while written < bytes.count {
      let count = Glibc.write(
        file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count < 0 {
        if errno == EINTR { continue }
        let error = failure(path)
        close(file)
        unlink(path)
        throw error
      }
      written += count
    }
    close(file)
  }

  /// Waits until a file's bytes, or a folder's entries, are on the disk.
  ///
  /// - Parameter path: The file or folder.
  /// - Throws: `RegistryError.storage`.
  static func sync(_ path: String) throws(RegistryError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw failure(path) }
  }

  /// Gives a file its final name, replacing what had it.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - target: The new name, on the same file system.
  /// - Throws: `RegistryError.storage`.
  static func rename(_ path: String, to target: String) throws(RegistryError) {
    guard Glibc.rename(path, target) == 0 else { throw failure(target) }
  }

  /// Makes a folder unless it is there; the name of a new one is durable when the call returns.
  ///
  /// - Parameter path: The folder; the one above it must be there.
  /// - Throws: `RegistryError.cannotCreate`, or `storage` when the folder above it cannot be synced.
  static func makeDurableFolder(_ path: String) throws(RegistryError) {
    // Whatever the path looks like, the folder's own `..` is where its name stands.
    if try makeFolder(path) { try sync(path + "/..") }
  }

  /// Makes a folder unless it is there; the name of a new one is not durable yet.
  ///
  /// - Parameter path: The folder; the one above it must be there.
  /// - Returns: Whether the folder is new.
  /// - Throws: `RegistryError.cannotCreate`.
  @discardableResult
  static func makeFolder(_ path: String) throws(RegistryError) -> Bool {
    if mkdir(path, 0o755) == 0 { return true }
    let code = errno
    var status = stat()
    if code == EEXIST, stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      return false
    }
    throw .cannotCreate(path: path, reason: String(cString: strerror(code)))
  }

  /// Removes a file; one that is not there is no error.
  ///
  /// - Parameter path: The file.
  static func remove(_ path: String) {
    unlink(path)
  }

  /// Whether there is a file.
  ///
  /// - Parameter path: The file.
  /// - Returns: False also when its folder cannot be searched.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether a folder is there and nothing can be written into it.
  ///
  /// - Parameter path: The folder.
  /// - Returns: False also when it is not there.
  static func isReadOnly(_ path: String) -> Bool {
    access(path, W_OK) != 0 && (errno == EROFS || errno == EACCES) && exists(path)
  }

  /// The number of bytes of a file, 0 when there is none.
  ///
  /// - Parameter path: The file.
  /// - Returns: The number.
  static func byteCount(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// The names in a folder, in no order; empty when it cannot be read.
  ///
  /// - Parameter path: The folder.
  /// - Returns: Names without the folder, `.` and `..` left out.
  static func names(in path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { tuple in
        tuple.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names
  }

  /// Reads a whole file.
  ///
  /// - Parameter path: The file.
  /// - Returns: Its bytes.
  /// - Throws: `RegistryError.storage`.
  static func read(_ path: String) throws(RegistryError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else { throw failure(path) }
    let size = Int(status.st_size)
    var code: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let count = Glibc.read(file, buffer.baseAddress?.advanced(by: filled), size - filled)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 {
          code = count < 0 ? errno : EIO
          return
        }
        filled += count
      }
    }
    guard code == 0 else {
      throw .storage(path: path, reason: String(cString: strerror(code)))
    }
    return bytes
  }

  private static func failure(_ path: String) -> RegistryError {
    .storage(path: path, reason: String(cString: strerror(errno)))
  }
}
