// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One entry of an index that lies near a query.
public struct HashReference: Hashable, Sendable {
  /// The number of differing bits, 0...256.
  public let distance: Int
  /// The id the entry was added under.
  public let id: Int
  /// Which of the queries was nearest to the entry: its place among them, the first of equals.
  public let variant: Int

  /// Creates a reference.
  ///
  /// - Parameters:
  ///   - distance: The number of differing bits, 0...256.
  ///   - id: The id the entry was added under.
  ///   - variant: The place of the nearest query among the queries.
  public init(distance: Int, id: Int, variant: Int) {
    self.distance = distance
    self.id = id
    self.variant = variant
  }
}

extension HashReference: Comparable {
  /// Nearer first; at the same distance the smaller id, then the smaller variant.
  ///
  /// - Parameters:
  ///   - left: A reference.
  ///   - right: Another.
  /// - Returns: Whether `left` stands before `right` in an answer.
  public static func < (left: HashReference, right: HashReference) -> Bool {
    (left.distance, left.id, left.variant) < (right.distance, right.id, right.variant)
  }
}
