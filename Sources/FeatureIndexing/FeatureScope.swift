// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Which designs of an index a search gives votes to: the answer is that of an index that holds no others, as long as the
/// budget reaches for all postings; those of excluded designs use it up, too.
public struct FeatureScope: Hashable, Sendable {
  /// How many designs there are; what few of them have counts more.
  public let designCount: Int
  /// The highest number that gets votes.
  public let lastDesign: Int
  /// Lower numbers that get none.
  public let excluded: Set<Int>

  /// Creates a scope.
  ///
  /// - Parameters:
  ///   - designCount: How many designs of the index get votes.
  ///   - lastDesign: The highest number that does.
  ///   - excluded: Lower numbers that do not.
  public init(designCount: Int, lastDesign: Int = .max, excluded: Set<Int> = []) {
    self.designCount = designCount
    self.lastDesign = lastDesign
    self.excluded = excluded
  }
}
