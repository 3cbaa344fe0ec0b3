// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import ImageBuffers
import PerceptualHashing
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct EngineTests {
  private static let size = ImageSize(width: 200, height: 160)

  private static func analysis(_ picture: PixelBuffer) -> PictureAnalysis {
    PictureAnalysis(pdq: PDQHasher.hash(picture), picture: picture)
  }

  private static let design = DrawnPicture.shapes(seed: 9, size: size)
  private static let fingerprint = Fingerprint(of: analysis(design))
  private static let stranger = Fingerprint(
    of: analysis(DrawnPicture.shapes(seed: 10, size: size)))

  @Test func `a fingerprint comes back from its stored form`() throws {
    for fingerprint in [Self.fingerprint, Self.stranger] {
      let encoded = fingerprint.encoded()
      #expect(try Fingerprint(global: encoded.global, local: encoded.local) == fingerprint)
      #expect(encoded.global.count < 2_000)
      #expect(encoded.local.count < 32_000)
    }
  }

  @Test func `bytes of another length are no fingerprint`() {
    let (global, local) = Self.fingerprint.encoded()
    #expect(throws: FingerprintError.wrongByteCount(3, expected: 67)) {
      _ = try Fingerprint(global: [1, 2, 3], local: local)
    }
    #expect(
      throws: FingerprintError.wrongByteCount(global.count + 1, expected: global.count)
    ) {
      _ = try Fingerprint(global: global + [0], local: local)
    }
    #expect(throws: FingerprintError.wrongByteCount(1, expected: 2)) {
      _ = try Fingerprint(global: global, local: [7])
    }
    let levels = (Int(local[0]) * Int(local[1]) + 1) / 2
    #expect(throws: FingerprintError.wrongByteCount(9, expected: 2 + levels)) {
      _ = try Fingerprint(global: global, local: Array(local.prefix(9)))
    }
    let features = local.count - 2 - levels
    #expect(
      throws: FingerprintError.unreadable(
        "stored features end after \(features - 1) of \(features) bytes")
    ) {
      _ = try Fingerprint(global: global, local: local.dropLast())
    }
  }

  @Test(arguments: DihedralTransform.allCases)
  func `a picture that was turned is found, and the turn is told`(
    transform: DihedralTransform
  ) throws {
    let engine = MatchEngine()
    engine.add([
      (number: 3, fingerprint: Self.stranger), (number: 4, fingerprint: Self.fingerprint),
    ])
    let query = QueryPicture(of: Self.analysis(Self.design.transformed(by: transform)))
    let answer = try engine.matches(for: query, limit: 5) { number in
      number == 4 ? Self.fingerprint : Self.stranger
    } closerLook: { _ in
      nil
    }
    #expect(answer.compared == 2 && answer.cutShort == nil)
    let matches = answer.matches
    let best = try #require(matches.first)
    #expect(best.number == 4)
    #expect(best.isFlagged)
    #expect(matches.dropFirst().allSatisfy { !$0.isFlagged })

    let geometry = try #require(
      best.placement.flatMap {
        PlacementGeometry(
          $0, query: (query.size, query.size), design: (Self.size, Self.size),
          rule: .byNeighbourhood)
      })
    #expect(geometry.isMirrored == transform.isMirrored)
    let turn = Double([0, 90, -180, -90][transform.quarterTurns])
    let excess = (geometry.turnDegrees - turn + 540).truncatingRemainder(dividingBy: 360) - 180
    #expect(abs(excess) < 1)
    #expect(abs(geometry.scale - 1) < 0.02)
    #expect(geometry.designCoverage > 0.7)
    // The transform takes the centre of a pixel where the turn takes the pixel.
    let rows = geometry.transform
    for (x, y) in [(0, 0), (199, 0), (0, 159), (199, 159), (100, 80)] {
      let place = transform.destination(x: x, y: y, in: Self.size)
      let sums = rows.map { $0[0] * (Double(x) + 0.5) + $0[1] * (Double(y) + 0.5) + $0[2] }
      #expect(abs(sums[0] / sums[2] - Double(place.x) - 0.5) < 2)
      #expect(abs(sums[1] / sums[2] - Double(place.y) - 0.5) < 2)
    }
  }

  @Test func `a picture without structure is featureless, by its hash and by its features`() {
    let flat = PixelBuffer(size: Self.size, red: 1, green: 2, blue: 3)
    let analysis = Self.analysis(flat)
    #expect(Fingerprint(of: analysis).isFeatureless)
    #expect(QueryPicture(of: analysis).isFeatureless)
    #expect(!Self.fingerprint.isFeatureless)
  }

  @Test func `only a higher number is a newer engine`() {
    let own = Int(Fingerprint.engine) ?? 0
    #expect(Fingerprint.isNewer("\(own + 1)"))
    #expect(!Fingerprint.isNewer(Fingerprint.engine))
    #expect(!Fingerprint.isNewer("0"))
    #expect(!Fingerprint.isNewer("x"))
  }
}
