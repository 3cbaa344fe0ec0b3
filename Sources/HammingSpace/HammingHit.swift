// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One code that a scan found near a query.
public struct HammingHit: Hashable, Sendable {
  /// The place of the code among the scanned codes.
  public let row: Int
  /// The number of differing bits, 0...256.
  public let distance: Int
  /// The place of the query among the queries.
  public let query: Int

  /// Creates a hit.
  ///
  /// - Parameters:
  ///   - row: The place of the code among the scanned codes.
  ///   - distance: The number of differing bits, 0...256.
  ///   - query: The place of the query among the queries.
  public init(row: Int, distance: Int, query: Int) {
    self.row = row
    self.distance = distance
    self.query = query
  }
}
