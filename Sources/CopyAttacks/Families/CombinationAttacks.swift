// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension CopyAttack {
  /// Several things at once, as copiers who know do.
  static let combination = [
    CopyAttack("mirror-colourway-crop40", .combination) { design, copyist in
      design.transformed(by: .mirror).recoloured(&copyist.random)
        .randomCrop(area: 0.4, using: &copyist.random)
    },
    CopyAttack("turn-shrink-jpeg", .combination) { design, copyist in
      let degrees = copyist.random.signed(copyist.random.number(in: 5...25))
      return design.turned(degrees: degrees, ground: .white, isGrowing: true)
        .scaled(copyist.random.number(in: 0.3...0.5)).recompressed(quality: 30)
    },
    CopyAttack("screenshot-of-photo", .combination) { design, copyist in
      design.photographedOnCloth(&copyist.random).screenshot(&copyist.random)
    },
    CopyAttack("half-drop-colourway", .combination) { design, copyist in
      design.halfDropped().recoloured(&copyist.random)
    },
    CopyAttack("mirrored-motif-ground-swap", .combination) { design, copyist in
      design.groundSwapped(&copyist.random).transformed(by: .mirror)
        .motif(share: 0.2...0.35, &copyist.random)
    },
    CopyAttack("watermark-crop40-gamma", .combination) { design, copyist in
      design.watermarked(&copyist.random).randomCrop(area: 0.4, using: &copyist.random)
        .toned(gamma: 0.6, contrast: 0.8)
    },
    CopyAttack("offset-invert-print", .combination) { design, copyist in
      design.rolled(x: design.size.width / 3, y: design.size.height * 2 / 5)
        .negative.printedAndScanned(&copyist.random)
    },
    CopyAttack("embedded-crop-hue", .combination) { design, copyist in
      let surrounding = copyist.surrounding().fitted(900)
      return design.randomCrop(area: 0.6, using: &copyist.random)
        .hueTurned(degrees: copyist.random.number(in: 80...280))
        .embedded(in: surrounding, &copyist.random).recompressed(quality: 60)
    },
    // Recoloured first, so that nothing is left but the drawing; these are hardest to find.
    CopyAttack("photo-of-colourway", .combination) { design, copyist in
      design.recoloured(&copyist.random).photographedOnCloth(&copyist.random)
    },
    CopyAttack("motif-colourway", .combination) { design, copyist in
      design.recoloured(&copyist.random).motif(share: 0.2...0.35, &copyist.random)
    },
    CopyAttack("half-drop-invert-photo", .combination) { design, copyist in
      design.negative.halfDropped().photographedOnCloth(&copyist.random)
    },
  ]
}
