// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// Other colours, the same drawing.
  static let colour = [
    CopyAttack("gray", .colour) { design, _ in
      design.mapColors { red, green, blue in
        let gray = UInt8(luma(red, green, blue))
        return Color(gray, gray, gray)
      }
    },
    CopyAttack("hue", .colour) { design, copyist in
      design.hueTurned(degrees: copyist.random.number(in: 80...280))
    },
    CopyAttack("invert", .colour) { design, _ in
      design.negative
    },
    CopyAttack("colourway", .colour) { design, copyist in
      design.recoloured(&copyist.random)
    },
    CopyAttack("ground-swap", .colour) { design, copyist in
      design.groundSwapped(&copyist.random)
    },
    // Printed with one ink on one cloth.
    CopyAttack("two-tone", .colour) { design, copyist in
      let ink = copyist.random.color(in: 0...110).vector
      let cloth = copyist.random.color(in: 170...255).vector
      let (dark, light) = copyist.random.flip() ? (ink, cloth) : (cloth, ink)
      return design.mapColors { red, green, blue in
        let mixed = dark + (light - dark) * (Float(luma(red, green, blue)) / 255)
        return Color(byte(mixed.x), byte(mixed.y), byte(mixed.z))
      }
    },
  ]
}

extension PixelBuffer {
  /// A new colourway: each of the 6 main colours gives way to another; what departs from it goes
  /// along.
  func recoloured(_ random: inout SplitMix64) -> PixelBuffer {
    let palette = Palette(of: self, count: 6, using: &random)
    let shifts = palette.colors.map { random.color(in: 20...235).vector - $0 }
    var result = samples
    for (pixel, label) in palette.labels.enumerated() {
      for channel in 0..<3 {
        let index = pixel * 3 + channel
        result[index] = byte(Float(result[index]) + shifts[Int(label)][channel])
      }
    }
    return PixelBuffer(size: size, samples: result)
  }

  /// The ground in another colour, the motifs as they were.
  func groundSwapped(_ random: inout SplitMix64) -> PixelBuffer {
    let palette = Palette(of: self, count: 5, using: &random)
    let (ground, color) = (palette.ground, random.color(in: 0...255))
    var result = samples
    for (pixel, label) in palette.labels.enumerated() where Int(label) == ground {
      result[pixel * 3] = color.red
      result[pixel * 3 + 1] = color.green
      result[pixel * 3 + 2] = color.blue
    }
    return PixelBuffer(size: size, samples: result)
  }

  /// The picture with every hue turned round the circle; saturation and value of HSV stay.
  func hueTurned(degrees: Double) -> PixelBuffer {
    let turn = Float(degrees / 60)
    return mapColors { red, green, blue in
      let (most, least) = (max(red, green, blue), min(red, green, blue))
      let chroma = Float(most - least)
      guard chroma > 0 else { return Color(UInt8(red), UInt8(green), UInt8(blue)) }
      var hue: Float
      if most == red {
        hue = Float(green - blue) / chroma
      } else if most == green {
        hue = Float(blue - red) / chroma + 2
      } else {
        hue = Float(red - green) / chroma + 4
      }
      hue += turn
      // HSV in one formula: channel n is the value less the chroma times a trapezoid over the hue.
      func channel(_ offset: Float) -> UInt8 {
        let place = (hue + offset + 12).truncatingRemainder(dividingBy: 6)
        return byte(Float(most) - chroma * max(0, min(place, 4 - place, 1)))
      }
      return Color(channel(5), channel(3), channel(1))
    }
  }
}
