// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A stack of planes, each half the size of the one before, for sampling at any reduction.
///
/// Level `n` averages squares of 2^n pixels of the full plane; odd last rows and columns are left out.
public struct PlanePyramid: Sendable {
  /// The planes, the full one first.
  public let levels: [FloatPlane]

  /// Builds the stack by averaging 2 x 2 pixels.
  ///
  /// - Parameter plane: The full plane.
  /// - Complexity: O(pixels).
  public init(_ plane: FloatPlane) {
    var levels = [plane]
    while let last = levels.last, last.size.shortSide >= 8 {
      let size = ImageSize(width: last.size.width / 2, height: last.size.height / 2)
      let width = last.size.width
      let samples = [Float](unsafeUninitializedCapacity: size.pixelCount) { buffer, filled in
        last.samples.withUnsafeBufferPointer { source in
          for y in 0..<size.height {
            for x in 0..<size.width {
              let at = 2 * y * width + 2 * x
              buffer[y * size.width + x] =
                ((source[at] + source[at + 1]) + (source[at + width] + source[at + width + 1]))
                * 0.25
            }
          }
        }
        filled = size.pixelCount
      }
      levels.append(FloatPlane(size: size, samples: samples))
    }
    self.levels = levels
  }

  /// The level to sample when one step of the sampler is `reduction` pixels of the full plane.
  ///
  /// - Parameter reduction: Pixels of the full plane a step.
  /// - Returns: The level, and how many pixels of the full plane one of its pixels spans.
  public func level(forReduction reduction: Float) -> (plane: FloatPlane, unit: Float) {
    var level = 0
    var unit: Float = 1
    while level + 1 < levels.count && unit * 1.5 < reduction {
      level += 1
      unit *= 2
    }
    return (levels[level], unit)
  }
}

extension FloatPlane {
  /// The value between pixel centres by bilinear interpolation; places outside take the nearest edge's.
  ///
  /// - Parameters:
  ///   - x: Column.
  ///   - y: Row.
  /// - Returns: The interpolated value.
  @inlinable
  public func interpolated(_ x: Float, _ y: Float) -> Float {
    let px = min(max(0, x), Float(size.width - 1))
    let py = min(max(0, y), Float(size.height - 1))
    let x0 = Int(px)
    let y0 = Int(py)
    let x1 = min(x0 + 1, size.width - 1)
    let y1 = min(y0 + 1, size.height - 1)
    let fx = px - Float(x0)
    let fy = py - Float(y0)
    let upper = y0 * size.width
    let lower = y1 * size.width
    return samples.withUnsafeBufferPointer { s in
      let top = s[upper + x0] + (s[upper + x1] - s[upper + x0]) * fx
      let bottom = s[lower + x0] + (s[lower + x1] - s[lower + x0]) * fx
      return top + (bottom - top) * fy
    }
  }
}
