// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where the edges of a picture run, whatever its colours: a direction and a strength a pixel.
///
/// Layout: row-major, no padding, two numbers a pixel: the strength times the cosine and times the sine of twice the angle of
/// the gradient, 127 to the one. Doubling makes an edge and the same edge with its colours exchanged one.
public struct DirectionField: Hashable, Sendable {
  /// Width and height in pixels.
  public let size: ImageSize
  /// Twice `size.pixelCount` numbers, -127...127.
  public let samples: [Int8]

  /// Creates a field from its numbers.
  ///
  /// - Parameters:
  ///   - size: Width and height in pixels.
  ///   - samples: Two numbers a pixel in the layout above.
  public init(size: ImageSize, samples: [Int8]) {
    precondition(
      samples.count == size.pixelCount * 2,
      "\(size) pixels need \(size.pixelCount * 2) numbers, not \(samples.count)")
    self.size = size
    self.samples = samples
  }
}
