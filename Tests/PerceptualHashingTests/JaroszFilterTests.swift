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

  @Test func `every kernel gives the plain filter's bits at every size`() {
    var random = SplitMix64(seed: 41)
    for (place, width) in Self.sides.enumerated() {
      for height in [Self.sides[(place * 7 + 3) % Self.sides.count], width, 5, 129] {
        checkEveryKernel(ImageSize(width: width, height: height), seed: random.next())
      }
    }
  }

  @Test func `long windows and many rows wrap round the ring rightly`() {
    for (width, height) in [(40, 2600), (2600, 40), (1024, 130)] {
      checkEveryKernel(ImageSize(width: width, height: height), seed: 42)
    }
  }

  private func checkEveryKernel(_ size: ImageSize, seed: UInt64) {
    let picture = SyntheticPicture.noise.draw(size, seed: seed)
    let luma = PlainJaroszFilter.luma(picture)
    let expected = PlainJaroszFilter.thumbnail(luma).map(\.bitPattern)
    for set in Self.instructionSets {
      var colour = JaroszFilter(size: size, instructionSet: set)
      colour.consume(rows: picture.samples.span, count: size.height)
      #expect(colour.thumbnail.map(\.bitPattern) == expected, "\(size), set \(set)")
      var plane = JaroszFilter(size: size, instructionSet: set)
      plane.consume(luma)
      #expect(plane.thumbnail.map(\.bitPattern) == expected, "a plane of \(size), set \(set)")
    }
  }

  @Test func `luma is the correctly rounded one`() {
    // Every sum of weights that a grey or a single channel can give, and random colours.
    var samples: [UInt8] = []
    for value in UInt8.min...UInt8.max {
      samples += [value, value, value, value, 0, 0, 0, value, 0, 0, 0, value]
    }
    var random = SplitMix64(seed: 43)
    samples += (0..<3072 * 3).map { _ in UInt8(random.next() >> 56) }
    let picture = PixelBuffer(size: ImageSize(width: 64, height: 64), samples: samples)
    var filter = JaroszFilter(size: picture.size)
    filter.consume(rows: picture.samples.span, count: 64)
    #expect(filter.thumbnail == PlainJaroszFilter.luma(picture).samples)
  }
}
