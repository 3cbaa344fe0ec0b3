// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry

/// Which of the designs in the engine a search compares with.
///
/// What a search finds depends on how many designs there are and how many share a feature, so the
/// rest is not filtered from an answer but hidden from the search.
struct ComparisonScope: Hashable, Sendable {
  /// The highest number that is compared.
  let lastNumber: Int
  /// Numbers that are not.
  let excluded: Set<Int>
  /// Numbers of compared designs without a picture for a closer look, as they are sealed.
  var sealed: Set<Int> = []

  /// All designs of the engine.
  static let everything = ComparisonScope(lastNumber: .max, excluded: [])

  /// Whether a design is compared.
  func contains(_ number: Int) -> Bool { number <= lastNumber && !excluded.contains(number) }
}

extension ComparedSet {
  /// What a review compares with: no planted design is named or counted.
  var scope: ComparisonScope {
    ComparisonScope(
      lastNumber: lastNumber, excluded: excluded.union(controls).union(sealedNotCompared),
      sealed: sealed)
  }

  /// What the live controls are searched among.
  var scopeWithControls: ComparisonScope {
    ComparisonScope(
      lastNumber: lastNumber, excluded: excluded.union(sealedNotCompared), sealed: sealed)
  }
}
