// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import NIOPosix
import Synchronization

/// A bounded number of threads for work that would hold up the event loops, with a bounded queue.
///
/// Work begins in the order in which it came. When the queue is full, new work is refused at once
/// rather than made to wait longer than its client would.
final class WorkQueue: Sendable {
  /// How much is going on.
  struct Load: Equatable, Sendable {
    /// Pieces of work that a thread is busy with.
    var running = 0
    /// Pieces of work that wait for a thread.
    var waiting = 0
    /// Pieces of work that were refused since the start.
    var refused = 0
  }

  /// Threads, and so pieces of work at once.
  let threadCount: Int
  /// Pieces of work that may wait.
  let queueLimit: Int
  private let threads: NIOThreadPool
  private let state = Mutex(Load())

  /// Creates a queue and starts its threads.
  ///
  /// - Parameters:
  ///   - threadCount: Threads, at least 1.
  ///   - queueLimit: Pieces of work that may wait, at least 0.
  init(threadCount: Int, queueLimit: Int) {
    precondition(threadCount > 0 && queueLimit >= 0)
    self.threadCount = threadCount
    self.queueLimit = queueLimit
    threads = NIOThreadPool(numberOfThreads: threadCount)
    threads.start()
  }

  /// How much is going on now.
  var load: Load { state.withLock { $0 } }

  /// How many threads a piece of work that begins may use, its own included: 2, or 1 where two for each piece at work would
  /// be more than the queue has.
  var threadsEach: Int { 2 * load.running <= threadCount ? 2 : 1 }

  /// Does a piece of work on one of the threads.
  ///
  /// - Parameter work: What to do; may take its time.
  /// - Returns: What `work` returns.
  /// - Throws: ``Problem/busy`` when the queue is full, or what `work` throws.
  func run<Result: Sendable>(_ work: @escaping @Sendable () throws -> Result) async throws
    -> Result
  {
    try admit(1)
    return try await withCheckedThrowingContinuation { continuation in
      threads.submit { threadState in
        self.state.withLock { load in
          load.waiting -= 1
          load.running += 1
        }
        defer { self.state.withLock { $0.running -= 1 } }
        switch threadState {
        case .active:
          continuation.resume(with: Swift.Result { try work() })
        case .cancelled:
          continuation.resume(throwing: Problem.busy)
        }
      }
    }
  }

  /// Counts a refusal that was foreseen, before any work was at hand.
  ///
  /// - Throws: ``Problem/busy`` when new work would be refused now.
  func refuseIfFull() throws {
    try admit(0)
  }

  /// Ends the threads when the work at hand is done.
  ///
  /// - Throws: When the threads were ended before.
  func shutdown() async throws {
    try await threads.shutdownGracefully()
  }

  /// Lets `count` more pieces of work wait, or counts a refusal.
  private func admit(_ count: Int) throws {
    let isAdmitted = state.withLock { load in
      guard load.running + load.waiting < threadCount + queueLimit else {
        load.refused += 1
        return false
      }
      load.waiting += count
      return true
    }
    guard isAdmitted else { throw Problem.busy }
  }
}
