// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Glibc
import MatchReporting

/// Standard error: one line a problem, and notes.
enum ProblemLog {
  /// Makes sure that descriptors 0, 1 and 2 are taken.
  ///
  /// Otherwise a file that is opened later would get one of them and be written to by mistake. A closed standard
  /// output stays unwritable, which is reported when it is used.
  static func holdStandardStreams() {
    for descriptor: Int32 in 0...2 where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free descriptor is the one that is missing.
      _ = open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY)
    }
  }

  /// Writes a problem: `selvedge: error: photo.jpg: JPEG ends after 1,204 of 48,110 bytes [undecodableImage]`.
  ///
  /// - Parameter error: The problem.
  static func report(_ error: SelvedgeError) {
    write("selvedge: error: \(error)")
  }

  /// Writes a problem of one of several files, which is named even where something else is to blame.
  ///
  /// - Parameters:
  ///   - error: The problem.
  ///   - file: The file.
  static func report(_ error: SelvedgeError, of file: String) {
    guard error.subject != file else { return report(error) }
    report(
      SelvedgeError(
        error.code, stage: error.stage, subject: file, message: error.message, cause: error.cause))
  }

  /// Writes a note.
  ///
  /// - Parameter text: One line.
  static func note(_ text: String) {
    write("selvedge: \(text)")
  }

  /// Writes text as it is, without a newline.
  ///
  /// - Parameter text: What to write.
  static func write(raw text: String) {
    var text = text
    // Nobody is left to tell when standard error cannot be written.
    text.withUTF8 { _ = Glibc.write(2, $0.baseAddress, $0.count) }
  }

  private static func write(_ line: String) {
    write(raw: printable(line) + "\n")
  }
}
