// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Glibc

/// A file that a command writes: whole, or not at all.
enum OutputFile {
  /// Writes a file.
  ///
  /// A regular file is written beside its place, synced and then put there, so that nobody ever sees half of it, even
  /// after a pulled plug; links, pipes and devices are written to as they are. A picture gives way to nothing but a
  /// picture: it may be the only one. What is in a registry's folder gives way to nothing.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - path: Where to; `nil` is standard output.
  ///   - isDurable: Whether it is on the disk when the call returns; else whoever writes many syncs them together.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func write(
    _ bytes: [UInt8], to path: String?, isDurable: Bool = true
  ) throws(SelvedgeError) {
    guard let path else {
      try put(bytes, into: 1, path: "standard output")
      return
    }
    try requireOutsideRegistries(path)
    var status = stat()
    let isThere = lstat(path, &status) == 0
    let isRegular = !isThere || status.st_mode & S_IFMT == S_IFREG
    if isThere, isRegular, isPicture(path), !beginsPicture(bytes) {
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "a picture is there, which would be lost; name another file")
    }
    let target = isRegular ? path + ".\(getpid()).part" : path
    let flags = isRegular ? O_WRONLY | O_CREAT | O_EXCL : O_WRONLY | O_CREAT | O_TRUNC
    let file = open(target, flags | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw failure(path) }
    do throws(SelvedgeError) {
      do throws(SelvedgeError) {
        try put(bytes, into: file, path: path)
        guard !isRegular || !isDurable || fsync(file) == 0 else { throw failure(path) }
      } catch {
        close(file)
        throw error
      }
      guard close(file) == 0 else { throw failure(path) }
      if isRegular, rename(target, path) != 0 { throw failure(path) }
      if isRegular, isDurable { try synchronizeName(of: path) }
    } catch {
      if isRegular { unlink(target) }
      throw error
    }
  }

  /// Writes a file that its owner alone may read, durably, where there is none yet.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - path: Where to.
  /// - Throws: `SelvedgeError` with `outputNotWritable`, also when there is such a file; then nothing is changed.
  static func create(_ bytes: [UInt8], at path: String) throws(SelvedgeError) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      guard errno == EEXIST else { throw failure(path) }
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "this is there already, and may open another seal; name another file")
    }
    do throws(SelvedgeError) {
      do throws(SelvedgeError) {
        try put(bytes, into: file, path: path)
        guard fsync(file) == 0 else { throw failure(path) }
      } catch {
        close(file)
        throw error
      }
      guard close(file) == 0 else { throw failure(path) }
      try synchronizeName(of: path)
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Waits until a file's name is on the disk, which is the folder's matter.
  ///
  /// - Parameter path: The file.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func synchronizeName(of path: String) throws(SelvedgeError) {
    try synchronize(folder(of: path))
  }

  /// Waits until a file's bytes, or a folder's names, are on the disk.
  ///
  /// - Parameter path: The file or folder.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func synchronize(_ path: String) throws(SelvedgeError) {
    let handle = open(path, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw failure(path) }
    defer { close(handle) }
    guard fsync(handle) == 0 else { throw failure(path) }
  }

  private static func put(
    _ bytes: [UInt8], into file: Int32, path: String
  ) throws(SelvedgeError) {
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(file, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw failure(path)
      }
      written += count
    }
  }

  private static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
  }

  /// Refuses places in the folder of a registry or backup, whose own files must not give way.
  ///
  /// - Parameter path: Where to write.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func requireOutsideRegistries(_ path: String) throws(SelvedgeError) {
    guard let resolved = realpath(path, nil) ?? realpath(folder(of: path), nil) else { return }
    defer { free(resolved) }
    var place = String(cString: resolved)
    while true {
      if access(place + "/registry.sqlite", F_OK) == 0 {
        throw SelvedgeError(
          .outputNotWritable, subject: path,
          message: "this is in the folder of a registry, whose own files would be lost; name "
            + "another file")
      }
      guard let slash = place.lastIndex(of: "/") else { return }
      place = String(place[..<slash])
    }
  }

  /// Refuses to write over a file that is read.
  ///
  /// - Parameters:
  ///   - path: Where to write.
  ///   - inputs: What is read.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func requireOther(_ path: String, than inputs: [String]) throws(SelvedgeError) {
    guard let target = FileIdentity(path), inputs.contains(where: { FileIdentity($0) == target })
    else { return }
    throw SelvedgeError(
      .outputNotWritable, subject: path,
      message: "this is the picture that is read, and would be lost; name another file")
  }

  private static func isPicture(_ path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var start = [UInt8](repeating: 0, count: 16)
    let count = read(file, &start, start.count)
    return count > 0 && beginsPicture(Array(start.prefix(count)))
  }

  /// Whether bytes begin as those of PNG or JPEG files do.
  private static func beginsPicture(_ bytes: [UInt8]) -> Bool {
    bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) || bytes.starts(with: [0xFF, 0xD8, 0xFF])
  }

  private static func failure(_ path: String) -> SelvedgeError {
    SelvedgeError(
      .outputNotWritable, subject: path,
      message: "cannot be written: \(String(cString: strerror(errno)))")
  }
}
