// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Dispatch
import Foundation
import HammingSpace
import Synchronization
import Testing
import _TestSupport

@testable import HashIndexing

/// Whoever reads the blocks and in whatever order, answers are those of a plain list.
@Suite struct SharedPassTests {
  /// What one search asks for.
  private struct Request {
    let count: Int
    let queries: [Hash256]
    let radius: Int
    let lastID: Int
    let excluded: Set<Int>

    init(of queries: [Hash256], ids: Int, using random: inout SplitMix64) {
      count = [1, 2, 4, 7, 1000].randomElement(using: &random) ?? 1
      self.queries = Array(queries.shuffled(using: &random).prefix(Int(random.next() % 9)))
      radius = [0, 31, 72, 120, 256].randomElement(using: &random) ?? 0
      lastID = random.next() % 2 == 0 ? .max : Int.random(in: -1...ids, using: &random)
      excluded =
        random.next() % 2 == 0
        ? [] : Set((0..<ids / 2).map { _ in Int.random(in: 0..<ids, using: &random) })
    }

    var search: CodeSearch {
      CodeSearch(count, to: queries, within: radius, through: lastID, excluding: excluded)
    }

    func wanted(of entries: [(id: Int, hash: Hash256)]) -> [(id: Int, hash: Hash256)] {
      entries.filter { $0.id <= lastID && !excluded.contains($0.id) }
    }

    /// What it must be given, by a plain list.
    func answer(among entries: [(id: Int, hash: Hash256)]) -> [HashReference] {
      Array(
        plainReferences(to: queries, in: wanted(of: entries), within: radius).prefix(count))
    }
  }

  /// Entries with many ties: few distances from few queries, and ids that have several codes.
  private func entries(
    _ count: Int, near queries: [Hash256], using random: inout SplitMix64
  ) -> [(id: Int, hash: Hash256)] {
    let kinds = Hash256.codes(count / 4 + 1, near: queries, using: &random)
    return (0..<count).map {
      (id: $0 / 3, hash: kinds[Int.random(in: kinds.indices, using: &random)])
    }
  }

  @Test(arguments: 0..<40) func `the order of turns does not show`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(600 + seed))
    let queries = (0..<8).map { _ in Hash256.random(using: &random) }
    let codeCount = Int.random(in: 1...120, using: &random)
    let entries = entries(codeCount, near: queries, using: &random)
    let columns = try ColumnMemory(entries[...]).columns()
    let pass = SharedPass(
      codeCount: codeCount, codesPerBlock: Int.random(in: 1...40, using: &random))
    var members: [(member: SharedPass.Member, requests: [Request])] = []
    var held: [SharedPass.Turn] = []
    // Whoever comes by joins, takes a turn of anybody's, or ends one that was begun, in any order.
    for _ in 0..<400 {
      switch random.next() % 8 {
      case 0 where members.count < 12:
        let requests = (0..<Int.random(in: 1...3, using: &random)).map { _ in
          Request(of: queries, ids: codeCount / 3 + 1, using: &random)
        }
        members.append((pass.join(requests.map(\.search)), requests))
      case 1...4:
        if let turn = members.randomElement(using: &random).flatMap({ pass.nextTurn(of: $0.member) }
        ) {
          held.append(turn)
        }
      default:
        guard !held.isEmpty else { continue }
        held.remove(at: Int.random(in: held.indices, using: &random)).take(over: columns)
      }
    }
    for (member, _) in members.shuffled(using: &random) {
      while let turn = pass.nextTurn(of: member) { held.append(turn) }
    }
    for turn in held.shuffled(using: &random) { turn.take(over: columns) }
    #expect(!members.isEmpty)
    for (member, requests) in members {
      let answers = member.answer().map(\.found)
      #expect(answers == requests.map { $0.answer(among: entries) })
      #expect(
        answers
          == requests.map {
            FlatIndex($0.wanted(of: entries)).nearest($0.count, to: $0.queries, within: $0.radius)
          })
    }
  }

  @Test func `searches at the same time read each block once, later ones what they missed`() throws
  {
    var random = SplitMix64(seed: 61)
    let queries = (0..<8).map { _ in Hash256.random(using: &random) }
    let entries = entries(95, near: queries, using: &random)
    let columns = try ColumnMemory(entries[...]).columns()
    let pass = SharedPass(codeCount: 95, codesPerBlock: 10)
    let search = CodeSearch(95, to: queries, within: 256, through: .max, excluding: [])
    let expected = plainReferences(to: queries, in: entries, within: 256)

    func takeTurns(_ member: SharedPass.Member, atMost most: Int = .max) -> Int {
      var count = 0
      while count < most, let turn = pass.nextTurn(of: member) {
        turn.take(over: columns)
        count += 1
      }
      return count
    }
    // Ten blocks, four searches: ten turns and not forty, whoever takes them.
    let together = (0..<4).map { _ in pass.join([search]) }
    #expect(takeTurns(together[2], atMost: 3) == 3)
    #expect(takeTurns(together[0]) == 7)
    for member in together {
      #expect(pass.nextTurn(of: member) == nil)
      #expect(member.answer().map(\.found) == [expected])
    }
    // One that comes after four blocks: the first is not held up, and four are read once more.
    let first = pass.join([search])
    #expect(takeTurns(first, atMost: 4) == 4)
    let second = pass.join([search])
    #expect(takeTurns(first) == 6)
    #expect(first.answer().map(\.found) == [expected])
    #expect(takeTurns(second) == 4)
    #expect(second.answer().map(\.found) == [expected])
    // Nobody is left behind: the next reads ten.
    let last = pass.join([search])
    #expect(takeTurns(last) == 10)
    #expect(last.answer().map(\.found) == [expected])
  }

  @Test func `a search waits for the turn that another is in the middle of`() throws {
    var random = SplitMix64(seed: 62)
    let queries = (0..<8).map { _ in Hash256.random(using: &random) }
    let entries = entries(50, near: queries, using: &random)
    let columns = try ColumnMemory(entries[...]).columns()
    let pass = SharedPass(codeCount: 50, codesPerBlock: 10)
    let search = CodeSearch(50, to: queries, within: 256, through: .max, excluding: [])
    let (waiting, other) = (pass.join([search]), pass.join([search]))
    let turn = try #require(pass.nextTurn(of: other))
    let answer = Mutex<[[HashReference]]>([])
    let isAnswered = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      while let turn = pass.nextTurn(of: waiting) { turn.take(over: columns) }
      let found = waiting.answer().map(\.found)
      answer.withLock { $0 = found }
      isAnswered.signal()
    }
    // Until this turn is taken there is no answer.
    #expect(answer.withLock { $0 }.isEmpty)
    turn.take(over: columns)
    isAnswered.wait()
    #expect(answer.withLock { $0 } == [plainReferences(to: queries, in: entries, within: 256)])
  }

  @Test func `copies of an index are searched by many threads at once`() throws {
    var random = SplitMix64(seed: 63)
    let queries = (0..<12).map { _ in Hash256.random(using: &random) }
    let entries = entries(600, near: queries, using: &random)
    let segments = try [0..<300, 300..<310, 310..<500].map {
      try ColumnMemory(entries[$0]).columns(codesPerBlock: 16)
    }
    // Each thread has a copy of its own: some lack the last segment, all differ in what is on the heap.
    struct Task: Sendable {
      let index: SegmentedIndex
      let rounds: [(request: Request, expected: [HashReference])]
    }
    let tasks = (0..<8).map { place in
      let (kept, end) = place % 3 == 0 ? (2, 310) : (3, 500)
      var index = SegmentedIndex(segments: Array(segments[..<kept]))
      let heap = entries[end..<(end + place * 12)]
      for entry in heap { index.append(entry.hash, id: entry.id) }
      let known = Array(entries[..<end]) + heap
      return Task(
        index: index,
        rounds: (0..<40).map { _ in
          let request = Request(of: queries, ids: 200, using: &random)
          return (request, request.answer(among: known))
        })
    }
    let wrong = Mutex(0)
    let left = DispatchGroup()
    for task in tasks {
      left.enter()
      Thread.detachNewThread {
        for (request, expected) in task.rounds {
          let found = task.index.nearest(
            request.count, to: request.queries, within: request.radius, through: request.lastID,
            excluding: request.excluded)
          if found != expected { wrong.withLock { $0 += 1 } }
        }
        left.leave()
      }
    }
    left.wait()
    #expect(wrong.withLock { $0 } == 0)
  }
}
