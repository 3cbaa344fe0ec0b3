// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import FeatureIndexing
import FeatureSpace
import ImageBuffers
import ImageNormalization
import LocalFeatures
import Testing
import _TestSupport

@Suite struct FeatureIndexTests {
  private static let size = ImageSize(width: 240, height: 200)
  private static let cropSize = ImageSize(width: 160, height: 140)

  private static func picture(_ number: Int) -> PixelBuffer {
    DrawnPicture.shapes(seed: UInt64(100 + number), size: size)
  }

  private static func features(
    _ picture: PixelBuffer, effort: FeatureExtractor.Effort
  ) -> (plain: FeatureSet, mirrored: FeatureSet) {
    // Not enlarged: what matters here is not found by searching finely.
    var effort = effort
    effort.longSide = picture.size.longSide
    effort.describesMirrored = true
    let (plain, mirrored) = FeatureExtractor().features(
      luma: Luma.plane(of: picture), edges: ColourEdges.map(of: picture), effort: effort)
    guard let mirrored else { preconditionFailure("both sides are described") }
    return (plain, mirrored)
  }

  private static let designs = (0..<20).map { features(picture($0), effort: .design).plain }

  private static let index: FeatureIndex = {
    var index = FeatureIndex()
    for (number, design) in designs.enumerated() { index.append(design, design: number) }
    return index
  }()

  private static func candidates(
    of query: (plain: FeatureSet, mirrored: FeatureSet), limit: Int, in index: FeatureIndex = index,
    designCount: Int = 20
  ) -> [FeatureIndex.Candidate] {
    index.candidates(
      of: query.plain, mirrored: query.mirrored, limit: limit,
      among: FeatureScope(designCount: designCount)
    ).candidates
  }

  private static func query(_ number: Int, _ transform: DihedralTransform = .identity) -> (
    plain: FeatureSet, mirrored: FeatureSet
  ) {
    features(
      picture(number).cropped(x: 50, y: 40, size: cropSize).transformed(by: transform),
      effort: .query)
  }

  @Test(arguments: [0, 7, 12, 19])
  func `the design that a crop came from is found first`(number: Int) {
    let query = Self.query(number)
    let found = Self.candidates(of: query, limit: 5)
    #expect(found.first?.design == number)
    #expect(found.first?.isMirrored == false)
    #expect(found.count == 5)
    #expect(zip(found, found.dropFirst()).allSatisfy { $0.votes >= $1.votes })
    // Far ahead of the first stranger.
    let stranger = found.first { $0.design != number }
    #expect((found.first?.votes ?? 0) >= 2 * (stranger?.votes ?? 0))
  }

  @Test(arguments: [DihedralTransform.mirror, .transpose])
  func `a crop that was turned over is found by the mirrored query`(
    transform: DihedralTransform
  ) {
    let query = Self.query(3, transform)
    let found = Self.candidates(of: query, limit: 3)
    #expect(found.first?.design == 3)
    #expect(found.first?.isMirrored == true)
  }

  @Test func `a design appended later is found as one that was there from the start`() {
    let query = Self.query(9)
    var growing = FeatureIndex()
    for (number, design) in Self.designs.enumerated() {
      // Asked in between, and copied: neither changes what comes after.
      if number.isMultiple(of: 6) {
        _ = Self.candidates(of: query, limit: 2, in: growing, designCount: number)
      }
      var copy = growing
      copy.append(design, design: number)
      growing = copy
    }
    #expect(
      Self.candidates(of: query, limit: 8, in: growing) == Self.candidates(of: query, limit: 8))
  }

  @Test func `an empty index and an empty query have no candidates`() {
    let query = Self.query(1)
    let empty = FeatureSet(size: Self.size, keypoints: [], descriptors: [])
    #expect(Self.candidates(of: query, limit: 5, in: FeatureIndex(), designCount: 0).isEmpty)
    #expect(Self.candidates(of: (empty, empty), limit: 5).isEmpty)
    var index = Self.index
    index.append(empty, design: 20)
    #expect(Self.candidates(of: query, limit: 1, in: index, designCount: 21).first?.design == 1)
  }

  @Test func `features have the words of their group, and the sides of its planes as signatures`() {
    let vocabulary = VisualVocabulary()
    let words = vocabulary.words(of: Self.designs[0], count: 1)
    let probes = vocabulary.words(of: Self.designs[0], count: 8)
    #expect(words.count == Self.designs[0].keypoints.count)
    // The first probe is the word itself; the group stands above the 16 bits of the word.
    #expect(words.indices.allSatisfy { words[$0] == probes[$0 * 8] })
    #expect(
      zip(words, Self.designs[0].keypoints).allSatisfy { $0.0 >> 16 == UInt32($0.1.group) })
    // By the definition: bit p says whether the product with normal p of the feature's channel exceeds offset p.
    let dimension = FeatureSet.dimension
    let signatures = Self.designs[0].keypoints.enumerated().map { place, keypoint in
      let channel = FeatureModel.shipped.channels[Int(keypoint.group) / 2]
      let descriptor = Self.designs[0].descriptors[place * dimension..<(place + 1) * dimension]
      return (0..<64).reduce(into: UInt64(0)) { signature, plane in
        let normal = channel.normals[plane * dimension..<(plane + 1) * dimension]
        let product = zip(descriptor, normal).reduce(0) { $0 + Int($1.0) * Int($1.1) }
        if product > Int(channel.offsets[plane]) { signature |= 1 << UInt64(plane) }
      }
    }
    #expect(Set(Self.designs[0].keypoints.map { $0.group / 2 }) == [0, 1])
    #expect(vocabulary.signatures(of: Self.designs[0]) == signatures)
  }

  // log2(designs / met) in 1/256, exact at powers of two; never under 1/8.
  @Test func `what few designs have counts more`() {
    #expect(VoteRanking.rarity(designs: 1_024, met: 1) == 2_560)
    #expect(VoteRanking.rarity(designs: 1_024, met: 256) == 512)
    #expect(VoteRanking.rarity(designs: 20, met: 20) == 32)
    #expect(VoteRanking.rarity(designs: 1, met: 1) == 32)
    let all = (1...200).map { VoteRanking.rarity(designs: 200, met: $0) }
    #expect(zip(all, all.dropFirst()).allSatisfy { $0 >= $1 })
  }

  // exp(-(h / 16)^2) * 1024.
  @Test func `weights fall with the Hamming distance as a bell`() {
    let expected: [Int: Int] = [0: 1_024, 8: 797, 16: 377, 24: 108]
    for (distance, weight) in expected { #expect(VoteRanking.weights[distance] == weight) }
    #expect(VoteRanking.weights.count == 25)
  }
}
