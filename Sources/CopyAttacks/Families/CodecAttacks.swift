// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
private import ImageDecoding
private import ImageEncoding

extension CopyAttack {
  /// What files suffer on their way.
  static let codec = [
    CopyAttack("jpeg10", .codec) { design, _ in design.recompressed(quality: 10) },
    CopyAttack("shrink", .codec) { design, copyist in
      design.scaled(copyist.random.number(in: 0.18...0.35))
    },
    CopyAttack("enlarge", .codec) { design, _ in design.scaled(2) },
    CopyAttack("blur", .codec) { design, _ in
      design.blurred(sigma: max(0.5, Double(design.size.longSide) / 200))
    },
    CopyAttack("noise", .codec) { design, copyist in
      design.noisy(28, using: &copyist.random)
    },
    CopyAttack("gamma-contrast", .codec) { design, copyist in
      let gamma = copyist.random.flip() ? 0.45 : 2
      return design.toned(gamma: gamma, contrast: copyist.random.number(in: 0.6...1.5))
    },
    // An animation's palette, or a chat program's saving.
    CopyAttack("posterize", .codec) { design, copyist in
      let step = 255 / Double(copyist.random.integer(in: 3..<6))
      return design.mapSamples(
        (0..<256).map { byte(Float((Double($0) / step).rounded() * step)) })
    },
    // Passed on from phone to phone: each hop another size, another grid of blocks.
    CopyAttack("resaved", .codec) { design, copyist in
      var picture = design
      for _ in 0..<3 {
        picture = picture.scaled(copyist.random.number(in: 0.75...0.95))
          .recompressed(quality: copyist.random.integer(in: 25..<45))
      }
      return picture
    },
  ]
}

extension PixelBuffer {
  /// The picture after a trip through a JPEG file.
  func recompressed(quality: Int) -> PixelBuffer {
    let file = JPEGEncoder.encode(self, quality: quality)
    do {
      return try ImageDecoder(bytes: file).decodePixels()
    } catch {
      preconditionFailure("a JPEG that was just written cannot be read: \(error)")
    }
  }

  /// The picture with another tone curve.
  func toned(gamma: Double, contrast: Double) -> PixelBuffer {
    mapSamples(
      (0..<256).map { value in
        let share = ExactMath.pow(Double(value) / 255, gamma)
        return byte(Float(((share - 0.5) * contrast + 0.5) * 255))
      })
  }
}
