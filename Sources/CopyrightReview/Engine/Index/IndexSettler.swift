// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Foundation
private import Synchronization

/// Makes and merges segments beside other work, at most once at a time in this process.
final class IndexSettler: Sendable {
  private let keeper: IndexKeeper
  private let isRunning = Mutex(false)
  private let work = Mutex(())

  /// After so many registrations the designs without a segment get one.
  static let period = 1024

  init(_ keeper: IndexKeeper) {
    self.keeper = keeper
  }

  /// Begins unless it is under way; another process that writes is let alone.
  func start() {
    let isFree = isRunning.withLock { running in
      defer { running = true }
      return !running
    }
    guard isFree else { return }
    let thread = Thread { [self] in
      settle()
      isRunning.withLock { $0 = false }
    }
    thread.stackSize = 4 << 20
    thread.start()
  }

  /// Settles, after what is under way; what fails now is tried again when the registry is opened.
  func settle() {
    work.withLock { _ in
      guard let right = keeper.store.writingRight() else { return }
      try? keeper.settle(with: right)
    }
  }
}
