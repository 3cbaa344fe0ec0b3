// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// Who makes a copy: the source of chance, and what lies about to lay the copy into.
public struct Copyist: Sendable {
  var random: SplitMix64
  private let surroundings: [PixelBuffer]

  /// Prepares a copyist.
  ///
  /// - Parameters:
  ///   - seed: Which run of the benchmark this is.
  ///   - design: The design's file name.
  ///   - attack: The attack's name.
  ///   - surroundings: Pictures to lay a copy into; when there is none, a scene is drawn.
  public init(seed: UInt64, design: String, attack: String, surroundings: [PixelBuffer] = []) {
    random = SplitMix64(seed: seed, design, attack)
    self.surroundings = surroundings
  }

  /// A picture to lay the copy into.
  mutating func surrounding() -> PixelBuffer {
    guard !surroundings.isEmpty else { return drawnScene() }
    return surroundings[random.integer(in: 0..<surroundings.count)]
  }

  /// A wall with boxes on a floor, when nothing better lies about.
  private mutating func drawnScene() -> PixelBuffer {
    let size = ImageSize(width: 900, height: 675)
    var scene = PixelBuffer(size: size, color: random.color(in: 90...230))
    let floor = random.integer(in: 350..<500)
    scene.fill(x: 0, y: floor, width: 900, height: 675 - floor, random.color(in: 40...160))
    for _ in 0..<12 {
      let (width, height) = (random.integer(in: 40..<260), random.integer(in: 40..<260))
      scene.fill(
        x: random.integer(in: -50..<880), y: random.integer(in: 0..<620), width: width,
        height: height, random.color(in: 10...245))
    }
    return scene.blurred(sigma: 1.5)
  }
}
