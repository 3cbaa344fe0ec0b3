// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a planted picture is: a copy of a control design, by what was done to it, or a copy of nothing.
public enum ControlKind: String, CaseIterable, Codable, Hashable, Sendable {
  /// The design's mirror image; its design must be found.
  case mirrored
  /// The design in other colours; its design must be found.
  case recoloured
  /// A part of the design; its design must be found.
  case cropped
  /// The design in another repeat; its design must be found.
  case retiled
  /// A drawing of its own, of which no design is a copy; nothing may be flagged.
  case stranger

  /// The kind as an English reader says it.
  public var englishName: String { self == .retiled ? "repeated another way" : rawValue }

  /// The kind as a Chinese reader says it.
  public var chineseName: String {
    switch self {
    case .mirrored: "镜像"
    case .recoloured: "换色"
    case .cropped: "裁剪"
    case .retiled: "重新接版"
    case .stranger: "无关图"
    }
  }
}
