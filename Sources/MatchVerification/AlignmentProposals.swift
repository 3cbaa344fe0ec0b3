// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What single matches propose of how a query lies on a design: the first and quick step of an alignment.
///
/// A match of two oriented, sized features lays the query on the design by a similarity; its support says how many other matches agree.
public struct AlignmentProposals: Sendable {
  let tentative: [TentativeMatch]
  let planes: TentativePlanes
  /// The matches whose similarities enough others agree with, by falling support.
  let ranked: [(support: Float, seed: Int)]

  /// The support of the best similarity: the sum of -log10 of the rarities of the matches that agree, each at most 5; 0
  /// when too few do.
  public var support: Float { ranked.first?.support ?? 0 }
}
