// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import ImageBuffers
@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct BackgroundPopulationTests {
  private func descriptors(_ count: Int, seed: UInt64) -> [Int8] {
    var random = SplitMix64(seed: seed)
    return (0..<count * 32).map { _ in Int8.random(in: -60...60, using: &random) }
  }

  @Test func `rarity is the share of the population within the distance`() {
    // 200 vectors at rising distances from 0, in group 1.
    let members = (1...200).flatMap { n -> [Int8] in
      var vector = [Int8](repeating: 0, count: 32)
      vector[0] = Int8(min(n, 100))
      vector[1] = Int8(max(0, n - 100))
      return vector
    }
    let population = BackgroundPopulation(groups: [[], members, [], []])
    let features = FeatureSet(
      size: ImageSize(width: 10, height: 10),
      keypoints: [Keypoint(column: 0, row: 0, size: 0, direction: 0, group: 1)],
      descriptors: [Int8](repeating: 0, count: 32))
    let rarities = population.rarities(of: features)
    #expect(rarities.count == BackgroundPopulation.thresholds.count)
    for (threshold, rarity) in zip(BackgroundPopulation.thresholds, rarities) {
      let within = (0..<200).count { n in
        let (a, b) = (Int(members[n * 32]), Int(members[n * 32 + 1]))
        return a * a + b * b <= threshold
      }
      #expect(within >= 3)
      #expect(abs(rarity - (Float(within) + 0.5) / 201) < 1e-6)
    }
  }

  @Test(arguments: [Float(0), 0.02, 0.1, 0.5, 1])
  func `shares up to a limit are those without one, and others are above it`(largest: Float) {
    // From plenty to count down to too few.
    let population = BackgroundPopulation(
      groups: [500, 60, 7, 1].enumerated().map { descriptors($0.element, seed: UInt64($0.offset)) })
    let features = FeatureSet(
      size: ImageSize(width: 10, height: 10),
      keypoints: (0..<24).map {
        Keypoint(column: 0, row: 0, size: 0, direction: 0, group: UInt8($0 / 6))
      }, descriptors: descriptors(24, seed: 9))
    let all = population.rarities(of: features)
    let some = population.rarities(of: features, upTo: largest)
    #expect(all.count == some.count && all.contains { $0 > 0.5 } && all.contains { $0 < 0.02 })
    for (exact, given) in zip(all, some) {
      #expect(exact <= largest ? given == exact : given > largest)
    }
  }

  @Test func `nearer matches are rarer, and none is impossible`() {
    let population = BackgroundPopulation(groups: (0..<4).map { descriptors(500, seed: $0) })
    let features = FeatureSet(
      size: ImageSize(width: 10, height: 10),
      keypoints: (0..<8).map {
        Keypoint(column: 0, row: 0, size: 0, direction: 0, group: UInt8($0 % 4))
      }, descriptors: descriptors(8, seed: 9))
    let query = PreparedQuery(features: features, population: population)
    for index in 0..<8 {
      let rarities = stride(from: Int32(0), through: 200_000, by: 500).map {
        query.rarity(of: index, distance: $0)
      }
      #expect(rarities.allSatisfy { $0 > 0 && $0 <= 1 })
      #expect(zip(rarities, rarities.dropFirst()).allSatisfy { $0 <= $1 })
    }
  }
}
