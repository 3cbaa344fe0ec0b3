// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

/// The sizes of all kernels, and pictures that are longer than what the walk down their rows keeps of any step.
private let sizes = oddSizes + [(29, 70), (80, 92), (45, 121)]

@Suite struct ColourEdgeKernelTests {
  @Test func `the fast map has the bits of the plain one`() {
    for (seed, (width, height)) in sizes.enumerated() {
      var input = RandomInput(seed: seed)
      let rgb = input.bytes(width * height * 3)
      var fast = [Float](repeating: 0, count: width * height)
      var plain = fast
      var scratch = [Float](repeating: 0, count: Int(ck_colour_edges_scratch(Int32(width))))
      ck_colour_edges(rgb, &fast, &scratch, Int32(width), Int32(height))
      ck_colour_edges_plain(rgb, &plain, &scratch, Int32(width), Int32(height))
      #expect(bits(fast) == bits(plain), "\(width) x \(height)")
      #expect(fast.allSatisfy { $0 >= 0 && $0 <= 1 }, "\(width) x \(height)")
    }
  }

  @Test func `the fast directions have the bits of the plain ones`() {
    for (seed, (width, height)) in sizes.enumerated() {
      var input = RandomInput(seed: seed)
      let rgb = input.bytes(width * height * 3)
      var fast = [Int8](repeating: 0, count: width * height * 2)
      var plain = fast
      var scratch = [Float](repeating: 0, count: Int(ck_edge_directions_scratch(Int32(width))))
      ck_edge_directions(rgb, &fast, &scratch, Int32(width), Int32(height))
      ck_edge_directions_plain(rgb, &plain, &scratch, Int32(width), Int32(height))
      #expect(fast == plain, "\(width) x \(height)")
    }
  }

  @Test func `row by row comes out what plane by plane does`() {
    for (seed, (width, height)) in sizes.enumerated() {
      var input = RandomInput(seed: seed)
      let rgb = input.bytes(width * height * 3)
      let wanted = PlainColourEdges(rgb: rgb, width: width, height: height)
      var map = [Float](repeating: 0, count: width * height)
      var scratch = [Float](repeating: 0, count: Int(ck_edge_directions_scratch(Int32(width))))
      ck_colour_edges(rgb, &map, &scratch, Int32(width), Int32(height))
      #expect(zip(map, wanted.map).allSatisfy { abs($0 - $1) < 1e-6 }, "\(width) x \(height)")
      var field = [Int8](repeating: 0, count: width * height * 2)
      ck_edge_directions(rgb, &field, &scratch, Int32(width), Int32(height))
      // Half a step to the whole number, and the means' last digits.
      #expect(
        zip(field, wanted.field).allSatisfy { abs(Float($0) - $1) < 0.5001 },
        "\(width) x \(height)")
    }
  }
}

/// The slower method: whole planes, and every mean from all the pixels under it.
private struct PlainColourEdges {
  private(set) var map: [Float]
  /// Two numbers a pixel that directions round.
  private(set) var field: [Float] = []

  init(rgb: [UInt8], width: Int, height: Int) {
    func place(_ x: Int, _ y: Int) -> Int {
      min(height - 1, max(0, y)) * width + min(width - 1, max(0, x))
    }
    let pixels = (0..<height).flatMap { y in (0..<width).map { x in (x, y) } }
    let binomial = [1, 8, 28, 56, 70, 56, 28, 8, 1]
    var tensor = [[Float]](repeating: [Float](repeating: 0, count: width * height), count: 3)
    for channel in 0..<3 {
      let down = pixels.map { x, y in
        (-4...4).reduce(0) { $0 + binomial[$1 + 4] * Int(rgb[place(x, y + $1) * 3 + channel]) }
      }
      let smoothed = pixels.map { x, y in
        (-4...4).reduce(0) { $0 + binomial[$1 + 4] * down[place(x + $1, y)] }
      }
      for (at, (x, y)) in pixels.enumerated() {
        let gx = Float((smoothed[place(x + 1, y)] - smoothed[place(x - 1, y)]) / 4096)
        let gy = Float((smoothed[place(x, y + 1)] - smoothed[place(x, y - 1)]) / 4096)
        tensor[0][at] += gx * gx
        tensor[1][at] += gy * gy
        tensor[2][at] += gx * gy
      }
    }
    // A Gaussian of sigma 0.8.
    let smoothing: [Float] = [0.497357, 0.227703, 0.021851, 0.000440]
    for product in 0..<3 {
      var blurred = tensor[product]
      var scratch = blurred
      ck_blur_plain(
        tensor[product], &blurred, &scratch, Int32(width), Int32(height), smoothing, 3)
      tensor[product] = blurred
    }
    let (xx, yy, xy) = (tensor[0], tensor[1], tensor[2])
    let strength = xx.indices.map { at in
      let difference = (xx[at] - yy[at]) / 2
      let root = (difference * difference + xy[at] * xy[at]).squareRoot()
      return ((xx[at] + yy[at]) / 2 + root).squareRoot() / 32
    }
    func mean(_ positions: ClosedRange<Int>, of length: Int, _ value: (Int) -> Float) -> Float {
      let inside = positions.clamped(to: 0...length - 1)
      return Float(inside.reduce(0.0) { $0 + Double(value($1)) } / Double(inside.count))
    }
    let along = pixels.map { x, y in
      mean(x - 16...x + 16, of: width) { strength[y * width + $0] }
    }
    let local = pixels.map { x, y in mean(y - 16...y + 16, of: height) { along[$0 * width + x] } }
    map = strength.indices.map { strength[$0] / (strength[$0] + local[$0] + 6) }
    for at in map.indices {
      let trace = xx[at] + yy[at] + 1e-3
      field.append(127 * map[at] * (xx[at] - yy[at]) / trace)
      field.append(127 * map[at] * 2 * xy[at] / trace)
    }
  }
}
