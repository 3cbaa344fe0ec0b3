// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyAttacks
private import Glibc
internal import ImageBuffers

/// Draws pictures that look like prints: flowers, leaves and dots of a few inks on a ground.
///
/// A seed gives one drawing, another seed another one that shares nothing with it but the manner.
struct ControlArtist {
  /// The side of a drawing, in pixels.
  static let side = 400

  private var random: SplitMix64
  private var picture: PixelBuffer
  private let inks: [[UInt8]]

  /// Draws a picture.
  ///
  /// - Parameters:
  ///   - seed: Which set of drawings.
  ///   - name: Which drawing of the set.
  /// - Returns: A square picture.
  static func picture(seed: UInt64, name: String) -> PixelBuffer {
    var artist = ControlArtist(seed: seed, name: name)
    artist.draw()
    return artist.picture
  }

  private init(seed: UInt64, name: String) {
    random = SplitMix64(seed: seed, "live control", name)
    var inks: [[UInt8]] = []
    // Every ink is well apart from the others in luma, so that a drawing has contours.
    for step in [30, 75, 120, 165, 210, 245] {
      var ink: [UInt8] = []
      for _ in 0..<3 { ink.append(UInt8(max(0, min(255, step + random.integer(in: -25..<26))))) }
      inks.append(ink)
    }
    let ground = random.integer(in: 0..<inks.count)
    let color = inks.remove(at: ground)
    self.inks = inks
    picture = PixelBuffer(
      size: ImageSize(width: Self.side, height: Self.side), red: color[0], green: color[1],
      blue: color[2])
  }

  private mutating func draw() {
    for _ in 0..<9 { flower(radius: random.number(in: 45...75)) }
    for _ in 0..<22 { leaf(length: random.number(in: 18...40)) }
    for _ in 0..<14 { flower(radius: random.number(in: 14...26)) }
    for _ in 0..<40 { dot(radius: random.number(in: 2...5)) }
  }

  private mutating func place() -> (x: Double, y: Double) {
    let room = 0...Double(Self.side)
    return (random.number(in: room), random.number(in: room))
  }

  private mutating func ink() -> [UInt8] { inks[random.integer(in: 0..<inks.count)] }

  private mutating func flower(radius: Double) {
    let centre = place()
    let (petals, turn) = (random.integer(in: 4..<9), random.number(in: 0...6.28))
    let (outer, inner, eye) = (ink(), ink(), ink())
    let breadth = radius * random.number(in: 0.16...0.3)
    for petal in 0..<petals {
      let angle = turn + 2 * .pi * Double(petal) / Double(petals)
      let middle = (
        x: centre.x + cos(angle) * radius * 0.6, y: centre.y + sin(angle) * radius * 0.6
      )
      ellipse(at: middle, radius * 0.4, breadth, angle, outer)
      ellipse(at: middle, radius * 0.22, breadth * 0.4, angle, inner)
    }
    ellipse(at: centre, radius * 0.22, radius * 0.22, 0, eye)
    ellipse(at: centre, radius * 0.1, radius * 0.1, 0, inner)
  }

  private mutating func leaf(length: Double) {
    let (centre, turn) = (place(), random.number(in: 0...6.28))
    ellipse(at: centre, length, length * random.number(in: 0.25...0.4), turn, ink())
    ellipse(at: centre, length * 0.85, 1.5, turn, ink())
  }

  private mutating func dot(radius: Double) {
    ellipse(at: place(), radius, radius, 0, ink())
  }

  /// Fills an ellipse whose long half axis points along an angle.
  private mutating func ellipse(
    at centre: (x: Double, y: Double), _ long: Double, _ short: Double, _ angle: Double,
    _ ink: [UInt8]
  ) {
    let (along, across) = (cos(angle), sin(angle))
    let reach = max(long, short) + 1
    func pixels(_ middle: Double) -> ClosedRange<Int> {
      func inside(_ place: Double) -> Int { Int(max(0, min(Double(Self.side - 1), place))) }
      return inside(middle - reach)...inside(middle + reach)
    }
    let (columns, rows) = (pixels(centre.x), pixels(centre.y))
    for y in rows {
      for x in columns {
        let (dx, dy) = (Double(x) - centre.x, Double(y) - centre.y)
        let (u, v) = ((dx * along + dy * across) / long, (dy * along - dx * across) / short)
        if u * u + v * v <= 1 { picture[x, y] = (ink[0], ink[1], ink[2]) }
      }
    }
  }
}
