// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import Foundation

@testable import FeatureIndexing

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

  /// What a vote at a Hamming distance weighs, in 1/1024.
  private static func weight(_ distance: Int) -> Int32 {
    let part = Double(distance) / 16
    return Int32((1024 * exp(-part * part)).rounded())
  }

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

  /// What tells the feature of a design that a vote is for from others.
  private struct VotedFeature: Hashable {
    var design: Int
    var direction: UInt8
    var size: UInt8
    var signature: UInt64
  }

  private struct Vote {
    var feature: VotedFeature
    var turn: UInt8
    var scale: UInt8
    var weight: Int32
  }

  /// One vote for each feature of a design, the heaviest, then that of the smallest turn and scale: a motif that a query
  /// repeats would vote again and again.
  private static func single(_ votes: [Vote]) -> some Sequence<Vote> {
    Dictionary(grouping: votes, by: \.feature).values.lazy.compactMap { votes in
      votes.min { ($1.weight, $0.turn, $0.scale) < ($0.weight, $1.turn, $1.scale) }
    }
  }

  private func candidates(
    of query: FeatureSet, isMirrored: Bool, limit: Int, probes: Int, radius: Int,
    hiding hidden: [Int]
  ) -> [Candidate] {
    let words = vocabulary.words(of: query, count: probes)
    let signatures = vocabulary.signatures(of: query)
    var totals = [Int32](repeating: 0, count: count)
    var bestWeight = [Int32](repeating: 0, count: count)
    var bestVote = [Vote?](repeating: nil, count: count)
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
          let weight = Self.weight(distance)
          let design = Int(posting.design)
          if bestWeight[design] == 0 { touched.append(posting.design) }
          guard weight > bestWeight[design] else { continue }
          bestWeight[design] = weight
          bestVote[design] = Vote(
            feature: VotedFeature(
              design: design, direction: posting.direction, size: posting.size,
              signature: posting.signature),
            turn: keypoint.direction &- posting.direction,
            scale: UInt8(truncatingIfNeeded: Int(keypoint.size) - Int(posting.size) + 128),
            weight: weight)
        }
      }
      guard !touched.isEmpty else { continue }
      // A feature that many designs have says little about any: weight by log2(designs / designs met), at least 1/8.
      let rarity = Self.rarity(designs: count - hidden.count, met: touched.count)
      for design in touched {
        guard var vote = bestVote[Int(design)] else { continue }
        vote.weight = vote.weight * rarity / 256
        totals[Int(design)] += vote.weight
        votes.append(vote)
        bestWeight[Int(design)] = 0
      }
    }
    // Weak geometry for the designs with the most votes.
    var order: [(score: Int, design: Int)] = []
    for design in 0..<count where totals[design] > 0 {
      order.append((Int(totals[design]), design))
    }
    order.sort { ($1.score, $0.design) < ($0.score, $1.design) }
    let short = order.prefix(limit * VoteRanking.shortListFactor).map(\.design)
    var place = [Int32](repeating: -1, count: count)
    for (index, design) in short.enumerated() { place[design] = Int32(index) }
    // 16 turns x 32 scales of half an octave, for each design of the short list.
    var grid = [Int32](repeating: 0, count: short.count * 16 * 32)
    for vote in Self.single(votes.filter { place[$0.feature.design] >= 0 }) {
      let at = Int(place[vote.feature.design])
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

  /// log2(designs / met) in 1/256, at least 32: the logarithm of the power of two below, and a straight line to the next.
  private static func rarity(designs: Int, met: Int) -> Int32 {
    let ratio = designs * 256 / max(1, met)
    let whole = Int(log2(Double(ratio))) - 8
    return Int32(max(32, 256 * whole + (ratio >> whole) - 256))
  }
}
