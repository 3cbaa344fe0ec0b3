// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// The main colours of a picture, and which of them each pixel is nearest to.
struct Palette {
  /// The main colours.
  let colors: [SIMD3<Float>]
  /// For each pixel, which colour is nearest.
  let labels: [UInt8]

  /// Finds the colours by k-means over a small version of the picture.
  ///
  /// > Source: D. Arthur and S. Vassilvitskii, "k-means++: the advantages of careful seeding", SODA
  /// > 2007.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - count: How many colours, at most 255.
  ///   - random: Where the first guess comes from.
  init(of picture: PixelBuffer, count: Int, using random: inout SplitMix64) {
    let small = picture.shrunk(longSide: 96)
    let points = (0..<small.size.pixelCount).map { Palette.color(small, $0) }
    var centers = Palette.firstGuess(points, count, &random)
    for _ in 0..<12 {
      var sums = [SIMD3<Float>](repeating: .zero, count: count)
      var counts = [Float](repeating: 0, count: count)
      for point in points {
        let nearest = Palette.nearest(centers, point).place
        sums[nearest] += point
        counts[nearest] += 1
      }
      for place in 0..<count where counts[place] > 0 {
        centers[place] = sums[place] / counts[place]
      }
    }
    colors = centers
    labels = (0..<picture.size.pixelCount).map { pixel in
      UInt8(Palette.nearest(centers, Palette.color(picture, pixel)).place)
    }
  }

  /// The place of the colour that most pixels are nearest to: the ground.
  var ground: Int {
    var counts = [Int](repeating: 0, count: colors.count)
    for label in labels { counts[Int(label)] += 1 }
    return counts.indices.max { counts[$0] < counts[$1] } ?? 0
  }

  static func color(_ picture: PixelBuffer, _ pixel: Int) -> SIMD3<Float> {
    SIMD3(
      Float(picture.samples[pixel * 3]), Float(picture.samples[pixel * 3 + 1]),
      Float(picture.samples[pixel * 3 + 2]))
  }

  private static func firstGuess(
    _ points: [SIMD3<Float>], _ count: Int, _ random: inout SplitMix64
  ) -> [SIMD3<Float>] {
    var centers = [points[random.integer(in: 0..<points.count)]]
    while centers.count < count {
      let distances = points.map { Double(nearest(centers, $0).distance) }
      var rest = random.number(in: 0...distances.reduce(0, +))
      let chosen = distances.firstIndex { distance in
        rest -= distance
        return rest < 0
      }
      centers.append(points[chosen ?? points.count - 1])
    }
    return centers
  }

  @inline(__always)
  private static func nearest(
    _ centers: [SIMD3<Float>], _ point: SIMD3<Float>
  ) -> (place: Int, distance: Float) {
    var best = (place: 0, distance: Float.infinity)
    for place in centers.indices {
      let offset = centers[place] - point
      let distance = offset.x * offset.x + offset.y * offset.y + offset.z * offset.z
      if distance < best.distance { best = (place, distance) }
    }
    return best
  }
}
