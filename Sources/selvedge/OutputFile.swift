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
  /// picture, also where a link leads to it: it may be the only one. What is in a registry's folder gives way to
  /// nothing.
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
    if isPicture(path), !beginsPicture(bytes) {
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "a picture is there, which would be lost; name another file")
    }
    var status = stat()
    guard lstat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
      let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
      guard file >= 0 else { throw failure(path) }
      try fill(file, with: bytes, path: path, isDurable: false)
      return
    }
    var part = try OutputPart(beside: path)
    defer { close(part.file) }
    do throws(SelvedgeError) {
      try put(bytes, into: part.file, path: path)
      guard isDurable ? fsync(part.file) == 0 : part.isHandedOver(), part.takePlace() else {
        throw failure(path)
      }
    } catch {
      part.discard()
      throw error
    }
    if isDurable { try synchronizeName(of: path) }
  }

  /// Writes a file that its owner alone may read, durably, where there is none yet.
  ///
  /// What is in a registry's folder is left alone, as ``write(_:to:isDurable:)`` leaves it.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - path: Where to.
  /// - Throws: `SelvedgeError` with `outputNotWritable`, also when there is such a file; then nothing is changed.
  static func create(_ bytes: [UInt8], at path: String) throws(SelvedgeError) {
    try requireOutsideRegistries(path)
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else {
      guard errno == EEXIST else { throw failure(path) }
      throw SelvedgeError(
        .outputNotWritable, subject: path,
        message: "this is there already, and may open another seal; name another file")
    }
    do throws(SelvedgeError) {
      try fill(file, with: bytes, path: path, isDurable: true)
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

  /// Writes all of some bytes.
  ///
  /// - Parameters:
  ///   - bytes: What to write.
  ///   - file: The open file.
  ///   - path: What the file is called when it cannot be written.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func put(
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

  /// Writes a file and closes it, whatever comes of it.
  private static func fill(
    _ file: Int32, with bytes: [UInt8], path: String, isDurable: Bool
  ) throws(SelvedgeError) {
    do throws(SelvedgeError) {
      try put(bytes, into: file, path: path)
      guard !isDurable || fsync(file) == 0 else { throw failure(path) }
    } catch {
      close(file)
      throw error
    }
    guard close(file) == 0 else { throw failure(path) }
  }

  /// What stands before a file's name in its path: nothing, or its folder and a slash.
  static func prefix(of path: String) -> Substring {
    path.lastIndex(of: "/").map { path[...$0] } ?? ""
  }

  /// The folder that a path leads into.
  static func folder(of path: String) -> String {
    let prefix = prefix(of: path)
    return prefix.isEmpty ? "." : String(prefix)
  }

  /// Follows links, also those that lead to what is not there yet.
  ///
  /// - Parameter path: A path.
  /// - Returns: The path that it leads to, which is no link unless too many lead there.
  static func destination(of path: String) -> String {
    var place = path
    // The system follows 40 links at most.
    for _ in 0..<40 {
      var target = [CChar](repeating: 0, count: Int(PATH_MAX))
      let count = readlink(place, &target, target.count)
      guard count > 0 else { break }
      let link = String(decoding: target.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
      place = link.hasPrefix("/") ? link : prefix(of: place) + link
    }
    return place
  }

  /// Refuses places in the folder of a registry or backup, whose own files must not give way, and an empty name.
  ///
  /// - Parameter path: Where to write.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func requireOutsideRegistries(_ path: String) throws(SelvedgeError) {
    guard !path.isEmpty else {
      throw SelvedgeError(
        .outputNotWritable, subject: "\"\"",
        message: "an empty name is no place to write to; name a file")
    }
    guard let resolved = realpath(path, nil) ?? realpath(folder(of: destination(of: path)), nil)
    else { return }
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

  /// Refuses to write over a file that is read; pipes and devices lose nothing.
  ///
  /// - Parameters:
  ///   - path: Where to write.
  ///   - inputs: What is read.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func requireOther(_ path: String, than inputs: [String]) throws(SelvedgeError) {
    guard isRegular(path), let target = FileIdentity(path),
      inputs.contains(where: { FileIdentity($0) == target })
    else { return }
    throw SelvedgeError(
      .outputNotWritable, subject: path,
      message: "this is the file that is read, and would be lost; name another file")
  }

  /// Refuses to write two files to one place, where one would be lost; pipes and devices take both.
  ///
  /// - Parameters:
  ///   - path: Where to write one.
  ///   - other: Where to write the other.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  static func requireApart(_ path: String, from other: String) throws(SelvedgeError) {
    let isSame: Bool
    if let target = FileIdentity(path) {
      isSame = isRegular(path) && FileIdentity(other) == target
    } else {
      // Neither is there yet: then the folders and the names tell.
      let (place, second) = (destination(of: path), destination(of: other))
      let parents = [place, second].map { FileIdentity(folder(of: $0)) }
      let names = [place, second].map { $0.dropFirst(prefix(of: $0).count) }
      isSame = parents[0] != nil && parents[0] == parents[1] && names[0] == names[1]
    }
    guard isSame else { return }
    throw SelvedgeError(
      .outputNotWritable, subject: path,
      message: "two files are to be written here, and one would be lost; name another file for one")
  }

  /// Whether a path leads to a file, and not to a pipe, a device or nothing.
  private static func isRegular(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  private static func isPicture(_ path: String) -> Bool {
    // To open a pipe would wait for whoever writes into it.
    guard isRegular(path) else { return false }
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

  /// The error that tells why the last call of the system failed.
  ///
  /// - Parameter path: What cannot be written.
  /// - Returns: The error.
  static func failure(_ path: String) -> SelvedgeError {
    SelvedgeError(
      .outputNotWritable, subject: path,
      message: "cannot be written: \(String(cString: strerror(errno)))")
  }
}
