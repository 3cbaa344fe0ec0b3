// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// Turned, mirrored and squeezed.
  static let symmetry = [
    CopyAttack("mirror", .symmetry) { design, _ in design.transformed(by: .mirror) },
    CopyAttack("flip", .symmetry) { design, _ in design.transformed(by: .flip) },
    CopyAttack("quarter-turn", .symmetry) { design, copyist in
      let turns: [DihedralTransform] = [.rotate90, .rotate180, .rotate270]
      return design.transformed(by: turns[copyist.random.integer(in: 0..<3)])
    },
    CopyAttack("small-turn", .symmetry) { design, copyist in
      let degrees = copyist.random.signed(copyist.random.number(in: 4...14))
      return design.turned(degrees: degrees, ground: .white, isGrowing: true)
    },
    CopyAttack("any-turn", .symmetry) { design, copyist in
      let degrees = copyist.random.signed(copyist.random.number(in: 20...70))
      return design.turned(degrees: degrees, ground: .white, isGrowing: false).trimmed(1 / 7)
    },
    CopyAttack("squeeze", .symmetry) { design, copyist in
      let share = copyist.random.number(in: 0.6...0.75)
      return copyist.random.flip() ? design.scaled(share, 1) : design.scaled(1, share)
    },
    CopyAttack("shear", .symmetry) { design, copyist in
      let slope = copyist.random.signed(copyist.random.number(in: 0.15...0.35))
      let middle = Double(design.size.height - 1) / 2
      return design.warped(to: design.size, ground: .white) { x, y in
        (x + slope * (y - middle), y)
      }
    },
  ]
}
