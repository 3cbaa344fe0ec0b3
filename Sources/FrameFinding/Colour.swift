// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A colour in levels of 0...255.
struct Colour: Hashable {
  var red: Int
  var green: Int
  var blue: Int

  /// How far two levels of a plain ground lie apart at most, as JPEG files have them.
  static let tolerance = 18

  /// Whether a pixel has about this colour.
  @inline(__always)
  func isNear(_ samples: UnsafeBufferPointer<UInt8>, _ first: Int) -> Bool {
    abs(Int(samples[first]) - red) <= Self.tolerance
      && abs(Int(samples[first + 1]) - green) <= Self.tolerance
      && abs(Int(samples[first + 2]) - blue) <= Self.tolerance
  }

  /// Whether another colour is about this one.
  func isNear(_ other: Colour) -> Bool {
    abs(other.red - red) <= Self.tolerance && abs(other.green - green) <= Self.tolerance
      && abs(other.blue - blue) <= Self.tolerance
  }

  /// The colour that most of some pixels have, and how many of them.
  ///
  /// - Parameters:
  ///   - samples: A picture.
  ///   - places: Where each pixel's samples begin; at least one.
  /// - Returns: The mean of the pixels in the fullest of 16 x 16 x 16 boxes, so that halves of a noisy ground which
  ///   falls between two boxes are still near it, and how many pixels are near.
  /// - Complexity: O(places).
  static func most(
    _ samples: UnsafeBufferPointer<UInt8>, _ places: some Sequence<Int>
  ) -> (colour: Colour, count: Int) {
    var boxes: [Int: (count: Int, red: Int, green: Int, blue: Int)] = [:]
    for place in places {
      let (r, g, b) = (Int(samples[place]), Int(samples[place + 1]), Int(samples[place + 2]))
      let (count, red, green, blue) =
        boxes[(r >> 4) * 256 + (g >> 4) * 16 + (b >> 4)] ?? (0, 0, 0, 0)
      boxes[(r >> 4) * 256 + (g >> 4) * 16 + (b >> 4)] = (count + 1, red + r, green + g, blue + b)
    }
    let fullest = boxes.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value
    let (count, red, green, blue) = fullest ?? (1, 0, 0, 0)
    let colour = Colour(red: red / count, green: green / count, blue: blue / count)
    var near = 0
    for place in places where colour.isNear(samples, place) { near += 1 }
    return (colour, near)
  }
}
