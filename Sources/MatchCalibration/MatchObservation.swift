// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What verification measured on one pair of pictures: everything that the strength of a match rests on.
public struct MatchObservation: Sendable, Hashable, Codable {
  /// -log10 of the number of false alarms of the alignment, over all matched features.
  public var significance: Double
  /// The same over features that differ from each other; low for what a repeat shows again and again.
  public var distinctSignificance: Double
  /// Mean correlation of the colour edges over the compared squares, -1...1; 0 when nothing was compared.
  public var agreement: Double
  /// The same over the squares that hold a matched feature, -1...1; 0 when there is none.
  public var supportedAgreement: Double
  /// How many squares those are.
  public var supportedSquares: Int
  /// Squares with edges in both pictures.
  public var comparedSquares: Int
  /// Squares of those that correlate by 0.5 or more.
  public var agreeingSquares: Int
  /// Least distance of the PDQ hashes over eight orientations, bits; 256 when one of the pictures is too plain.
  public var pdqDistance: Int
  /// Least distance of the colour-edge PDQ hashes, bits.
  public var edgeDistance: Int
  /// Significance of the torus codes' similarity, in standard deviations; 0 without a repeat in common.
  public var torusSignificance: Double
  /// What block matching found, where the pictures were laid on each other; nil where they were not.
  public var blocks: BlockObservation?
  /// What the colours say of one another, where the pictures were laid on each other; nil where they were not.
  public var colours: ColourObservation?

  /// Creates an observation.
  ///
  /// - Parameters:
  ///   - significance: -log10 of false alarms, all features.
  ///   - distinctSignificance: -log10 of false alarms, distinct features.
  ///   - agreement: Mean correlation, -1...1.
  ///   - supportedAgreement: Mean correlation where features match, -1...1.
  ///   - supportedSquares: Squares that hold a matched feature.
  ///   - comparedSquares: Squares with edges in both pictures.
  ///   - agreeingSquares: Squares that correlate.
  ///   - pdqDistance: Bits, 0...256.
  ///   - edgeDistance: Bits, 0...256.
  ///   - torusSignificance: Standard deviations.
  ///   - blocks: What block matching found.
  ///   - colours: What the colours say of one another.
  public init(
    significance: Double = 0, distinctSignificance: Double = 0, agreement: Double = 0,
    supportedAgreement: Double = 0, supportedSquares: Int = 0, comparedSquares: Int = 0,
    agreeingSquares: Int = 0, pdqDistance: Int = 256,
    edgeDistance: Int = 256, torusSignificance: Double = 0, blocks: BlockObservation? = nil,
    colours: ColourObservation? = nil
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
    self.blocks = blocks
    self.colours = colours
  }

  /// Whether the match rests on what a repeat shows again and again: checks, stripes, dots, plain lattices.
  ///
  /// Less than 12 % of the significance is left once matched features that look alike count as one, and there are 25
  /// decades of it or more.
  public var isCommon: Bool {
    significance >= 25 && distinctSignificance < 0.12 * significance
  }

  /// What the torus codes of strangers reach, in standard deviations; only more than this counts.
  public static let chanceTorusSignificance = 4.0

  /// The numbers that the calibration weighs, each 0 when there is nothing and about 1...3 when there is much.
  ///
  /// Significances are compressed, since ten times the evidence is not ten times as telling. Distinct significance
  /// beyond what look-alikes reach (`decisive`) counts once more, and so does the part that is not mere repetition
  /// (`unrepeated`): a lattice that meets another lattice has many matches, but few that differ from each other.
  public var terms: [Double] {
    let distinct = Self.compressed(distinctSignificance)
    let all = Self.compressed(significance)
    let decisive = max(0, distinct - 1.45) * 2
    let share = min(1, max(0, distinctSignificance) / max(1, significance))
    let unrepeated = distinct * share * share
    let agreement = comparedSquares >= 3 ? max(0, agreement) : 0
    let supported = supportedSquares >= 2 ? max(0, supportedAgreement) : agreement
    let extent = Self.compressed(Double(agreeingSquares))
    let whole = max(0, 96 - Double(pdqDistance)) / 96
    let edges = max(0, 96 - Double(edgeDistance)) / 96
    let torus = min(2, max(0, torusSignificance - Self.chanceTorusSignificance) / 4)
    let square = agreement * agreement
    return [
      distinct, decisive, square, distinct * square * agreement, all * square * agreement,
      extent * square, whole, edges, torus, edges * agreement, decisive * supported * supported,
      unrepeated, unrepeated * square,
    ]
  }

  /// The numbers that the calibration weighs after a closer look, of which this is the observation.
  ///
  /// Patterns that share no more than a lattice reach a distinct significance of about 110 where they are cut to
  /// the area in common, copies several times that; what lies beyond counts once more. Blocks that could be looked for
  /// and were not found speak against a copy: without them, other evidence counts for more. What the colours say of one
  /// another beyond chance counts by the share that it is of all they could say: drawings of the same kind of motif
  /// agree a little in place, but little of what the one shows can be told from the other.
  ///
  /// - Parameter first: Base-10 logarithm of the likelihood ratio that the first look gave.
  /// - Returns: A term for each of ``closerTermNames``; the last is 0 where colours were not measured.
  public func closerTerms(after first: Double) -> [Double] {
    let blocks = blocks ?? BlockObservation()
    let share = blocks.agreeingShare * max(0, blocks.correlation)
    let colours = colours ?? ColourObservation()
    return terms + [
      max(0, Self.compressed(distinctSignificance) - 1.75) * 2, max(0, first + 2) / 3,
      Self.compressed(blocks.significance), share * 2, blocks.pairCount < Self.leastPairs ? 1 : 0,
      max(0, colours.bits - colours.chanceBits) * colours.share,
    ]
  }

  /// With fewer pairs of squares than these, block matching can tell nothing.
  static let leastPairs = 4

  /// The names of the terms of a closer look, for tables.
  public static let closerTermNames =
    termNames + [
      "beyond a lattice", "first look", "blocks", "share of blocks × correlation",
      "no blocks to tell", "colour bits × share",
    ]

  /// The names of the terms, for tables.
  public static let termNames = [
    "distinct", "decisive", "agreement²", "distinct × agreement³", "all × agreement³",
    "extent × agreement²", "pdq", "edge pdq", "torus", "edge pdq × agreement",
    "decisive × supported agreement²", "unrepeated", "unrepeated × agreement²",
  ]

  /// Base-10 logarithm of 1 + x / 2, for x > 0; by halving, so that it is the same everywhere.
  static func compressed(_ x: Double) -> Double {
    guard x > 0 else { return 0 }
    var y = 1 + x / 2
    var exponent = 0.0
    while y >= 2 {
      y *= 0.5
      exponent += 1
    }
    let z = (y - 1) / (y + 1)
    let s = z * z
    let ln =
      2 * z * (1 + s * (1 / 3.0 + s * (1 / 5.0 + s * (1 / 7.0 + s * (1 / 9.0 + s * (1 / 11.0))))))
    return exponent * 0.301_029_995_663_981_2 + ln * 0.434_294_481_903_251_8
  }
}
