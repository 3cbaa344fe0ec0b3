// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// Parts of the picture, by their share of its area.
  static let crop = [
    CopyAttack("crop70", .crop) { $0.randomCrop(area: 0.7, using: &$1.random) },
    CopyAttack("crop40", .crop) { $0.randomCrop(area: 0.4, using: &$1.random) },
    CopyAttack("crop20", .crop) { $0.randomCrop(area: 0.2, using: &$1.random) },
    CopyAttack("crop10", .crop) { $0.randomCrop(area: 0.1, using: &$1.random).scaled(1.5) },
  ]
}

extension PixelBuffer {
  /// A rectangle somewhere in the picture.
  ///
  /// Its shape differs from the picture's by up to e^0.5; where a side would be longer than the
  /// picture's, the other side makes up for it, so the area holds.
  func randomCrop(area: Double, using random: inout SplitMix64) -> PixelBuffer {
    let side = area.squareRoot()
    let limit = min(1 / side, ExactMath.exp(0.25))
    let shape = ExactMath.exp(random.number(in: -ExactMath.log(limit)...ExactMath.log(limit)))
    func length(_ whole: Int, _ share: Double) -> Int {
      min(whole, max(16, Int((Double(whole) * share).rounded())))
    }
    let (width, height) = (length(size.width, side * shape), length(size.height, side / shape))
    return cropped(
      x: random.integer(in: 0..<size.width - width + 1),
      y: random.integer(in: 0..<size.height - height + 1), width: width, height: height)
  }
}
