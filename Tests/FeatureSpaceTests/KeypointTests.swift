// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import Testing
import _TestSupport

@Suite struct KeypointTests {
  @Test func `a keypoint mirrored twice is itself`() {
    var random = SplitMix64(seed: 1)
    for _ in 0..<500 {
      let width = Int.random(in: 1...2_048, using: &random)
      let keypoint = Keypoint(
        column: UInt16.random(in: 0...UInt16((width - 1) * 32), using: &random),
        row: .random(in: 0...65_535, using: &random), size: .random(in: 0...255, using: &random),
        direction: .random(in: 0...255, using: &random), group: .random(in: 0...3, using: &random))
      #expect(keypoint.mirrored(width: width).mirrored(width: width) == keypoint)
    }
  }

  @Test(arguments: [0, 1, 64, 100, 128, 200, 255] as [UInt8])
  func `a mirrored keypoint lies and points the other way along x only`(direction: UInt8) {
    let keypoint = Keypoint(column: 320, row: 96, size: 70, direction: direction, group: 2)
    let mirrored = keypoint.mirrored(width: 41)
    #expect(mirrored.x == 40 - keypoint.x)
    #expect(mirrored.y == keypoint.y)
    #expect(mirrored.size == keypoint.size)
    #expect(mirrored.group == keypoint.group)
    let own = Turn.directions[Int(keypoint.direction)]
    let other = Turn.directions[Int(mirrored.direction)]
    #expect(abs(other.x + own.x) < 1e-6)
    #expect(abs(other.y - own.y) < 1e-6)
  }

  @Test func `the first two groups are of luma, the others of the edges`() {
    let channels = (0..<4).map {
      Keypoint(column: 0, row: 0, size: 0, direction: 0, group: UInt8($0)).channel
    }
    #expect(channels == [.luma, .luma, .edge, .edge])
  }
}
