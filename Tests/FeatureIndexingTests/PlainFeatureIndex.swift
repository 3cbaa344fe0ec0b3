// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import FeatureIndexing
import FeatureSpace

/// The index in its plainest form, all in lists on the heap: what every other form is held to.
struct PlainFeatureIndex {
  typealias Candidate = FeatureIndex.Candidate

  private let vocabulary: VisualVocabulary
  private var lists: [UInt32: [Posting]] = [:]
  /// The number of designs appended.
  private(set) var count = 0

  /// Creates an empty index.
  ///
  /// - Parameter vocabulary: The words and signatures to index by.
  init(vocabulary: VisualVocabulary = VisualVocabulary()) {
    self.vocabulary = vocabulary
  }

  /// Appends a design; its number is the count before.
  ///
  /// - Parameter features: The design's features.
  /// - Complexity: O(features), amortised.
  mutating func append(_ features: FeatureSet) {
    let words = vocabulary.words(of: features, count: 1)
    let signatures = vocabulary.signatures(of: features)
    for (index, keypoint) in features.keypoints.enumerated() {
      lists[words[index], default: []].append(
        Posting(
          design: UInt32(count), direction: keypoint.direction, size: keypoint.size,
          signature: signatures[index]))
    }
    count += 1
  }

  /// Weights of Hamming distances 0...24, in 1/1024: exp(-(h/16)^2).
  static let weights: [Int] = [
    1024, 1020, 1008, 989, 962, 929, 890, 846, 797, 746, 693, 638, 583, 529, 476, 425, 377, 331,
    289, 250, 215, 183, 155, 130, 108,
  ]

  /// The designs most worth verifying.
  ///
  /// - Parameters:
  ///   - query: The query's features.
  ///   - mirrored: The features of the mirrored query.
  ///   - limit: The most candidates to give.
  ///   - probes: Words visited for each query feature.
  ///   - radius: Largest Hamming distance of signatures, inclusive, at most 24.
  ///   - hidden: Numbers of designs that are looked past, each once: the answer is that of an index without them.
  /// - Returns: Candidates by falling votes, then by number, plain before mirrored.
  func candidates(
    of query: FeatureSet, mirrored: FeatureSet, limit: Int, probes: Int = 8, radius: Int = 22,
    hiding hidden: [Int] = []
  ) -> [Candidate] {
    var all: [Candidate] = []
    for (features, isMirrored) in [(query, false), (mirrored, true)] {
      all.append(
        contentsOf: candidates(
          of: features, isMirrored: isMirrored, limit: limit, probes: probes, radius: radius,
          hiding: hidden))
    }
    all.sort {
      ($1.votes, $0.design, $0.isMirrored ? 1 : 0) < ($0.votes, $1.design, $1.isMirrored ? 1 : 0)
    }
    return Array(all.prefix(limit))
  }

  private struct Vote {
    var design: UInt32
    var turn: UInt8
    var scale: UInt8
    /// Direction and size of the design's feature; with the signature they tell it from others.
    var direction: UInt8
    var size: UInt8
    var weight: Int32
    var signature: UInt64

    /// Whether two votes are for the same feature of the same design.
    func isForTheSame(as other: Vote) -> Bool {
      signature == other.signature && design == other.design && direction == other.direction
        && size == other.size
    }

    /// By feature of a design, the heaviest vote first.
    static func precedes(_ a: Vote, _ b: Vote) -> Bool {
      if a.design != b.design { return a.design < b.design }
      if a.signature != b.signature { return a.signature < b.signature }
      return (a.direction, a.size, b.weight, a.turn, a.scale)
        < (b.direction, b.size, a.weight, b.turn, b.scale)
    }
  }

  /// One vote for each feature of a design, the heaviest: a motif that a query repeats would vote again and again.
  private static func single(_ votes: [Vote]) -> [Vote] {
    var kept: [Vote] = []
    for vote in votes.sorted(by: Vote.precedes) {
      if let last = kept.last, last.isForTheSame(as: vote) { continue }
      kept.append(vote)
    }
    return kept
  }

  /// How many designs are looked at closely for each candidate wanted.
  private static let shortListFactor = 16

  private func candidates(
    of query: FeatureSet, isMirrored: Bool, limit: Int, probes: Int, radius: Int,
    hiding hidden: [Int]
  ) -> [Candidate] {
    let words = vocabulary.words(of: query, count: probes)
    let signatures = vocabulary.signatures(of: query)
    var totals = [Int32](repeating: 0, count: count)
    var bestWeight = [Int32](repeating: 0, count: count)
    var bestVote = [Vote](
      repeating: Vote(
        design: 0, turn: 0, scale: 0, direction: 0, size: 0, weight: 0, signature: 0),
      count: count)
    // No vote outweighs the largest number, so a hidden design is never met.
    for design in hidden { bestWeight[design] = .max }
    var touched: [UInt32] = []
    var votes: [Vote] = []
    for (index, keypoint) in query.keypoints.enumerated() {
      touched.removeAll(keepingCapacity: true)
      let signature = signatures[index]
      for probe in 0..<probes {
        for posting in lists[words[index * probes + probe]] ?? [] {
          let distance = (posting.signature ^ signature).nonzeroBitCount
          guard distance <= radius else { continue }
          let weight = Int32(Self.weights[distance])
          let design = Int(posting.design)
          if bestWeight[design] == 0 { touched.append(posting.design) }
          guard weight > bestWeight[design] else { continue }
          bestWeight[design] = weight
          bestVote[design] = Vote(
            design: posting.design, turn: keypoint.direction &- posting.direction,
            scale: UInt8(truncatingIfNeeded: Int(keypoint.size) - Int(posting.size) + 128),
            direction: posting.direction, size: posting.size, weight: weight,
            signature: posting.signature)
        }
      }
      guard !touched.isEmpty else { continue }
      // A feature that many designs have says little about any: weight by log2(designs / designs met), at least 1/8.
      let rarity = Self.rarity(designs: count - hidden.count, met: touched.count)
      for design in touched {
        var vote = bestVote[Int(design)]
        vote.weight = vote.weight * rarity / 256
        totals[Int(design)] += vote.weight
        votes.append(vote)
        bestWeight[Int(design)] = 0
      }
    }
    // Weak geometry for the designs with the most votes, relative to how many features they have.
    var order: [(score: Int, design: Int)] = []
    for design in 0..<count where totals[design] > 0 {
      order.append((Int(totals[design]), design))
    }
    order.sort { ($1.score, $0.design) < ($0.score, $1.design) }
    let short = order.prefix(limit * Self.shortListFactor).map(\.design)
    var place = [Int32](repeating: -1, count: count)
    for (index, design) in short.enumerated() { place[design] = Int32(index) }
    // 16 turns x 32 scales of half an octave, for each design of the short list.
    var grid = [Int32](repeating: 0, count: short.count * 16 * 32)
    for vote in Self.single(votes.filter { place[Int($0.design)] >= 0 }) {
      let at = Int(place[Int(vote.design)])
      let scale = max(0, min(31, (Int(vote.scale) - 128) / 8 + 16))
      let turn = Int(vote.turn) / 16
      let part = Int32(vote.turn % 16)
      grid[(at * 16 + turn) * 32 + scale] += vote.weight * (16 - part) / 16
      grid[(at * 16 + (turn + 1) % 16) * 32 + scale] += vote.weight * part / 16
    }
    var result: [Candidate] = []
    for (index, design) in short.enumerated() {
      var best: Int32 = 0
      for turn in 0..<16 {
        for scale in 0..<31 {
          let at = (index * 16 + turn) * 32 + scale
          best = max(best, grid[at] + grid[at + 1])
        }
      }
      result.append(Candidate(design: design, isMirrored: isMirrored, votes: Int(best)))
    }
    return result
  }

  /// log2(designs / met) in 1/256, at least 32.
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
