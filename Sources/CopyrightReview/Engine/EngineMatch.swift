// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// A design that the engine found beside a query.
struct EngineMatch: Hashable, Sendable {
  /// The design's number in the registry.
  let number: Int
  /// Bits in which the codes differ, 0...256.
  let distance: Int
  /// What lays the design onto the query.
  let transform: DihedralTransform
  /// Strength, 0...100.
  let score: Double
  /// Whether the match passes the shipped threshold.
  let isFlagged: Bool
}
