// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A colour of three 8-bit samples, gamma-encoded.
public struct Color: Hashable, Sendable {
  /// Red, 0...255.
  public let red: UInt8
  /// Green, 0...255.
  public let green: UInt8
  /// Blue, 0...255.
  public let blue: UInt8

  init(_ code: UInt32) {
    red = UInt8(code >> 16 & 255)
    green = UInt8(code >> 8 & 255)
    blue = UInt8(code & 255)
  }

  /// The colour as `#rrggbb`.
  public var hexadecimal: String {
    "#"
      + [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }
}

/// The colours of everything that is drawn over pictures: told apart by people with any kind of colour vision.
///
/// > Source: M. Okabe, K. Ito, "Color universal design", 2008; the palette's hexadecimal values.
public enum EvidenceColors {
  /// Outlines in the query.
  public static let query = Color(0xD55E00)
  /// Outlines in the design.
  public static let design = Color(0x0072B2)
  /// Areas of several designs in one query, by the rank of the match; the last is used for all that follow.
  public static let areas: [Color] = [
    Color(0x0072B2), Color(0xE69F00), Color(0x009E73), Color(0xCC79A7), Color(0x56B4E9),
    Color(0xF0E442), Color(0x777777),
  ]
  /// The outline of a picture proper inside its frame.
  public static let cut = Color(0x5C3D99)
  static let paper = Color(0xFFFFFF)
  static let edge = Color(0xB8B8B8)

  /// The colour of an area.
  ///
  /// - Parameter rank: The rank of the match, from 0.
  /// - Returns: The colour.
  public static func area(_ rank: Int) -> Color { areas[min(rank, areas.count - 1)] }
}
