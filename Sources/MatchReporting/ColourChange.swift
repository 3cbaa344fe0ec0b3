// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One colour of a design and what became of it in the query.
public struct ColourChange: Codable, Hashable, Sendable {
  /// The colour in the design, `#rrggbb`.
  public var from: String
  /// The colour in the query, `#rrggbb`.
  public var to: String
  /// Share of the agreeing area that has this colour, 0...1.
  public var share: Double
  /// Whether it is another colour, beyond what light and contrast do; `nil` where that was not judged.
  public var isChanged: Bool?

  enum CodingKeys: String, CodingKey {
    case from, to, share
    case isChanged = "changed"
  }

  /// Creates an entry of a colour table.
  ///
  /// - Parameters:
  ///   - from: The colour in the design, `#rrggbb`.
  ///   - to: The colour in the query, `#rrggbb`.
  ///   - share: Share of the agreeing area, 0...1.
  public init(from: String, to: String, share: Double) {
    self.from = from
    self.to = to
    self.share = share
  }
}
