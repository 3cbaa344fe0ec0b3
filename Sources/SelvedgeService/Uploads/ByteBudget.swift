// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Synchronization

/// Memory that the bodies of all requests share, so that many large uploads at once cannot take
/// more than the machine has.
final class ByteBudget: Sendable {
  /// The bytes that may be held at once.
  let limit: Int
  private let held = Mutex(0)

  /// Creates a budget of which nothing is taken.
  ///
  /// - Parameter limit: The bytes that may be held at once.
  init(limit: Int) {
    self.limit = limit
  }

  /// The bytes held now.
  var heldByteCount: Int { held.withLock { $0 } }

  /// Starts to take from the budget.
  ///
  /// - Returns: A share of no bytes, which grows; it goes back when the last reference is gone.
  func makeShare() -> Share { Share(of: self) }

  private func take(_ byteCount: Int) -> Bool {
    held.withLock { held in
      guard held + byteCount <= limit else { return false }
      held += byteCount
      return true
    }
  }

  private func giveBack(_ byteCount: Int) {
    held.withLock { $0 -= byteCount }
  }

  /// What one request has taken from the budget.
  final class Share: Sendable {
    private let budget: ByteBudget
    private let byteCount = Mutex(0)

    fileprivate init(of budget: ByteBudget) {
      self.budget = budget
    }

    deinit {
      budget.giveBack(byteCount.withLock { $0 })
    }

    /// Takes more.
    ///
    /// - Parameter byteCount: How many bytes more.
    /// - Throws: ``Problem/busy`` when the budget does not have them.
    func grow(by byteCount: Int) throws {
      guard budget.take(byteCount) else { throw Problem.busy }
      self.byteCount.withLock { $0 += byteCount }
    }
  }
}
