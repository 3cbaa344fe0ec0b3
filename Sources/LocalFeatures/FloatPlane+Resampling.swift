// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension FloatPlane {
  /// The plane enlarged or shrunk by bilinear interpolation between pixel centres.
  ///
  /// - Parameter factor: Sides are multiplied by this, 0.5...2.
  /// - Returns: The resampled plane.
  func resampled(by factor: Float) -> FloatPlane {
    guard factor != 1 else { return self }
    let target = ImageSize(
      width: max(1, Int((Float(size.width) * factor).rounded())),
      height: max(1, Int((Float(size.height) * factor).rounded())))
    let inverse = 1 / factor
    var columns: [(left: Int, right: Int, part: Float)] = []
    for x in 0..<target.width {
      let place = min(max(0, (Float(x) + 0.5) * inverse - 0.5), Float(size.width - 1))
      let left = Int(place)
      columns.append((left, min(left + 1, size.width - 1), place - Float(left)))
    }
    let result = [Float](unsafeUninitializedCapacity: target.pixelCount) { buffer, filled in
      samples.withUnsafeBufferPointer { source in
        for y in 0..<target.height {
          let place = min(max(0, (Float(y) + 0.5) * inverse - 0.5), Float(size.height - 1))
          let top = Int(place)
          let upper = top * size.width
          let lower = min(top + 1, size.height - 1) * size.width
          let part = place - Float(top)
          for x in 0..<target.width {
            let c = columns[x]
            let a =
              source[upper + c.left] + (source[upper + c.right] - source[upper + c.left]) * c.part
            let b =
              source[lower + c.left] + (source[lower + c.right] - source[lower + c.left]) * c.part
            buffer[y * target.width + x] = a + (b - a) * part
          }
        }
      }
      filled = target.pixelCount
    }
    return FloatPlane(size: target, samples: result)
  }
}
