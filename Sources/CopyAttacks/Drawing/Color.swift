// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// One colour: red, green and blue, 0...255.
struct Color: Hashable, Sendable {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  static let white = Color(255, 255, 255)
  static let black = Color(0, 0, 0)

  init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  /// The colour as three numbers.
  var vector: SIMD3<Float> { SIMD3(Float(red), Float(green), Float(blue)) }
}

extension PixelBuffer {
  /// A picture of one colour.
  init(size: ImageSize, color: Color) {
    self.init(size: size, red: color.red, green: color.green, blue: color.blue)
  }

  /// The picture with every pixel's colour replaced.
  func mapColors(_ work: (_ red: Int, _ green: Int, _ blue: Int) -> Color) -> PixelBuffer {
    var result = samples
    for first in stride(from: 0, to: result.count, by: 3) {
      let color = work(Int(result[first]), Int(result[first + 1]), Int(result[first + 2]))
      result[first] = color.red
      result[first + 1] = color.green
      result[first + 2] = color.blue
    }
    return PixelBuffer(size: size, samples: result)
  }

  /// The picture with every sample looked up in a table of 256.
  func mapSamples(_ table: [UInt8]) -> PixelBuffer {
    PixelBuffer(size: size, samples: samples.map { table[Int($0)] })
  }

  /// The picture with every pixel's colour multiplied by what belongs to its place.
  func shaded(_ factor: (_ x: Int, _ y: Int) -> SIMD3<Float>) -> PixelBuffer {
    var result = samples
    for y in 0..<size.height {
      for x in 0..<size.width {
        let first = (y * size.width + x) * 3
        let factor = factor(x, y)
        for channel in 0..<3 {
          result[first + channel] = byte(Float(result[first + channel]) * factor[channel])
        }
      }
    }
    return PixelBuffer(size: size, samples: result)
  }

  /// The picture with noise of a standard deviation added to every sample.
  func noisy(_ deviation: Float, using random: inout SplitMix64) -> PixelBuffer {
    var result = samples
    for index in result.indices {
      result[index] = byte(Float(result[index]) + deviation * random.nearlyNormal())
    }
    return PixelBuffer(size: size, samples: result)
  }
}

/// The nearest sample value.
func byte(_ value: Float) -> UInt8 { UInt8(max(0, min(255, value.rounded()))) }

/// BT.601 luma in integers, 0...255.
func luma(_ red: Int, _ green: Int, _ blue: Int) -> Int {
  (77 * red + 150 * green + 29 * blue + 128) >> 8
}
