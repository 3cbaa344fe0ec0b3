// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers

/// Sebastiano Vigna's SplitMix64: a seeded source of test data.
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number in 0..<1.
  mutating func unit() -> Float { Float(next() >> 40) / Float(1 << 24) }
}

/// A repeating pattern of soft rings, given by what lies in one cell, drawn as an edge map at any
/// place and scale.
struct SyntheticPattern {
  struct Ring {
    let centre: SIMD2<Float>  // in lattice coordinates, 0..<1
    let radius: Float  // in pixels at scale 1
    let stretch: Float
  }

  let first: SIMD2<Float>
  let second: SIMD2<Float>
  let rings: [Ring]

  init(seed: UInt64, first: SIMD2<Float>, second: SIMD2<Float>, count: Int = 6) {
    var random = SplitMix64(seed: seed)
    self.first = first
    self.second = second
    let length = (first * first).sum().squareRoot()
    rings = (0..<count).map { _ in
      Ring(
        centre: SIMD2(random.unit(), random.unit()),
        radius: length * (0.06 + 0.14 * random.unit()), stretch: 0.6 + 0.8 * random.unit())
    }
  }

  /// The strength of edges at a point of the endless cloth.
  func value(at point: SIMD2<Float>) -> Float {
    let determinant = first.x * second.y - first.y * second.x
    var best: Float = 0
    for ring in rings {
      let away = point - ring.centre.x * first - ring.centre.y * second
      let a = (away.x * second.y - away.y * second.x) / determinant
      let b = (first.x * away.y - first.y * away.x) / determinant
      let near = (a - a.rounded()) * first + (b - b.rounded()) * second
      let distance = (near.x * near.x * ring.stretch + near.y * near.y / ring.stretch)
        .squareRoot()
      best = max(best, 1 - abs(distance - ring.radius) / 2.5)
    }
    return 0.75 * best
  }

  /// A view of the cloth: pixel `p` shows the point `turn · p / scale + shift`.
  func view(
    width: Int, height: Int, shift: SIMD2<Float> = SIMD2(0, 0), scale: Float = 1,
    turn: (cosine: Float, sine: Float) = (1, 0), mirrored: Bool = false
  ) -> FloatPlane {
    var plane = FloatPlane(size: ImageSize(width: width, height: height))
    for y in 0..<height {
      for x in 0..<width {
        var p = SIMD2(Float(x), Float(y)) / scale
        if mirrored { p.x = -p.x }
        let turned = SIMD2(
          turn.cosine * p.x - turn.sine * p.y, turn.sine * p.x + turn.cosine * p.y)
        plane[x, y] = value(at: turned + shift)
      }
    }
    return plane
  }
}
