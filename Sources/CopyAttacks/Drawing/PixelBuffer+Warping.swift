// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension PixelBuffer {
  /// The picture seen through a map of places, sampled bilinearly.
  ///
  /// Coordinates are whole numbers at the centres of pixels.
  ///
  /// - Parameters:
  ///   - target: The size of the result.
  ///   - ground: What lies beyond the edges; `nil` continues the outermost pixels.
  ///   - place: Where in this picture a pixel of the result lies.
  /// - Returns: The result.
  @inline(__always)
  func warped(
    to target: ImageSize, ground: Color?, _ place: (Double, Double) -> (x: Double, y: Double)
  ) -> PixelBuffer {
    var result = [UInt8](repeating: 0, count: target.pixelCount * 3)
    for y in 0..<target.height {
      for x in 0..<target.width {
        let from = place(Double(x), Double(y))
        let color = sample(from.x, from.y, ground)
        let first = (y * target.width + x) * 3
        result[first] = byte(color.x)
        result[first + 1] = byte(color.y)
        result[first + 2] = byte(color.z)
      }
    }
    return PixelBuffer(size: target, samples: result)
  }

  private func sample(_ x: Double, _ y: Double, _ ground: Color?) -> SIMD3<Float> {
    // Far outside all is ground, and numbers stay small enough for Int.
    let x = max(-4, min(Double(size.width + 3), x))
    let y = max(-4, min(Double(size.height + 3), y))
    let (left, top) = (Int(x.rounded(.down)), Int(y.rounded(.down)))
    let (right, bottom) = (Float(x - Double(left)), Float(y - Double(top)))
    let upper =
      color(left, top, ground) * (1 - right) + color(left + 1, top, ground) * right
    let lower =
      color(left, top + 1, ground) * (1 - right) + color(left + 1, top + 1, ground) * right
    return upper * (1 - bottom) + lower * bottom
  }

  private func color(_ x: Int, _ y: Int, _ ground: Color?) -> SIMD3<Float> {
    if let ground, x < 0 || y < 0 || x >= size.width || y >= size.height { return ground.vector }
    let (x, y) = (max(0, min(size.width - 1, x)), max(0, min(size.height - 1, y)))
    let first = (y * size.width + x) * 3
    return SIMD3(
      Float(samples[first]), Float(samples[first + 1]), Float(samples[first + 2]))
  }

  /// The picture turned clockwise about its centre.
  ///
  /// - Parameters:
  ///   - degrees: How far.
  ///   - ground: What comes in at the corners.
  ///   - isGrowing: Whether the result holds the whole picture; else it has the same size.
  /// - Returns: The result.
  func turned(degrees: Double, ground: Color, isGrowing: Bool) -> PixelBuffer {
    let angle = degrees * ExactMath.pi / 180
    let (cosine, sine) = (ExactMath.cos(angle), ExactMath.sin(angle))
    let (width, height) = (Double(size.width), Double(size.height))
    let target =
      isGrowing
      ? ImageSize(
        width: max(1, Int(width * abs(cosine) + height * abs(sine))),
        height: max(1, Int(width * abs(sine) + height * abs(cosine)))) : size
    let (centerX, centerY) = ((width - 1) / 2, (height - 1) / 2)
    let (targetX, targetY) = (Double(target.width - 1) / 2, Double(target.height - 1) / 2)
    return warped(to: target, ground: ground) { x, y in
      let (x, y) = (x - targetX, y - targetY)
      return (cosine * x + sine * y + centerX, cosine * y - sine * x + centerY)
    }
  }
}
