// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
@testable import LocalFeatures
import Testing

@Suite struct ScaleSpaceTests {
  @Test(arguments: [0.6, 1.2263, 1.6, 3.1] as [Float])
  func `weights are those of a Gaussian and add up to 1`(sigma: Float) {
    let weights = ScaleSpace.weights(sigma: sigma)
    let sum = weights.dropFirst().reduce(weights[0]) { $0 + 2 * $1 }
    #expect(abs(sum - 1) < 1e-6)
    for (place, weight) in weights.enumerated() {
      let expected = exp(-Double(place * place) / (2 * Double(sigma) * Double(sigma)))
      #expect(abs(Double(weight / weights[0]) - expected) < 1e-5)
    }
    #expect(Double(weights.count - 1) >= 3 * Double(sigma))
  }

  @Test func `octaves halve until the short side falls below 20 pixels`() {
    let space = ScaleSpace()
    let extrema = space.build(
      base: FloatPlane(size: ImageSize(width: 201, height: 90), repeating: 0.5), inputSigma: 0.5,
      threshold: 0.006)
    #expect(
      space.octaves.map(\.size) == [
        ImageSize(width: 201, height: 90), ImageSize(width: 100, height: 45),
        ImageSize(width: 50, height: 22),
      ])
    // A flat plane stays flat in every level and has no extremum.
    for octave in space.octaves {
      for level in 0..<ScaleSpace.levelCount {
        let samples = UnsafeBufferPointer(
          start: space.level(level, of: octave), count: octave.size.pixelCount)
        #expect(samples.allSatisfy { abs($0 - 0.5) < 1e-5 })
      }
    }
    #expect(extrema.isEmpty)
  }

  @Test func `resampling a plane by 1 changes nothing, by 2 keeps a slope`() {
    let size = ImageSize(width: 31, height: 20)
    var plane = FloatPlane(size: size)
    for y in 0..<20 {
      for x in 0..<31 { plane[x, y] = Float(x) * 0.02 + Float(y) * 0.01 }
    }
    #expect(plane.resampled(by: 1) == plane)
    let larger = plane.resampled(by: 2)
    #expect(larger.size == ImageSize(width: 62, height: 40))
    for y in 2..<38 {
      for x in 2..<60 {
        // Pixel centres: (x + 0.5) / 2 - 0.5 of the smaller plane.
        let expected = (Float(x) * 0.5 - 0.25) * 0.02 + (Float(y) * 0.5 - 0.25) * 0.01
        #expect(abs(larger[x, y] - expected) < 1e-5)
      }
    }
  }
}
