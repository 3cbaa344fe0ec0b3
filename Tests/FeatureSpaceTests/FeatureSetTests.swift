// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import FeatureSpace
import ImageBuffers
import Testing
import _TestSupport

@Suite struct FeatureSetTests {
  /// Features of random groups; the first descriptor byte is the number of the feature.
  private func features(_ count: Int, seed: UInt64) -> FeatureSet {
    var random = SplitMix64(seed: seed)
    let keypoints = (0..<count).map { _ in
      Keypoint(
        column: .random(in: 0...65_535, using: &random),
        row: .random(in: 0...65_535, using: &random), size: .random(in: 0...255, using: &random),
        direction: .random(in: 0...255, using: &random), group: .random(in: 0...3, using: &random))
    }
    let descriptors = (0..<count * FeatureSet.dimension).map { place in
      place % FeatureSet.dimension == 0
        ? Int8(place / FeatureSet.dimension) : Int8.random(in: -127...127, using: &random)
    }
    return FeatureSet(
      size: ImageSize(width: 1_000, height: 777), keypoints: keypoints, descriptors: descriptors)
  }

  @Test func `features are kept group by group in the order they came in`() {
    let set = features(90, seed: 3)
    #expect(set.groups.first?.lowerBound == 0)
    #expect(set.groups.last?.upperBound == 90)
    for (group, members) in set.groups.enumerated() {
      #expect(set.keypoints[members].allSatisfy { Int($0.group) == group })
      let numbers = members.map { set.descriptors[$0 * FeatureSet.dimension] }
      #expect(numbers == numbers.sorted())
    }
  }

  @Test(arguments: [0, 1, 2, 40, 120])
  func `features come back from their bytes`(count: Int) throws {
    let set = features(count, seed: UInt64(count))
    let bytes = set.encoded()
    #expect(bytes.count == 13 + 38 * count)
    #expect(try FeatureSet(encoded: bytes) == set)
    // Also from a slice that does not begin at 0.
    #expect(try FeatureSet(encoded: ([7, 7, 7] + bytes)[3...]) == set)
  }

  @Test func `bytes that are cut short anywhere are refused`() {
    let bytes = features(3, seed: 5).encoded()
    for count in 0..<bytes.count {
      let expected = count < 13 ? 13 : bytes.count
      #expect(throws: FeatureSet.CodingError.truncated(byteCount: count, expected: expected)) {
        _ = try FeatureSet(encoded: bytes.prefix(count))
      }
    }
  }

  @Test func `bytes beyond the features are refused`() {
    let bytes = features(3, seed: 5).encoded()
    #expect(
      throws: FeatureSet.CodingError.truncated(
        byteCount: bytes.count + 1, expected: bytes.count)
    ) {
      _ = try FeatureSet(encoded: bytes + [0])
    }
  }

  @Test func `a picture of no width or no height is refused`() {
    let bytes = features(1, seed: 5).encoded()
    for place in [1, 3] {
      var broken = bytes
      broken[place] = 0
      broken[place + 1] = 0
      #expect(throws: FeatureSet.CodingError.self) { _ = try FeatureSet(encoded: broken) }
    }
  }

  @Test(arguments: [0, 2, 255] as [UInt8])
  func `another layout is refused`(layout: UInt8) {
    var bytes = features(1, seed: 6).encoded()
    bytes[0] = layout
    #expect(throws: FeatureSet.CodingError.unknownLayout(layout)) {
      _ = try FeatureSet(encoded: bytes)
    }
  }

  @Test func `errors say what was seen`() {
    #expect(
      FeatureSet.CodingError.truncated(byteCount: 20, expected: 51).description
        == "stored features end after 20 of 51 bytes")
    #expect(
      FeatureSet.CodingError.unknownLayout(9).description
        == "stored features have the unknown layout 9")
  }
}
