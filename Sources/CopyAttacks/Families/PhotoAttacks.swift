// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// Photographs of cloth, of a screen, and a print that was scanned.
  static let photo = [
    CopyAttack("cloth", .photo) { $0.photographedOnCloth(&$1.random) },
    CopyAttack("screen", .photo) { $0.photographedOnScreen(&$1.random) },
    CopyAttack("print-scan", .photo) { $0.printedAndScanned(&$1.random) },
  ]
}

extension PixelBuffer {
  /// A hand-held photograph of cloth: folds, perspective, uneven light, blur, noise, JPEG.
  func photographedOnCloth(_ random: inout SplitMix64) -> PixelBuffer {
    let flat = fitted(900)
    let folds = Folds(size: flat.size, &random)
    let view = flat.view(margin: 0.1, &random)
    let photo = flat.warped(to: flat.size, ground: Color(90, 90, 90)) { x, y in
      let place = view(x, y)
      let fold = folds.shift(place.x, place.y)
      return (place.x + fold.x, place.y + fold.y)
    }
    let light = photo.light(&random)
    return photo.shaded { x, y in light(x, y) * folds.shade(Double(x), Double(y)) }
      .blurred(sigma: 1.1).noisy(7, using: &random).recompressed(quality: 55)
  }

  /// A photograph of a screen: coloured stripes that beat with the camera's pixels, glare,
  /// perspective.
  func photographedOnScreen(_ random: inout SplitMix64) -> PixelBuffer {
    let flat = fitted(900)
    let view = flat.view(margin: 0.06, &random)
    let photo = flat.warped(to: flat.size, ground: Color(15, 15, 18)) { x, y in view(x, y) }
    // One pixel of the screen is nearly one of the camera; the camera samples its stripes point by
    // point, and what is left of them is the difference of the two grids, a moiré.
    let pitch = 1 + random.signed(random.number(in: 0.012...0.045))
    let angle = random.signed(random.number(in: 0.003...0.035))
    let (cosine, sine) = (ExactMath.cos(angle) * pitch, ExactMath.sin(angle) * pitch)
    let depth = Float(random.number(in: 0.12...0.24))
    let light = photo.light(&random)
    return photo.shaded { x, y in
      let across = cosine * Double(x) + sine * Double(y)
      let down = cosine * Double(y) - sine * Double(x)
      let rows = 1 + depth * 0.5 * Float(ExactMath.cos(2 * ExactMath.pi * down))
      var factor = SIMD3<Float>.zero
      for channel in 0..<3 {
        let phase = 2 * ExactMath.pi * (across - Double(channel) / 3)
        factor[channel] = rows * (1 + depth * Float(ExactMath.cos(phase)))
      }
      return factor * (light(x, y) * 0.4 + 0.6)
    }
    .blurred(sigma: 0.7).noisy(5, using: &random).recompressed(quality: 60)
  }

  /// Printed in dots of three inks, scanned a little askew.
  func printedAndScanned(_ random: inout SplitMix64) -> PixelBuffer {
    let paper = fitted(1_000)
    let period = random.number(in: 3.2...5.5)
    let angles = [15.0, 75, 0].map { $0 * ExactMath.pi / 180 }
    let screens = angles.map { angle in
      SIMD2(ExactMath.cos(angle), ExactMath.sin(angle)) * (2 * ExactMath.pi / period)
    }
    var samples = paper.samples
    for y in 0..<paper.size.height {
      for x in 0..<paper.size.width {
        for channel in 0..<3 {
          let screen = screens[channel]
          let u = screen.x * Double(x) + screen.y * Double(y)
          let v = screen.x * Double(y) - screen.y * Double(x)
          let dot = (ExactMath.cos(u) + ExactMath.cos(v)) / 4 + 0.5
          let index = (y * paper.size.width + x) * 3 + channel
          let ink = 1 - Double(samples[index]) / 255
          // Where there is more ink than the dot's profile asks for; three times steeper than the
          // profile stands for dots with soft edges.
          let covered = max(0, min(1, (ink - dot) * 3 + 0.5))
          samples[index] = byte(Float(238 - 215 * covered))
        }
      }
    }
    return PixelBuffer(size: paper.size, samples: samples)
      .blurred(sigma: random.number(in: 0.8...1.4))
      .turned(
        degrees: random.signed(random.number(in: 0.4...2.5)), ground: Color(250, 250, 248),
        isGrowing: true
      )
      .noisy(4, using: &random).recompressed(quality: 75)
  }

  /// Where each pixel of a photograph lies on the picture, for a camera held by hand.
  ///
  /// - Parameters:
  ///   - margin: How far a corner may lie outside the picture, as a share of its side.
  ///   - random: How the camera is held.
  /// - Returns: Column and row on the picture for a column and row of the photograph.
  private func view(
    margin: Double, _ random: inout SplitMix64
  ) -> (Double, Double) -> (x: Double, y: Double) {
    let (width, height) = (Double(size.width), Double(size.height))
    let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { corner in
      let across = random.number(in: -margin * 0.3...margin)
      let down = random.number(in: -margin * 0.3...margin)
      return SIMD2(
        width * (corner.0 + across * (corner.0 * 2 - 1)),
        height * (corner.1 + down * (corner.1 * 2 - 1)))
    }
    let quadrilateral = Quadrilateral(corners: corners)
    return { x, y in quadrilateral.place((x + 0.5) / width, (y + 0.5) / height) }
  }

  /// Light from one side, in a colour of its own.
  private func light(_ random: inout SplitMix64) -> (Int, Int) -> SIMD3<Float> {
    let angle = random.number(in: 0...2 * ExactMath.pi)
    let across = ExactMath.cos(angle) / Double(size.width)
    let down = ExactMath.sin(angle) / Double(size.height)
    let least = min(0, across * Double(size.width)) + min(0, down * Double(size.height))
    let span = abs(across * Double(size.width)) + abs(down * Double(size.height))
    var cast = SIMD3<Float>.zero
    for channel in 0..<3 { cast[channel] = Float(random.number(in: 0.85...1.12)) }
    return { x, y in
      let share = (across * Double(x) + down * Double(y) - least) / span
      return cast * Float(0.55 + 0.75 * share)
    }
  }
}
