// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A repeat that is laid another way in the query than in the design.
public struct RepeatChange: Codable, Hashable, Sendable {
  /// How units are laid.
  public enum Arrangement: String, Codable, CaseIterable, Hashable, Sendable {
    /// There is one unit, the whole design.
    case unit
    /// Side by side and above each other.
    case straight
    /// Every other column half a unit lower.
    case halfDrop
    /// Every other row half a unit to the side.
    case brick
  }

  /// How the design lays its units.
  public var from: Arrangement
  /// How the query lays the same units.
  public var to: Arrangement
  /// Width and height of the unit in the query, in pixels, along the design's axes.
  public var unit: [Double]

  /// Creates a change.
  ///
  /// - Parameters:
  ///   - from: How the design lays its units.
  ///   - to: How the query lays them.
  ///   - unit: Width and height of the unit in the query, in pixels.
  public init(from: Arrangement, to: Arrangement, unit: [Double]) {
    self.from = from
    self.to = to
    self.unit = unit
  }
}

extension RepeatChange.Arrangement {
  /// The arrangement in English.
  public var english: String {
    switch self {
    case .unit: "one unit"
    case .straight: "straight repeat"
    case .halfDrop: "half-drop repeat"
    case .brick: "brick repeat"
    }
  }

  /// The arrangement in Chinese, as mills call it.
  public var chinese: String {
    switch self {
    case .unit: "单个单元"
    case .straight: "平接版"
    case .halfDrop: "跳接版（1/2 错位）"
    case .brick: "砖形接版"
    }
  }
}
