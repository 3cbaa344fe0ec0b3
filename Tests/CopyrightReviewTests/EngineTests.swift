// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import CopyrightReview
import HammingSpace
import ImageBuffers
import PerceptualHashing
import Testing
import _TestSupport

@Suite struct EngineTests {
  @Test func `a fingerprint comes back from its stored form`() throws {
    let picture = DrawnPicture.discs(seed: 5, size: ImageSize(width: 90, height: 70))
    let fingerprint = Fingerprint(PDQHasher.hash(picture))
    let encoded = fingerprint.encoded()
    let restored = try Fingerprint(global: encoded.global, local: encoded.local)
    #expect(restored.hash == fingerprint.hash)
    #expect(restored.quality == fingerprint.quality)
    #expect(restored.encoded().global == encoded.global)
  }

  @Test func `bytes of another length are no fingerprint`() {
    #expect(throws: FingerprintError.wrongByteCount(3, expected: 33)) {
      _ = try Fingerprint(global: [1, 2, 3], local: [])
    }
    #expect(throws: FingerprintError.wrongByteCount(1, expected: 0)) {
      _ = try Fingerprint(global: [UInt8](repeating: 0, count: 33), local: [7])
    }
  }

  // Expected: sums of binomial coefficients in exact integers (Python's math.comb), times 8 / 2^256.
  @Test(arguments: [(0, -76.1606), (31, -36.1787), (64, -14.7080), (100, -2.6490)])
  func `chance follows the binomial distribution`(distance: Int, expected: Double) {
    #expect(abs(ChanceModel.log10Probability(within: distance) - expected) < 0.001)
  }

  @Test func `chance is never more than certain`() {
    #expect(ChanceModel.log10Probability(within: 256) == 0)
    let all = (0...256).map(ChanceModel.log10Probability(within:))
    #expect(zip(all, all.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
  }

  @Test(arguments: DihedralTransform.allCases)
  func `the matrix takes a pixel where the transform takes it`(transform: DihedralTransform) {
    let size = ImageSize(width: 5, height: 3)
    let target = transform.exchangesSides ? size.transposed : size
    let matrix = transform.matrix(from: size, to: target)
    for y in 0..<size.height {
      for x in 0..<size.width {
        let place = transform.destination(x: x, y: y, in: size)
        let (centreX, centreY) = (Double(x) + 0.5, Double(y) + 0.5)
        let mappedX = matrix[0][0] * centreX + matrix[0][1] * centreY + matrix[0][2]
        let mappedY = matrix[1][0] * centreX + matrix[1][1] * centreY + matrix[1][2]
        #expect(abs(mappedX - Double(place.x) - 0.5) < 1e-9)
        #expect(abs(mappedY - Double(place.y) - 0.5) < 1e-9)
      }
    }
  }

  @Test(arguments: DihedralTransform.allCases)
  func `a picture that was turned is found, and the turn is named`(transform: DihedralTransform) {
    let design = DrawnPicture.discs(seed: 9, size: ImageSize(width: 128, height: 128))
    let engine = MatchEngine()
    let other = DrawnPicture.discs(seed: 10, size: design.size)
    engine.add([
      (number: 3, fingerprint: Fingerprint(PDQHasher.hash(other))),
      (number: 4, fingerprint: Fingerprint(PDQHasher.hash(design))),
    ])
    let query = Fingerprint(PDQHasher.hash(design.transformed(by: transform)))
    let (matches, compared) = engine.matches(for: query, limit: 5)
    #expect(compared == 2)
    #expect(matches.map(\.number) == [4, 3])
    #expect(matches.map(\.isFlagged) == [true, false])
    #expect(matches.first?.transform == transform)
  }
}
