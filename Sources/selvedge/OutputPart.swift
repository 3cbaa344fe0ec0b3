// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Glibc

/// A file on the way to its place, which it takes when it is whole.
///
/// Where the file system knows files without a name, nothing is left of one whose process is killed. Elsewhere, as on
/// network drives, it goes by a name of its own beside its place, `.selvedge.PID.N.part`, which a killed process leaves.
struct OutputPart {
  /// The open file.
  let file: Int32
  private let place: String
  /// The name that it has before it takes its place; `nil` when it has none.
  private var name: String?

  /// Linux's `O_TMPFILE`, which is made of two flags and so not known to Swift.
  private static let nameless = 0o20_000_000 | O_DIRECTORY
  /// The most names to try before the folder is taken to be full of what killed processes left.
  private static let nameLimit = 10_000

  /// Makes a file in the folder of its place.
  ///
  /// - Parameter place: The place.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  init(beside place: String) throws(SelvedgeError) {
    self.place = place
    let unnamed = open(
      OutputFile.folder(of: place), Self.nameless | O_WRONLY | O_CLOEXEC, 0o666)
    if unnamed >= 0 {
      // It gets its name by way of this path.
      if access(Self.path(of: unnamed), F_OK) == 0 {
        file = unnamed
        return
      }
      close(unnamed)
    }
    var made: Int32 = -1
    name = try Self.firstFreeName(beside: place) { name in
      made = open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
      return made >= 0
    }
    file = made
  }

  /// Whether the file system took all that was written, which some tell only when a file is closed, as quotas over a
  /// network are; else `errno` says why not.
  func isHandedOver() -> Bool {
    let copy = fcntl(file, F_DUPFD_CLOEXEC, 3)
    return copy >= 0 && close(copy) == 0
  }

  /// Gives the file its place, whatever file is there; it stays open.
  ///
  /// - Returns: Whether it is there; else `errno` says why not.
  mutating func takePlace() -> Bool {
    guard let name else { return linkToPlace() }
    guard rename(name, place) == 0 else { return false }
    self.name = nil
    return true
  }

  /// Removes what is there of a file that did not take its place; it stays open.
  func discard() {
    if let name { unlink(name) }
  }

  /// A link takes a free name only: over a file it comes by renaming.
  private func linkToPlace() -> Bool {
    func link(_ name: String) -> Bool {
      linkat(AT_FDCWD, Self.path(of: file), AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0
    }
    if link(place) { return true }
    guard errno == EEXIST, let name = try? Self.firstFreeName(beside: place, link) else {
      return false
    }
    guard rename(name, place) == 0 else {
      let problem = errno
      unlink(name)
      errno = problem
      return false
    }
    return true
  }

  private static func path(of file: Int32) -> String { "/proc/self/fd/\(file)" }

  /// The first name that is free: another output of this process has those before it, or a killed process of the same
  /// number left them.
  private static func firstFreeName(
    beside place: String, _ make: (String) -> Bool
  ) throws(SelvedgeError) -> String {
    // Short, and not made of the place's own name, which may be as long as a name can be.
    let start = OutputFile.prefix(of: place) + ".selvedge.\(getpid())"
    for number in 0..<nameLimit {
      let name = "\(start).\(number).part"
      if make(name) { return name }
      guard errno == EEXIST else { break }
    }
    throw OutputFile.failure(place)
  }
}
