// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CKernels
internal import FeatureSpace

/// Ranks the designs that got votes: by their sum, then by the votes that agree on one turn and one change of scale.
struct VoteRanking {
  /// Weights of Hamming distances 0...24, in 1/1024: exp(-(h/16)^2).
  static let weights: [Int32] = [
    1024, 1020, 1008, 989, 962, 929, 890, 846, 797, 746, 693, 638, 583, 529, 476, 425, 377, 331,
    289, 250, 215, 183, 155, 130, 108,
  ]

  /// How many designs are looked at closely for each candidate wanted.
  static let shortListFactor = 6

  private let query: FeatureSet
  private let workspace: SearchWorkspace
  private let rarities: [Int32]
  private let bound: Int

  /// Prepares a ranking.
  ///
  /// - Parameters:
  ///   - query: The query's features.
  ///   - workspace: The votes.
  ///   - designCount: How many designs might have got one.
  ///   - bound: Above the numbers of all designs.
  init(query: FeatureSet, workspace: SearchWorkspace, designCount: Int, numbersBelow bound: Int) {
    self.query = query
    self.workspace = workspace
    self.bound = bound
    // A feature that many designs have says little about any: weight by about log2(designs / designs met), at least 1/8.
    rarities = workspace.met.map { Self.rarity(designs: designCount, met: $0) }
  }

  /// The designs with the most votes.
  ///
  /// - Parameters:
  ///   - limit: How many designs are wanted.
  ///   - signature: The signature of the posting that a vote is for, by the places of the vote and of the posting.
  /// - Returns: More designs than wanted, by falling sum of votes, with the votes that agree.
  func candidates(
    limit: Int, signature: (_ vote: Int, _ place: Int) -> UInt64
  ) -> [(design: Int, votes: Int)] {
    Self.weights.withUnsafeBufferPointer { weights in
      rarities.withUnsafeBufferPointer { rarities in
        workspace.total(numbersBelow: bound) { vote in
          weights[Int(vote.distance)] * rarities[Int(vote.feature)] / 256
        }
      }
    }
    defer { workspace.clear() }
    let short = shortList(count: limit * Self.shortListFactor)
    var (votes, starts) = votes(for: short, signature: signature)
    return votes.withUnsafeMutableBufferPointer { votes in
      short.enumerated().map { place, design in
        (design, Self.agreement(.init(rebasing: votes[starts[place]..<starts[place + 1]])))
      }
    }
  }

  /// The designs with the largest sums, then with the lowest numbers.
  private func shortList(count: Int) -> [Int] {
    var best = LargestKeys(capacity: count)
    for design in workspace.touched {
      // Sums are positive; of equal sums the lower number has the larger key.
      best.insert(
        UInt64(workspace.totals[Int(design)]) << 32 | UInt64(UInt32.max - design))
    }
    return best.falling().map { Int(UInt32.max - UInt32(truncatingIfNeeded: $0)) }
  }

  /// A vote for a design of the short list.
  private struct Vote: Comparable {
    /// With the direction and the size of the design's feature it tells that from others.
    var signature: UInt64
    /// Direction and size of the design's feature, what the weight leaves of 2^32 - 1, turn and scale, 8, 8, 32, 8 and 8
    /// bits from the highest: what has the same signature is in order of these.
    private var rest: UInt64

    var turn: UInt8 { UInt8(truncatingIfNeeded: rest >> 8) }
    var scale: UInt8 { UInt8(truncatingIfNeeded: rest) }
    var weight: Int32 { Int32(bitPattern: ~UInt32(truncatingIfNeeded: rest >> 16)) }

    init(_ vote: ck_vote, of feature: Keypoint, weight: Int32, signature: UInt64) {
      self.signature = signature
      let turn = feature.direction &- vote.direction
      let scale = UInt8(truncatingIfNeeded: Int(feature.size) - Int(vote.size) + 128)
      rest =
        UInt64(vote.direction) << 56 | UInt64(vote.size) << 48
        | UInt64(~UInt32(bitPattern: weight)) << 16 | UInt64(turn) << 8 | UInt64(scale)
    }

    /// Whether two votes are for the same feature of a design.
    func isForTheSame(as other: Vote) -> Bool {
      signature == other.signature && rest >> 48 == other.rest >> 48
    }

    /// By feature of the design, the heaviest vote first.
    static func < (_ a: Vote, _ b: Vote) -> Bool {
      a.signature != b.signature ? a.signature < b.signature : a.rest < b.rest
    }
  }

  /// The votes for designs of the short list, and where those of each begin; one number more, where the last end.
  private func votes(
    for short: [Int], signature: (_ vote: Int, _ place: Int) -> UInt64
  ) -> (votes: [Vote], starts: [Int]) {
    workspace.mark(short)
    // Most votes are for other designs, so only those that count are gone through again.
    var chosen: [Int] = []
    var starts = [Int](repeating: 0, count: short.count + 1)
    for index in 0..<workspace.voteCount {
      let total = workspace.totals[Int(workspace.votes[index].design)]
      guard total < 0 else { continue }
      chosen.append(index)
      starts[Int(-total)] += 1
    }
    for place in short.indices { starts[place + 1] += starts[place] }
    var next = starts
    let votes = [Vote](unsafeUninitializedCapacity: chosen.count) { votes, filled in
      for index in chosen {
        let vote = workspace.votes[index]
        let (place, feature) = (Int(-1 - workspace.totals[Int(vote.design)]), Int(vote.feature))
        votes.initializeElement(
          at: next[place],
          to: Vote(
            vote, of: query.keypoints[feature],
            weight: Self.weights[Int(vote.distance)] * rarities[feature] / 256,
            signature: signature(index, Int(vote.place))))
        next[place] += 1
      }
      filled = chosen.count
    }
    return (votes, starts)
  }

  /// The most weight of a design's votes that agrees on a turn and a scale.
  ///
  /// Of the votes for one feature the heaviest counts: a motif that a query repeats would vote again and again. They are
  /// put in order for that.
  private static func agreement(_ votes: UnsafeMutableBufferPointer<Vote>) -> Int {
    // 16 turns x 32 scales of half an octave, counted from equal size both ways: as the division cuts towards zero, the bin
    // of equal size holds differences of -7...7 sixteenths of an octave, nearly two bins in one.
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: 16 * 32) { grid in
      grid.initialize(repeating: 0)
      var last: Vote?
      var votes = votes
      votes.sort()
      for vote in votes {
        if let last, last.isForTheSame(as: vote) { continue }
        last = vote
        let scale = max(0, min(31, (Int(vote.scale) - 128) / 8 + 16))
        let turn = Int(vote.turn) / 16
        let part = Int32(vote.turn % 16)
        grid[turn * 32 + scale] += vote.weight * (16 - part) / 16
        grid[(turn + 1) % 16 * 32 + scale] += vote.weight * part / 16
      }
      var best: Int32 = 0
      for turn in 0..<16 {
        for scale in 0..<31 {
          best = max(best, grid[turn * 32 + scale] + grid[turn * 32 + scale + 1])
        }
      }
      return Int(best)
    }
  }

  /// log2(designs / met) in 1/256, at least 32: exact at powers of two and in a straight line from one to the next, so at
  /// most 0.09 too low between them.
  static func rarity(designs: Int, met: Int) -> Int32 {
    var ratio = designs * 256 / max(1, met)
    var result = 0
    while ratio >= 512 {
      ratio /= 2
      result += 256
    }
    return Int32(max(32, result + ratio - 256))
  }
}

/// The largest of many keys, no two of which are equal: a heap with the least of those kept on top.
///
/// - Complexity: O(1) for a key that is not among them, O(log capacity) for one that is.
struct LargestKeys {
  private let capacity: Int
  private var heap: [UInt64] = []

  init(capacity: Int) {
    self.capacity = capacity
  }

  /// Offers a key.
  mutating func insert(_ key: UInt64) {
    guard heap.count >= capacity else {
      heap.append(key)
      if heap.count == capacity { heap.sort() }
      return
    }
    guard let least = heap.first, key > least else { return }
    var place = 0
    while true {
      var child = 2 * place + 1
      guard child < capacity else { break }
      if child + 1 < capacity, heap[child + 1] < heap[child] { child += 1 }
      guard heap[child] < key else { break }
      heap[place] = heap[child]
      place = child
    }
    heap[place] = key
  }

  /// The keys, largest first.
  func falling() -> [UInt64] { heap.sorted(by: >) }
}
