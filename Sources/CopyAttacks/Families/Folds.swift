// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// Two soft waves in a cloth: they move what lies on it, and shade it.
struct Folds {
  private struct Wave {
    let across: Double
    let down: Double
    let start: Double
    let amplitude: Double

    func phase(_ x: Double, _ y: Double) -> Double { across * x + down * y + start }
  }

  private let waves: [Wave]

  /// Draws the waves.
  ///
  /// - Parameters:
  ///   - size: The picture's size.
  ///   - random: Where the folds run.
  init(size: ImageSize, _ random: inout SplitMix64) {
    let (width, height) = (Double(size.width), Double(size.height))
    waves = [0.007, 0.004].map { amplitude in
      let angle = random.number(in: 0...ExactMath.pi)
      let turns = random.number(in: 1.5...3.5) * 2 * ExactMath.pi
      return Wave(
        across: ExactMath.cos(angle) * turns / width, down: ExactMath.sin(angle) * turns / height,
        start: random.number(in: 0...2 * ExactMath.pi), amplitude: amplitude * width)
    }
  }

  /// By how many pixels the cloth is moved at a place.
  func shift(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
    var shift = (x: 0.0, y: 0.0)
    for wave in waves {
      let phase = wave.phase(x, y)
      shift.x += wave.amplitude * ExactMath.sin(phase)
      shift.y += wave.amplitude * ExactMath.cos(phase * 0.8)
    }
    return shift
  }

  /// How light the cloth is at a place; 1 where it lies flat.
  func shade(_ x: Double, _ y: Double) -> Float {
    var shade: Float = 1
    for (place, wave) in waves.enumerated() {
      shade += (place == 0 ? 0.16 : 0.08) * Float(ExactMath.sin(wave.phase(x, y) + 0.8))
    }
    return shade
  }
}
