// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

/// Work on many things on several threads, with the results handed over in order.
///
/// Threads may run ahead of the handing over by a window, so memory stays bounded however uneven the work is.
public enum OrderedWork {
  /// How results are handed over together.
  public struct Grouping: Hashable, Sendable {
    /// The most results in a group.
    public let limit: Int
    /// How long a group may wait for more, in seconds.
    public let patience: Double

    /// Creates a grouping.
    ///
    /// - Parameters:
    ///   - limit: The most results in a group, at least 1.
    ///   - patience: How long a group may wait for more, in seconds.
    public init(limit: Int, patience: Double) {
      precondition(limit > 0, "a group has room for at least 1 result, not \(limit)")
      self.limit = limit
      self.patience = patience
    }

    /// Each result alone, as soon as it is known.
    public static let none = Grouping(limit: 1, patience: 0)
  }

  /// Does `count` pieces of work.
  ///
  /// - Parameters:
  ///   - count: How many pieces there are.
  ///   - jobs: How many threads work, at least 1.
  ///   - grouping: How results are handed over together.
  ///   - work: Does the piece at a place in 0..<`count`; called once for each, on any thread.
  ///   - handOver: Takes the results of consecutive places, on the calling thread, in order, and says whether
  ///     to go on; when it says no, pieces not yet begun are left out.
  public static func run<Output: Sendable>(
    count: Int, jobs: Int, grouping: Grouping = .none,
    work: @escaping @Sendable (Int) -> Output,
    handOver: (_ first: Int, _ results: [Output]) -> Bool
  ) {
    precondition(jobs > 0, "work needs at least 1 thread, not \(jobs)")
    let queue = OrderedQueue<Output>(count: count, window: max(grouping.limit, 4 * jobs) + jobs)
    let threads = min(jobs, count)
    for _ in 0..<threads {
      let thread = Thread {
        while let place = queue.next() { queue.put(work(place), at: place) }
        queue.leave()
      }
      thread.stackSize = 4 << 20
      queue.enter()
      thread.start()
    }
    var place = 0
    while place < count {
      let results = queue.take(from: place, grouping)
      guard handOver(place, results) else { break }
      place += results.count
    }
    queue.stopAndWait()
  }
}

/// The results that wait to be handed over, and the places that wait to be worked on.
private final class OrderedQueue<Output: Sendable>: @unchecked Sendable {
  // Proof of Sendable: every variable below is read and changed only while `condition` is locked.
  private let condition = NSCondition()
  private let count: Int
  private let window: Int
  private var nextPlace = 0
  private var takenCount = 0
  private var results: [Int: Output] = [:]
  private var isStopped = false
  private var threadCount = 0

  init(count: Int, window: Int) {
    self.count = count
    self.window = window
  }

  func enter() {
    condition.withLock { threadCount += 1 }
  }

  func leave() {
    condition.withLock {
      threadCount -= 1
      condition.broadcast()
    }
  }

  func next() -> Int? {
    condition.withLock {
      while !isStopped, nextPlace < count, nextPlace >= takenCount + window { condition.wait() }
      guard !isStopped, nextPlace < count else { return nil }
      defer { nextPlace += 1 }
      return nextPlace
    }
  }

  func put(_ result: Output, at place: Int) {
    condition.withLock {
      results[place] = result
      condition.broadcast()
    }
  }

  func take(from place: Int, _ grouping: OrderedWork.Grouping) -> [Output] {
    condition.withLock {
      while results[place] == nil { condition.wait() }
      let most = min(count - place, grouping.limit)
      let deadline = Date(timeIntervalSinceNow: grouping.patience)
      var ready = 1
      while ready < most {
        if results[place + ready] != nil {
          ready += 1
        } else if !condition.wait(until: deadline) {
          break
        }
      }
      let taken = (place..<place + ready).compactMap { results.removeValue(forKey: $0) }
      takenCount = place + ready
      condition.broadcast()
      return taken
    }
  }

  func stopAndWait() {
    condition.withLock {
      isStopped = true
      // Threads that ran ahead as far as they may sleep until they are told.
      condition.broadcast()
      while threadCount > 0 { condition.wait() }
    }
  }
}
