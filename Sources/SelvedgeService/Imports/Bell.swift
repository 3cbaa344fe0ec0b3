// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// Wakes a thread that waits; a ring while nobody waits is heard by the next who does.
final class Bell: @unchecked Sendable {
  // Proof of Sendable: `hasRung` is read and written only while `condition` is locked.
  private let condition = NSCondition()
  private var hasRung = false

  /// Wakes whoever waits.
  func ring() {
    condition.lock()
    hasRung = true
    condition.broadcast()
    condition.unlock()
  }

  /// Waits for a ring.
  ///
  /// - Parameter seconds: How long at most.
  func wait(seconds: Double) {
    condition.lock()
    let end = Date(timeIntervalSinceNow: seconds)
    while !hasRung, condition.wait(until: end) {}
    hasRung = false
    condition.unlock()
  }
}
