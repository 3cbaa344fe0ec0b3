// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// How a stored picture must be turned to stand upright: the EXIF tag 0x0112.
///
/// > Source: CIPA DC-008 (Exif 2.32), section 4.6.4 A, "Orientation".
public enum Orientation: Int, CaseIterable, Sendable, Codable {
  /// Stored upright.
  case upright = 1
  /// Stored mirrored left-right.
  case mirrored = 2
  /// Stored turned by a half turn.
  case halfTurned = 3
  /// Stored mirrored top-bottom.
  case flipped = 4
  /// Stored with rows and columns exchanged.
  case transposed = 5
  /// Stored so that a quarter turn clockwise sets it upright.
  case needsClockwiseTurn = 6
  /// Stored with rows and columns exchanged along the other diagonal.
  case transversed = 7
  /// Stored so that a quarter turn anticlockwise sets it upright.
  case needsAnticlockwiseTurn = 8

  /// What sets the stored picture upright.
  public var uprighting: DihedralTransform {
    switch self {
    case .upright: .identity
    case .mirrored: .mirror
    case .halfTurned: .rotate180
    case .flipped: .flip
    case .transposed: .transpose
    case .needsClockwiseTurn: .rotate90
    case .transversed: .transverse
    case .needsAnticlockwiseTurn: .rotate270
    }
  }
}
