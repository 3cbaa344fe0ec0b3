// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import Foundation
import ImageBuffers
import ImageNormalization
@testable import LocalFeatures
import Testing
import _TestSupport

@Suite struct FeatureExtractorTests {
  private static let size = ImageSize(width: 250, height: 203)
  private static let picture = DrawnPicture.shapes(seed: 21, size: size)
  /// Every feature is wanted, so that no choice between them hides or makes a difference.
  private static let every = FeatureExtractor.Effort(
    lumaLimit: 4_000, edgeLimit: 4_000, longSide: 250, describesMirrored: true,
    describesNegative: true)

  private static func features(
    _ picture: PixelBuffer, effort: FeatureExtractor.Effort = every,
    by extractor: FeatureExtractor = FeatureExtractor()
  ) -> (plain: FeatureSet, mirrored: FeatureSet?) {
    extractor.features(
      luma: Luma.plane(of: picture), edges: ColourEdges.map(of: picture), effort: effort)
  }

  private static let original = features(picture)

  private static func squaredDistance(_ a: Int, of one: FeatureSet, _ b: Int, of other: FeatureSet)
    -> Int
  {
    (0..<FeatureSet.dimension).reduce(0) {
      let difference =
        Int(one.descriptors[a * FeatureSet.dimension + $1])
        - Int(other.descriptors[b * FeatureSet.dimension + $1])
      return $0 + difference * difference
    }
  }

  private static func median(_ values: [Int]) -> Int { values.sorted()[values.count / 2] }

  /// How far descriptors are from those of features about the same place, and from those of others.
  private static func distances(
    of expected: FeatureSet, to found: FeatureSet
  ) -> (near: [Int], far: [Int]) {
    var near: [Int] = []
    var far: [Int] = []
    for (group, members) in expected.groups.enumerated() {
      for index in members {
        let own = expected.keypoints[index]
        let counterparts = found.groups[group].filter {
          let other = found.keypoints[$0]
          return abs(other.x - own.x) <= 0.5 && abs(other.y - own.y) <= 0.5
            && abs(Int(other.size) - Int(own.size)) <= 2
            && abs(Int(Int8(bitPattern: other.direction &- own.direction))) <= 6
        }
        let distances = counterparts.map {
          squaredDistance(index, of: expected, $0, of: found)
        }
        if let least = distances.min() { near.append(least) }
        let stranger = members.lowerBound + (index - members.lowerBound + 7) % members.count
        far.append(squaredDistance(index, of: expected, stranger, of: expected))
      }
    }
    return (near, far)
  }

  @Test func `a mirrored picture has the mirrored features`() throws {
    let expected = try #require(Self.original.mirrored)
    let found = Self.features(Self.picture.transformed(by: .mirror)).plain
    let (near, far) = Self.distances(of: expected, to: found)
    #expect(expected.keypoints.count > 150)
    withKnownIssue(
      "octaves keep every second pixel, not the same ones from either side: 376 of 420 are near"
    ) {
      #expect(Double(near.count) >= 0.9 * Double(expected.keypoints.count))
    }
    #expect(Double(near.count) >= 0.89 * Double(expected.keypoints.count))
    #expect(Self.median(near) * 20 < Self.median(far))
  }

  @Test func `what is never looked up mirrored has the same features and no mirrored ones`() {
    var effort = Self.every
    effort.describesMirrored = false
    let (plain, mirrored) = Self.features(Self.picture, effort: effort)
    #expect(plain == Self.original.plain)
    #expect(mirrored == nil)
  }

  @Test func `the features of a negative are those that its picture describes`() throws {
    let extractor = FeatureExtractor()
    let channels = [
      extractor.features(of: Luma.plane(of: Self.picture), channel: .luma, effort: Self.every),
      extractor.features(of: ColourEdges.map(of: Self.picture), channel: .edge, effort: Self.every),
    ]
    let described = ChannelFeatures.combined(channels.map(\.negative), size: Self.size)
    let extracted = Self.features(Self.picture.negative)
    let mirrored = (try #require(extracted.mirrored), try #require(described.mirrored))
    for (expected, found) in [(extracted.plain, described.plain), mirrored] {
      let (near, far) = Self.distances(of: expected, to: found)
      #expect(found.groups.map(\.count) == expected.groups.map(\.count))
      #expect(near.count * 100 >= expected.keypoints.count * 98)
      // Luma is rounded another way, so a few bytes differ by one.
      #expect(Self.median(near) <= 8 && Self.median(far) > 10_000)
    }
    let again = ChannelFeatures.combined(channels.map(\.negative.negative), size: Self.size)
    #expect(again == Self.original)
  }

  @Test func `a negative keeps the features of its colour edges`() {
    let negative = Self.features(Self.picture.negative).plain
    let own = Self.original.plain
    #expect(own.groups[2].count + own.groups[3].count > 80)
    for group in 2...3 {
      let (mine, other) = (own.groups[group], negative.groups[group])
      #expect(own.keypoints[mine] == negative.keypoints[other])
      #expect(
        own.descriptors[mine.lowerBound * 32..<mine.upperBound * 32]
          == negative.descriptors[other.lowerBound * 32..<other.upperBound * 32])
    }
  }

  @Test func `what is dark in a picture is bright in its negative`() {
    let negative = Self.features(Self.picture.negative).plain
    let own = Self.original.plain
    for group in 0...1 {
      let others = negative.keypoints[negative.groups[1 - group]]
      let kept = own.keypoints[own.groups[group]].count { keypoint in
        others.contains { abs($0.x - keypoint.x) <= 0.5 && abs($0.y - keypoint.y) <= 0.5 }
      }
      #expect(Double(kept) >= 0.9 * Double(own.groups[group].count))
      #expect(kept > 20)
    }
  }

  @Test func `the same picture gives the same features, whatever came before`() {
    let extractor = FeatureExtractor()
    let other = DrawnPicture.shapes(seed: 5, size: ImageSize(width: 300, height: 120))
    _ = Self.features(other, by: extractor)
    let first = Self.features(Self.picture, by: extractor)
    let second = Self.features(Self.picture, by: extractor)
    #expect(first == second)
    #expect(first == Self.original)
  }

  @Test func `no more features come than are asked for`() {
    let effort = FeatureExtractor.Effort(lumaLimit: 30, edgeLimit: 17, longSide: 250)
    let few = Self.features(Self.picture, effort: effort).plain
    #expect(few.groups[0].count + few.groups[1].count == 30)
    #expect(few.groups[2].count + few.groups[3].count == 17)
  }

  @Test func `a flat picture has no features`() {
    let flat = PixelBuffer(size: Self.size, red: 80, green: 120, blue: 33)
    #expect(Self.features(flat).plain.keypoints.isEmpty)
  }

  @Test func `a picture too small for an octave has no features`() {
    let small = DrawnPicture.shapes(seed: 1, size: ImageSize(width: 19, height: 9))
    #expect(Self.features(small).plain.keypoints.isEmpty)
  }

  // A Gaussian spot of standard deviation s has its extremum of G(k sigma) - G(sigma) at its
  // centre where sigma^2 k = s^2: there the derivative by sigma of
  // s^2 / (s^2 + k^2 sigma^2) - s^2 / (s^2 + sigma^2) is 0. Levels lie a third of an octave apart.
  @Test(arguments: [4, 7] as [Float], [1, -1] as [Float])
  func `a spot is found at its centre, as large as it is`(deviation: Float, sign: Float) throws {
    let (centreX, centreY): (Float, Float) = (60.3, 51.8)
    let size = ImageSize(width: 121, height: 110)
    var plane = FloatPlane(size: size)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (dx, dy) = (Float(x) - centreX, Float(y) - centreY)
        plane[x, y] =
          0.5 + 0.4 * sign * exp(-(dx * dx + dy * dy) / (2 * deviation * deviation))
      }
    }
    let found = FeatureExtractor().rawFeatures(
      of: plane, channel: .luma, limit: 100, longSide: 121
    ).keypoints.filter { abs($0.x - centreX) < 0.2 && abs($0.y - centreY) < 0.2 }
    let keypoint = try #require(found.first)
    let expected = 16 * (log2(deviation / pow(2, 1 / 6)) + 4)
    #expect(abs(Float(keypoint.size) - expected) <= 2)
    #expect(keypoint.group == (sign > 0 ? 1 : 0))
  }

  @Test func `enlarging the searched plane leaves features where they are`() {
    let effort = FeatureExtractor.Effort(lumaLimit: 4_000, edgeLimit: 0, longSide: 375)
    let enlarged = Self.features(Self.picture, effort: effort).plain
    // Large features are found at either size, within a quarter of their sigma.
    let large = Self.original.plain.keypoints.filter { $0.channel == .luma && $0.size >= 96 }
    let kept = large.count { keypoint in
      let reach = 0.25 * Turn.power(ofTwo: Float(keypoint.size) / 16 - 4)
      return enlarged.keypoints.contains {
        $0.group == keypoint.group && abs($0.x - keypoint.x) <= reach
          && abs($0.y - keypoint.y) <= reach
      }
    }
    #expect(large.count >= 20)
    #expect(Double(kept) >= 0.8 * Double(large.count))
  }
}
