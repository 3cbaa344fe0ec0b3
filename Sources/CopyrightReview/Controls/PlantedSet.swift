// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyAttacks
internal import ImageBuffers
private import ImageEncoding
private import ImageNormalization
internal import MatchReporting

/// The pictures that are planted beside one control design.
enum PlantedSet {
  /// The longest side of a planted picture, in pixels, so that searching it stays cheap.
  static let longSide = 640

  /// Makes the pictures: a copy by each kind of change, and one stranger.
  ///
  /// - Parameters:
  ///   - design: The control design's picture.
  ///   - id: Its id, which decides the chances of the copies.
  ///   - seed: Which stranger.
  /// - Returns: What each is, and its PNG file.
  static func pictures(
    of design: PixelBuffer, id: String, seed: UInt64
  ) -> [(kind: ControlKind, file: [UInt8])] {
    ControlKind.allCases.map { kind in
      let picture: PixelBuffer
      if let attack = kind.attack {
        var copyist = Copyist(seed: seed, design: id, attack: attack.name)
        picture = attack.copy(of: design, by: &copyist)
      } else {
        picture = ControlArtist.picture(seed: seed, name: "stranger to \(id)")
      }
      let small =
        picture.size.longSide > longSide
        ? WorkingPicture.make(of: picture, longSide: longSide) : picture
      return (kind, PNGEncoder.encode(small))
    }
  }
}

extension ControlKind {
  /// What makes a copy of this kind; nil for a stranger.
  fileprivate var attack: CopyAttack? {
    let name: String
    switch self {
    case .mirrored: name = "mirror"
    case .recoloured: name = "colourway"
    case .cropped: name = "crop40"
    case .retiled: name = "half-drop"
    case .stranger: return nil
    }
    return CopyAttack.all.first { $0.name == name }
  }
}
