// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Dispatch
private import Synchronization

/// Does independent pieces of work, on several threads if there are more than one of both.
///
/// - Parameters:
///   - count: How many pieces there are.
///   - threads: The most threads that work, the calling one included, at least 1; results do not depend on it.
///   - work: Does the piece at a place in 0..<`count`; called once for each, on any thread.
/// - Returns: The results, in order of place.
func concurrentMap<Output: Sendable>(
  count: Int, threads: Int, _ work: @Sendable (Int) -> Output
) -> [Output] {
  precondition(threads > 0, "work needs at least 1 thread, not \(threads)")
  guard threads > 1, count > 1 else { return (0..<count).map(work) }
  let next = Atomic<Int>(0)
  let results = Mutex<[Int: Output]>([:])
  DispatchQueue.concurrentPerform(iterations: min(threads, count)) { _ in
    while true {
      let place = next.add(1, ordering: .relaxed).oldValue
      guard place < count else { break }
      let result = work(place)
      results.withLock { $0[place] = result }
    }
  }
  let all = results.withLock { $0 }
  return (0..<count).compactMap { all[$0] }
}

/// Does two pieces of work that have nothing to do with each other, at once if there are threads for both.
///
/// - Parameters:
///   - threads: The most threads that work, the calling one included, at least 1; results do not depend on it.
///   - first: One piece; called once.
///   - second: The other; called once.
/// - Returns: What they gave.
func concurrently<First: Sendable, Second: Sendable>(
  threads: Int, _ first: @Sendable () -> First, _ second: @Sendable () -> Second
) -> (First, Second) {
  precondition(threads > 0, "work needs at least 1 thread, not \(threads)")
  guard threads > 1 else { return (first(), second()) }
  let results = Mutex<(First?, Second?)>((nil, nil))
  DispatchQueue.concurrentPerform(iterations: 2) { place in
    if place == 0 {
      let result = first()
      results.withLock { $0.0 = result }
    } else {
      let result = second()
      results.withLock { $0.1 = result }
    }
  }
  guard case (let first?, let second?) = results.withLock({ $0 }) else {
    preconditionFailure("both pieces of work were done")
  }
  return (first, second)
}
