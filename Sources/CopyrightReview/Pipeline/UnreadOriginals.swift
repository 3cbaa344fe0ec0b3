// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Synchronization

/// The originals that a comparison wanted and could not have: damaged, gone, or closed to whoever asks.
///
/// The comparison goes on with the fingerprints alone, for no lead may be held back; but it may miss what a closer look
/// tells, so that this is said, and the review is not kept: made again on a mended registry it would come out otherwise.
final class UnreadOriginals: Sendable {
  private struct Noted {
    var count = 0
    var last: SelvedgeError?
    var first: [SelvedgeError] = []
    var designs: Set<String> = []
  }

  private let noted = Mutex(Noted())

  /// How often an original could not be read; what is noted later comes after it.
  var count: Int { noted.withLock { $0.count } }

  /// Why originals could not be read: once for each design, in the order in which that was noticed.
  var errors: [SelvedgeError] { noted.withLock { $0.first } }

  /// Notes an original that cannot be read.
  ///
  /// - Parameter error: Why not; its subject is the design.
  func note(_ error: SelvedgeError) {
    noted.withLock { noted in
      noted.count += 1
      noted.last = error
      if noted.designs.insert(error.subject).inserted { noted.first.append(error) }
    }
  }

  /// What was noted last.
  ///
  /// - Parameter count: What ``count`` was before the work in question.
  /// - Returns: Why an original could not be read since, by this work or by other work at the same time; `nil` when all
  ///   could be.
  func last(after count: Int) -> SelvedgeError? {
    noted.withLock { $0.count > count ? $0.last : nil }
  }

  /// What an answer says that was made without an original.
  ///
  /// - Parameter count: What ``count`` was before.
  /// - Returns: The words; `nil` when all originals could be read.
  func gap(after count: Int) -> String? {
    last(after: count).map { error in
      "the original of design \(error.subject) could not be looked at, so that something may be "
        + "missing here: \(error.message)"
    }
  }
}
