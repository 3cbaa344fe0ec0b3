// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import ImageBuffers
import Testing
import _TestSupport

@testable import PerceptualHashing

@Suite struct JaroszFilterTests {
  /// The instruction sets of this processor, plain first.
  static let instructionSets = Array(0...Int(ck_best_instruction_set().rawValue))

  /// Sides about every place where the blocks, the windows or the sampling change.
  static let sides = [5, 6, 15, 16, 17, 31, 32, 33, 63, 64, 65, 127, 128, 129, 143, 256, 257, 300]

  @Test(arguments: instructionSets)
  func `every kernel gives the plain filter's bits at every size`(set: Int) {
    var random = SplitMix64(seed: 41)
    for (place, width) in Self.sides.enumerated() {
      for height in [Self.sides[(place * 7 + 3) % Self.sides.count], width, 5, 129] {
        let size = ImageSize(width: width, height: height)
        let picture = SyntheticPicture.noise.draw(size, seed: random.next())
        let luma = PlainJaroszFilter.luma(picture)
        let expected = PlainJaroszFilter.thumbnail(luma).map(\.bitPattern)

        var colour = JaroszFilter(size: size, instructionSet: set)
        colour.consume(rows: picture.samples.span, count: height)
        #expect(colour.thumbnail.map(\.bitPattern) == expected, "\(size)")

        var plane = JaroszFilter(size: size, instructionSet: set)
        plane.consume(luma)
        #expect(plane.thumbnail.map(\.bitPattern) == expected, "a plane of \(size)")
      }
    }
  }

  @Test(arguments: instructionSets)
  func `long windows and many rows wrap round the ring rightly`(set: Int) {
    for (width, height) in [(40, 2600), (2600, 40), (1024, 130)] {
      let size = ImageSize(width: width, height: height)
      let picture = SyntheticPicture.noise.draw(size, seed: 42)
      let expected = PlainJaroszFilter.thumbnail(PlainJaroszFilter.luma(picture))
      var filter = JaroszFilter(size: size, instructionSet: set)
      filter.consume(rows: picture.samples.span, count: height)
      #expect(filter.thumbnail.map(\.bitPattern) == expected.map(\.bitPattern), "\(size)")
    }
  }

  @Test(arguments: instructionSets)
  func `luma is the correctly rounded one`(set: Int) {
    // Every sum of weights that a grey or a single channel can give, and random colours.
    var samples: [UInt8] = []
    for value in UInt8.min...UInt8.max {
      samples += [value, value, value, value, 0, 0, 0, value, 0, 0, 0, value]
    }
    var random = SplitMix64(seed: 43)
    samples += (0..<3072 * 3).map { _ in UInt8(random.next() >> 56) }
    let picture = PixelBuffer(size: ImageSize(width: 64, height: 64), samples: samples)
    var filter = JaroszFilter(size: picture.size, instructionSet: set)
    filter.consume(rows: picture.samples.span, count: 64)
    #expect(filter.thumbnail == PlainJaroszFilter.luma(picture).samples)
  }
}
