// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
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
    precondition(target.width <= 4_096, "a row has at most 4,096 pixels, not \(target)")
    let result = [Float](unsafeUninitializedCapacity: target.pixelCount) { buffer, filled in
      ck_resample(
        samples, Int32(size.width), Int32(size.height), 1 / factor, buffer.baseAddress,
        Int32(target.width), Int32(target.height))
      filled = target.pixelCount
    }
    return FloatPlane(size: target, samples: result)
  }
}
