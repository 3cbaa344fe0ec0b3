// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the engine measured on a match: the numbers behind its strength, for whoever wants to check it.
public struct MatchMeasurements: Codable, Hashable, Sendable {
  /// -log10 of the number of false alarms of the alignment, over all matched features.
  public var significance: Double
  /// The same over features that differ from each other.
  public var distinctSignificance: Double
  /// Mean correlation of the edges over the compared squares, -1...1.
  public var agreement: Double?
  /// Mean correlation of the edges over the squares that hold a matched feature, -1...1.
  public var supportedAgreement: Double
  /// How many squares those are.
  public var supportedSquares: Int
  /// Squares of the design, a sixteenth of its long side each, that have edges in both pictures.
  public var comparedSquares: Int
  /// Squares of those that show the same edges.
  public var agreeingSquares: Int
  /// Bits in which the PDQ hashes differ, best of eight orientations; absent when either picture is too plain.
  public var pdqDistance: Int?
  /// The same of the colour-edge hashes.
  public var edgeDistance: Int?
  /// How many standard deviations the repeats' codes are nearer than chance.
  public var torusSignificance: Double
  /// How many pairs of neighbouring squares were looked for; closer looks only.
  public var blockPairs: Int?
  /// -log10 of the chance that as many neighbouring squares are found moved by the same step; closer looks only.
  public var blockSignificance: Double?
  /// Share of the neighbouring squares that are, 0...1.
  public var blockShare: Double?
  /// Mean correlation of those squares, -1...1.
  public var blockCorrelation: Double?
  /// Mutual information of the colours where the pictures lie on each other, bits, 0...4; closer looks only.
  public var colourBits: Double?
  /// What is left of it, in the mean, where one picture is moved far aside, bits.
  public var colourChanceBits: Double?
  /// The bits over the smaller of the two entropies, 0...1.
  public var colourInformation: Double?

  /// Creates the measurements of a match.
  ///
  /// - Parameters:
  ///   - significance: -log10 of false alarms, all features.
  ///   - distinctSignificance: -log10 of false alarms, distinct features.
  ///   - agreement: Mean correlation.
  ///   - supportedAgreement: Mean correlation where features match.
  ///   - supportedSquares: Squares that hold a matched feature.
  ///   - comparedSquares: Squares with edges in both pictures.
  ///   - agreeingSquares: Squares that show the same edges.
  ///   - pdqDistance: Bits.
  ///   - edgeDistance: Bits.
  ///   - torusSignificance: Standard deviations.
  ///   - blockPairs: Pairs of squares that were looked for.
  ///   - blockSignificance: -log10 of chance, block matching.
  ///   - blockShare: Share of squares moved like their neighbours.
  ///   - blockCorrelation: Mean correlation of those.
  ///   - colourBits: Mutual information of the colours, bits.
  ///   - colourChanceBits: The same by chance, bits.
  ///   - colourInformation: The bits over the smaller entropy.
  public init(
    significance: Double, distinctSignificance: Double, agreement: Double,
    supportedAgreement: Double,
    supportedSquares: Int, comparedSquares: Int, agreeingSquares: Int,
    pdqDistance: Int?, edgeDistance: Int?, torusSignificance: Double,
    blockPairs: Int? = nil, blockSignificance: Double? = nil, blockShare: Double? = nil,
    blockCorrelation: Double? = nil, colourBits: Double? = nil, colourChanceBits: Double? = nil,
    colourInformation: Double? = nil
  ) {
    self.significance = significance
    self.distinctSignificance = distinctSignificance
    self.agreement = agreement
    self.supportedAgreement = supportedAgreement
    self.supportedSquares = supportedSquares
    self.comparedSquares = comparedSquares
    self.agreeingSquares = agreeingSquares
    self.pdqDistance = pdqDistance
    self.edgeDistance = edgeDistance
    self.torusSignificance = torusSignificance
    self.blockPairs = blockPairs
    self.blockSignificance = blockSignificance
    self.blockShare = blockShare
    self.blockCorrelation = blockCorrelation
    self.colourBits = colourBits
    self.colourChanceBits = colourChanceBits
    self.colourInformation = colourInformation
  }
}
