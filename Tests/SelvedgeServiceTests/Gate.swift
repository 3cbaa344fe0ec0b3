// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// Holds threads up until it is opened.
final class Gate: Sendable {
  private let semaphore = DispatchSemaphore(value: 0)

  /// Waits for the gate to open.
  func wait() {
    semaphore.wait()
    semaphore.signal()
  }

  /// Lets everyone through, now and later.
  func open() {
    semaphore.signal()
  }
}
