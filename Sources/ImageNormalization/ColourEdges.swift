// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import ImageBuffers

/// The colour-edge map of a picture: how strong an edge runs through each pixel, whatever its colours are.
///
/// The colour structure tensor J = sum over red, green, blue of g g^T adds up squared gradients, so it knows
/// neither the sign of an edge nor which channel it is in (Di Zenzo 1986). It is smoothed; its larger eigenvalue is the
/// squared strength m^2; the map holds m / (m + local mean of m + 6), which saturates: a faint and a bold recolouring of
/// the same drawing have nearly the same map. Gradients are taken of the picture smoothed by a Gaussian of sigma
/// 1.4 pixels: a photograph is soft and noisy, and finer edges than that are its noise.
///
/// > Source: S. Di Zenzo, A note on the gradient of a multi-image, CVGIP 33 (1986) 116-125.
///
/// - Units: `m` in levels of 0...255 a pixel; the map in 0...1.
public enum ColourEdges {
  /// Computes the colour-edge map of a picture.
  ///
  /// - Parameter picture: An upright picture, at most 4,096 pixels wide.
  /// - Returns: A plane of the picture's size, values in 0...1.
  /// - Complexity: O(pixels).
  public static func map(of picture: PixelBuffer) -> FloatPlane {
    precondition(
      picture.size.width <= Int(CK_MAX_ROW),
      "a picture is at most \(CK_MAX_ROW) pixels wide, not \(picture.size)")
    let size = picture.size
    let count = size.pixelCount
    let strength = [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      let scratchCount = Int(ck_colour_edges_scratch(Int32(size.width)))
      withUnsafeTemporaryAllocation(of: Float.self, capacity: scratchCount) { work in
        guard let scratch = work.baseAddress, let target = buffer.baseAddress else { return }
        picture.samples.withUnsafeBufferPointer { samples in
          guard let rgb = samples.baseAddress else { return }
          ck_colour_edges(rgb, target, scratch, Int32(size.width), Int32(size.height))
        }
      }
      filled = count
    }
    return FloatPlane(size: size, samples: strength)
  }
}
