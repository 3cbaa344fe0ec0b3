// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One design that was found beside a query, with the evidence in numbers.
public struct MatchSummary: Codable, Hashable, Sendable {
  /// The design's id; empty when two pictures are compared without a registry.
  public var design: String
  /// The file name as it was registered.
  public var file: String
  /// Strength of the match, 0...100, comparable between queries.
  public var score: Double
  /// Whether the match passes the shipped threshold.
  public var flagged: Bool
  /// Base-10 logarithm of the likelihood ratio.
  public var log10LikelihoodRatio: Double
  /// How many matches of this strength chance alone would give among what was compared.
  public var expectedChanceMatches: Double
  /// What was done to the design to get the query: `mirrored`, `rotated90`, `recoloured`, ….
  public var relations: [String]
  /// Share of the query that the match covers, 0...1.
  public var queryCoverage: Double
  /// Share of the design that the match covers, 0...1.
  public var designCoverage: Double
  /// Takes design pixels to query pixels: three rows of three, homogeneous, row-major.
  public var transform: [[Double]]

  /// Creates a summary of one match.
  ///
  /// - Parameters:
  ///   - design: The design's id; empty in a comparison of two pictures.
  ///   - file: The file name as it was registered.
  ///   - score: Strength, 0...100.
  ///   - flagged: Whether it passes the shipped threshold.
  ///   - log10LikelihoodRatio: Base-10 logarithm of the likelihood ratio.
  ///   - expectedChanceMatches: Matches of this strength that chance would give.
  ///   - relations: What was done to the design to get the query.
  ///   - queryCoverage: Share of the query covered, 0...1.
  ///   - designCoverage: Share of the design covered, 0...1.
  ///   - transform: Design pixels to query pixels, 3 x 3.
  public init(
    design: String, file: String, score: Double, flagged: Bool, log10LikelihoodRatio: Double,
    expectedChanceMatches: Double, relations: [String], queryCoverage: Double,
    designCoverage: Double, transform: [[Double]]
  ) {
    self.design = design
    self.file = file
    self.score = score
    self.flagged = flagged
    self.log10LikelihoodRatio = log10LikelihoodRatio
    self.expectedChanceMatches = expectedChanceMatches
    self.relations = relations
    self.queryCoverage = queryCoverage
    self.designCoverage = designCoverage
    self.transform = transform
  }
}
