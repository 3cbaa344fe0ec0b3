// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The sides of a rectangle.
enum Side: CaseIterable {
  case left, top, right, bottom

  /// Whether the inside lies towards larger columns or rows.
  var isFirst: Bool { self == .left || self == .top }
  /// Whether lines along the side run down.
  var isVertical: Bool { self == .left || self == .right }
}

/// One number for each side of a rectangle.
struct Sides {
  var left: Int
  var top: Int
  var right: Int
  var bottom: Int

  subscript(side: Side) -> Int {
    get {
      switch side {
      case .left: left
      case .top: top
      case .right: right
      case .bottom: bottom
      }
    }
    set {
      switch side {
      case .left: left = newValue
      case .top: top = newValue
      case .right: right = newValue
      case .bottom: bottom = newValue
      }
    }
  }
}
