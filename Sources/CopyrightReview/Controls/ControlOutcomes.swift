// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting
private import Synchronization

/// What came of searching planted pictures, for as long as what they are searched among stays the same.
///
/// The outcome follows from the picture and the designs compared, so that a search need not be repeated while
/// neither changes; the report says when it was made.
final class ControlOutcomes: Sendable {
  /// An outcome, and when it was found.
  struct Dated: Sendable {
    let search: ControlSearch
    let at: String
  }

  private struct Known {
    var scope: ComparisonScope
    var procedure: VerificationProcedure
    var outcomes: [Int: Dated]
  }

  /// The states used last, latest first: what is registered now, and perhaps one that a re-run asks for.
  private let known = Mutex<[Known]>([])
  private static let stateLimit = 2

  /// The outcome of a planted picture, found now or before.
  ///
  /// - Parameters:
  ///   - number: The planted picture's number.
  ///   - scope: What it is searched among.
  ///   - procedure: How candidates are compared.
  ///   - search: Searches it; called outside the lock, perhaps by two threads at once, which find the same.
  /// - Returns: The outcome.
  /// - Throws: What `search` throws.
  func outcome(
    of number: Int, among scope: ComparisonScope, procedure: VerificationProcedure,
    search: () throws(SelvedgeError) -> Dated
  ) throws(SelvedgeError) -> Dated {
    let found = known.withLock { known in
      known.first { $0.scope == scope && $0.procedure == procedure }?.outcomes[number]
    }
    if let found { return found }
    let made = try search()
    known.withLock { known in
      if let place = known.firstIndex(where: { $0.scope == scope && $0.procedure == procedure }) {
        known[place].outcomes[number] = made
      } else {
        known.insert(Known(scope: scope, procedure: procedure, outcomes: [number: made]), at: 0)
        known = Array(known.prefix(Self.stateLimit))
      }
    }
    return made
  }
}
