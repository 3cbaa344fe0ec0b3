// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// A motif without the rest, or the rest in another order.
  static let partial = [
    CopyAttack("motif", .partial) { design, copyist in
      design.motif(share: 0.15...0.3, &copyist.random)
    },
    CopyAttack("motif-pair", .partial) { design, copyist in
      design.motif(share: 0.12...0.2, &copyist.random).besideItsMirror()
    },
    CopyAttack("rearranged", .partial) { design, copyist in
      design.rearranged(across: copyist.random.integer(in: 3..<6), &copyist.random)
    },
  ]
}

extension PixelBuffer {
  /// An ellipse lifted out of the picture, turned, and laid on a plain ground a third larger all
  /// round.
  ///
  /// - Parameters:
  ///   - share: The ellipse's share of the picture's area.
  ///   - random: Where place, share, turn and ground come from.
  /// - Returns: The motif on its ground.
  func motif(share: ClosedRange<Double>, _ random: inout SplitMix64) -> PixelBuffer {
    let radius = (random.number(in: share) / ExactMath.pi).squareRoot()
    let radiusX = max(8, Int(Double(size.width) * radius))
    let radiusY = max(8, Int(Double(size.height) * radius))
    let left = random.integer(in: 0..<size.width - 2 * radiusX + 1)
    let top = random.integer(in: 0..<size.height - 2 * radiusY + 1)
    let ground = random.color(in: 0...255)
    var cut = cropped(x: left, y: top, width: 2 * radiusX, height: 2 * radiusY)
    for y in 0..<2 * radiusY {
      for x in 0..<2 * radiusX {
        // Twice the distance of the pixel's centre from the ellipse's, in whole numbers.
        let (acrossTwice, downTwice) = (2 * x + 1 - 2 * radiusX, 2 * y + 1 - 2 * radiusY)
        let (a, b) = (acrossTwice * radiusY, downTwice * radiusX)
        if a * a + b * b > 4 * radiusX * radiusX * radiusY * radiusY {
          cut[x, y] = (ground.red, ground.green, ground.blue)
        }
      }
    }
    let turned = cut.turned(
      degrees: random.number(in: -40...40), ground: ground, isGrowing: true)
    return turned.bordered(
      horizontal: turned.size.width / 3, vertical: turned.size.height / 3, ground)
  }

  /// The picture cut into pieces of one size that are laid in another order; less than a piece is left away at the right
  /// and at the bottom.
  ///
  /// - Parameters:
  ///   - count: How many pieces lie side by side, and how many below each other.
  ///   - random: Where the order comes from.
  /// - Returns: The pieces, edge to edge.
  func rearranged(across count: Int, _ random: inout SplitMix64) -> PixelBuffer {
    let (width, height) = (size.width / count, size.height / count)
    var order = Array(0..<count * count)
    for place in order.indices.dropFirst().reversed() {
      order.swapAt(place, random.integer(in: 0..<place + 1))
    }
    return repeated(to: ImageSize(width: width * count, height: height * count)) { x, y in
      let piece = order[y / height * count + x / width]
      return (piece % count * width + x % width, piece / count * height + y % height)
    }
  }

  /// The picture with its mirror image to its right.
  func besideItsMirror() -> PixelBuffer {
    repeated(to: ImageSize(width: size.width * 2, height: size.height)) { x, y in
      (x < size.width ? x : 2 * size.width - 1 - x, y)
    }
  }
}
