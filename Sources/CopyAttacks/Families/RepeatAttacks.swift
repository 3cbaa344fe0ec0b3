// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// The picture as the unit of another repeat.
  static let `repeat` = [
    CopyAttack("tile", .repeat) { design, copyist in
      let count = copyist.random.integer(in: 2..<4)
      return design.fitted(500).tiled(columns: count, rows: count) { _, _ in (0, 0) }
    },
    CopyAttack("half-drop", .repeat) { design, _ in design.halfDropped() },
    CopyAttack("brick", .repeat) { design, _ in
      let unit = design.fitted(480)
      return unit.tiled(columns: 3, rows: 3) { _, row in (row % 2 * unit.size.width / 2, 0) }
    },
    CopyAttack("offset", .repeat) { design, copyist in
      let x = Double(design.size.width) * copyist.random.number(in: 0.3...0.7)
      let y = Double(design.size.height) * copyist.random.number(in: 0.3...0.7)
      return design.rolled(x: Int(x), y: Int(y))
    },
    CopyAttack("mirror-repeat", .repeat) { design, _ in
      let row = design.fitted(480).besideItsMirror()
      return row.repeated(
        to: ImageSize(width: row.size.width, height: row.size.height * 2)
      ) { x, y in (x, y < row.size.height ? y : 2 * row.size.height - 1 - y) }
    },
  ]
}

extension PixelBuffer {
  /// Three columns of three, the middle one half a unit lower.
  func halfDropped() -> PixelBuffer {
    let unit = fitted(480)
    return unit.tiled(columns: 3, rows: 3) { column, _ in (0, column % 2 * unit.size.height / 2) }
  }

  /// The picture side by side with itself.
  ///
  /// - Parameters:
  ///   - columns: How often across.
  ///   - rows: How often down.
  ///   - shift: By how many pixels the unit in a column and row is rolled right and down.
  /// - Returns: The repeat.
  func tiled(columns: Int, rows: Int, shift: (Int, Int) -> (x: Int, y: Int)) -> PixelBuffer {
    repeated(to: ImageSize(width: size.width * columns, height: size.height * rows)) { x, y in
      let shift = shift(x / size.width, y / size.height)
      return (remainder(x - shift.x, size.width), remainder(y - shift.y, size.height))
    }
  }
}
