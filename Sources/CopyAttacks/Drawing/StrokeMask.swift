// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// Where ink lies on a picture, 0...1 a pixel.
struct StrokeMask {
  private let size: ImageSize
  private var coverage: [Float]

  /// A mask without ink.
  init(size: ImageSize) {
    self.size = size
    coverage = [Float](repeating: 0, count: size.pixelCount)
  }

  /// Writes a text.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - x: Where its left end lies, in pixels.
  ///   - y: Where its upper end lies, in pixels.
  ///   - height: The height of its letters, in pixels.
  ///   - degrees: How far it is turned clockwise about its upper left end.
  ///   - thickness: The width of its lines as a share of its height.
  mutating func write(
    _ text: String, x: Double, y: Double, height: Double, degrees: Double = 0,
    thickness: Double = 0.12
  ) {
    let angle = degrees * ExactMath.pi / 180
    let unit = height / 6
    let (cosine, sine) = (ExactMath.cos(angle) * unit, ExactMath.sin(angle) * unit)
    func pixel(_ point: SIMD2<Double>) -> SIMD2<Double> {
      SIMD2(x + cosine * point.x - sine * point.y, y + sine * point.x + cosine * point.y)
    }
    for segment in StrokeFont.segments(of: text) {
      drawLine(
        pixel(segment.from), pixel(segment.to), radius: max(0.5, height * thickness / 2))
    }
  }

  /// Draws a line with round ends.
  private mutating func drawLine(_ from: SIMD2<Double>, _ to: SIMD2<Double>, radius: Double) {
    let reach = radius + 1
    let left = max(0, Int((min(from.x, to.x) - reach).rounded(.down)))
    let right = min(size.width - 1, Int((max(from.x, to.x) + reach).rounded(.up)))
    let top = max(0, Int((min(from.y, to.y) - reach).rounded(.down)))
    let bottom = min(size.height - 1, Int((max(from.y, to.y) + reach).rounded(.up)))
    guard left <= right, top <= bottom else { return }
    let along = to - from
    let lengthSquared = along.x * along.x + along.y * along.y
    for y in top...bottom {
      for x in left...right {
        let offset = SIMD2(Double(x), Double(y)) - from
        let dot = offset.x * along.x + offset.y * along.y
        let share = lengthSquared > 0 ? max(0, min(1, dot / lengthSquared)) : 0
        let rest = offset - along * share
        let distance = (rest.x * rest.x + rest.y * rest.y).squareRoot()
        let ink = Float(max(0, min(1, radius + 0.5 - distance)))
        coverage[y * size.width + x] = max(coverage[y * size.width + x], ink)
      }
    }
  }

  /// Lays the ink onto a picture of the mask's size.
  func ink(_ picture: inout PixelBuffer, _ color: Color, opacity: Float = 1) {
    let target = color.vector
    for pixel in 0..<size.pixelCount where coverage[pixel] > 0 {
      let share = coverage[pixel] * opacity
      for channel in 0..<3 {
        let old = Float(picture.samples[pixel * 3 + channel])
        picture.samples[pixel * 3 + channel] = byte(old + (target[channel] - old) * share)
      }
    }
  }
}
