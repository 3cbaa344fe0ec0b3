// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A colour of a palette, in levels of 0...255.
public struct PaletteColour: Hashable, Sendable {
  /// Red, 0...255.
  public var red: Int
  /// Green, 0...255.
  public var green: Int
  /// Blue, 0...255.
  public var blue: Int

  /// The colour as `#rrggbb`.
  public var hexadecimal: String {
    "#" + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Luma in levels, BT.601 weights.
  var luma: Int { (299 * red + 587 * green + 114 * blue + 500) / 1000 }
  /// How far blue and red are from luma, in levels: the direction is the hue, the length the saturation.
  var chroma: SIMD2<Int> { SIMD2(blue - luma, red - luma) }

  /// The square of the distance to another colour.
  func squareDistance(to other: PaletteColour) -> Int {
    let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
    return r * r + g * g + b * b
  }
}

/// The few colours that a picture consists of.
struct Palette {
  /// Colours nearer than this belong together, in levels.
  static let reach = 48
  /// The most colours.
  static let limit = 8
  /// The least share of the pixels for a colour of its own, in per cent.
  static let leastShare = 3

  /// The colours, those of most pixels first.
  private(set) var colours: [PaletteColour] = []

  /// Finds the colours of some pixels: again and again the fullest box of 16 levels a side, with all that is near it.
  ///
  /// - Parameters:
  ///   - samples: A picture, three samples a pixel.
  ///   - pixels: Which of its pixels.
  /// - Complexity: O(pixels).
  init(of samples: [UInt8], at pixels: [Int]) {
    var boxes = [(count: Int, red: Int, green: Int, blue: Int)](
      repeating: (0, 0, 0, 0), count: 4096)
    for pixel in pixels {
      let (r, g, b) = (
        Int(samples[pixel * 3]), Int(samples[pixel * 3 + 1]), Int(samples[pixel * 3 + 2])
      )
      let place = (r / 16) * 256 + (g / 16) * 16 + b / 16
      boxes[place].count += 1
      boxes[place].red += r
      boxes[place].green += g
      boxes[place].blue += b
    }
    var filled = boxes.filter { $0.count > 0 }
    func mean(_ box: (count: Int, red: Int, green: Int, blue: Int)) -> PaletteColour {
      PaletteColour(
        red: box.red / box.count, green: box.green / box.count, blue: box.blue / box.count)
    }
    while colours.count < Palette.limit, !filled.isEmpty {
      var fullest = 0
      for place in filled.indices where filled[place].count > filled[fullest].count {
        fullest = place
      }
      let seed = mean(filled[fullest])
      var sum = (count: 0, red: 0, green: 0, blue: 0)
      filled.removeAll { box in
        guard mean(box).squareDistance(to: seed) <= Palette.reach * Palette.reach else {
          return false
        }
        sum = (
          sum.count + box.count, sum.red + box.red, sum.green + box.green, sum.blue + box.blue
        )
        return true
      }
      guard sum.count * 100 >= Palette.leastShare * pixels.count else { continue }
      colours.append(mean(sum))
    }
  }

  /// Which colour a pixel has; nil when it is far from all.
  func index(of samples: [UInt8], at pixel: Int) -> Int? {
    let own = PaletteColour(
      red: Int(samples[pixel * 3]), green: Int(samples[pixel * 3 + 1]),
      blue: Int(samples[pixel * 3 + 2]))
    var best: (index: Int, distance: Int)?
    for (index, colour) in colours.enumerated() {
      let distance = own.squareDistance(to: colour)
      if distance < best?.distance ?? (4 * Palette.reach * Palette.reach / 2) {
        best = (index, distance)
      }
    }
    return best?.index
  }
}
