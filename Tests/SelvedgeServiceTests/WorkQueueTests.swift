// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Synchronization
import Testing

@testable import SelvedgeService

@Suite struct WorkQueueTests {
  @Test func `Work beyond the threads and the queue is refused at once`() async throws {
    let queue = WorkQueue(threadCount: 1, queueLimit: 1)
    let gate = Gate()
    async let first = queue.run { gate.wait() }
    async let second = queue.run { gate.wait() }
    while queue.load.running + queue.load.waiting < 2 { await Task.yield() }
    let problem = await #expect(throws: Problem.self) { try await queue.run {} }
    #expect(problem?.kind == .catalogue(.registryBusy))
    #expect(problem?.retryAfterSeconds == 2)
    #expect(throws: Problem.self) { () throws in try queue.refuseIfFull() }
    #expect(queue.load.refused == 2)
    gate.open()
    _ = try await (first, second)
    #expect(try await queue.run { 7 } == 7)
    #expect(queue.load.running == 0 && queue.load.waiting == 0)
    try await queue.shutdown()
  }

  @Test func `What the work throws comes out, and the place is free again`() async throws {
    struct Failure: Error {}
    let queue = WorkQueue(threadCount: 1, queueLimit: 0)
    await #expect(throws: Failure.self) { try await queue.run { throw Failure() } }
    #expect(try await queue.run { 1 } == 1)
    try await queue.shutdown()
  }

  @Test func `Work shares the threads with what is at work already`() async throws {
    let queue = WorkQueue(threadCount: 4, queueLimit: 4)
    #expect(try await queue.run { queue.threadsEach } == 2)
    let gate = Gate()
    async let first = queue.run { gate.wait() }
    while queue.load.running < 1 { await Task.yield() }
    #expect(try await queue.run { queue.threadsEach } == 2)
    async let second = queue.run { gate.wait() }
    while queue.load.running < 2 { await Task.yield() }
    #expect(try await queue.run { queue.threadsEach } == 1)
    gate.open()
    _ = try await (first, second)
    try await queue.shutdown()
  }

  @Test func `A budget is given back when its share is gone`() throws {
    let budget = ByteBudget(limit: 100)
    do {
      let share = budget.makeShare()
      try share.grow(by: 60)
      try share.grow(by: 40)
      #expect(throws: Problem.self) { try share.grow(by: 1) }
      #expect(throws: Problem.self) { try budget.makeShare().grow(by: 1) }
      #expect(budget.heldByteCount == 100)
    }
    #expect(budget.heldByteCount == 0)
  }
}
