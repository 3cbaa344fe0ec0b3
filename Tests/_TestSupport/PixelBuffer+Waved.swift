// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

extension PixelBuffer {
  /// The picture as on a cloth that hangs in folds: each place shows what lay up to `reach` pixels aside, along x with the
  /// row and along y with the column, back and forth in arcs of `length` pixels.
  public func waved(reach: Double, length: Int) -> PixelBuffer {
    var waved = PixelBuffer(size: size, red: 255, green: 255, blue: 255)
    func arc(_ at: Int) -> Int {
      let t = Double(at % length) / Double(length)
      let height = 4 * t * (1 - t) * (at / length % 2 == 0 ? 1 : -1)
      return Int((reach * height).rounded())
    }
    for y in 0..<size.height {
      for x in 0..<size.width {
        let (fromX, fromY) = (x + arc(y), y - arc(x))
        guard (0..<size.width).contains(fromX), (0..<size.height).contains(fromY) else { continue }
        waved[x, y] = self[fromX, fromY]
      }
    }
    return waved
  }
}
