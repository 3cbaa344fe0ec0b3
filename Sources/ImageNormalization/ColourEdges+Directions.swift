// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import ImageBuffers

extension ColourEdges {
  /// Computes where the edges of a picture run: the axis of the colour structure tensor, as strong as the map of
  /// ``map(of:)`` times the tensor's coherence.
  ///
  /// - Parameter picture: An upright picture, at most 4,096 pixels wide.
  /// - Returns: A field of the picture's size.
  /// - Complexity: O(pixels).
  public static func directions(of picture: PixelBuffer) -> DirectionField {
    precondition(
      picture.size.width <= Int(CK_MAX_ROW),
      "a picture is at most \(CK_MAX_ROW) pixels wide, not \(picture.size)")
    let size = picture.size
    let count = size.pixelCount
    let samples = [Int8](unsafeUninitializedCapacity: count * 2) { buffer, filled in
      let scratchCount = Int(ck_edge_directions_scratch(Int32(size.width)))
      withUnsafeTemporaryAllocation(of: Float.self, capacity: scratchCount) { work in
        guard let scratch = work.baseAddress, let target = buffer.baseAddress else { return }
        picture.samples.withUnsafeBufferPointer { samples in
          guard let rgb = samples.baseAddress else { return }
          ck_edge_directions(rgb, target, scratch, Int32(size.width), Int32(size.height))
        }
      }
      filled = count * 2
    }
    return DirectionField(size: size, samples: samples)
  }
}
