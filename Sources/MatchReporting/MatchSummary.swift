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
  /// What was done to the design to get the query: `mirrored`, `turned`, `recoloured`, `negative`, ….
  public var relations: [String]
  /// Share of the query that the match covers, at all places at which the design lies in it, 0...1.
  public var queryCoverage: Double
  /// Share of the design that the match covers at the strongest place, 0...1.
  public var designCoverage: Double
  /// Takes design pixels to query pixels: three rows of three, homogeneous, row-major.
  public var transform: [[Double]]
  /// The areas of the design that verifiably agree, one for each place, the strongest first: polygons in design pixels,
  /// each corner as `[x, y]`.
  public var designOutline: [[[Double]]]?
  /// The same areas in the query: polygons in query pixels.
  public var queryOutline: [[[Double]]]?
  /// The squares inside these outlines in which the query shows something else, as polygons in query pixels; `nil` when it
  /// does nowhere.
  public var queryGaps: [[[Double]]]?
  /// At which further places the design lies in the query; `nil` when it was found at one.
  public var furtherInstances: [MatchInstance]?
  /// By how much the design was turned to get the query, in degrees clockwise, after any mirroring.
  public var turnDegrees: Double?
  /// How many query pixels one design pixel became along a side.
  public var scale: Double?
  /// Which colours became which, the largest share first.
  public var colourTable: [ColourChange]?
  /// How far the query's colours follow from the design's, 0...1: mutual information over the smaller entropy.
  public var colourInformation: Double?
  /// The repeat, where it is laid another way.
  public var repeatChange: RepeatChange?
  /// How many local features the alignment rests on.
  public var matchedFeatures: Int?
  /// How well the drawings agree: the mean correlation of all squares that were compared, -1...1.
  public var agreement: Double?
  /// Whether the pattern is of a kind that many unrelated designs share, so that its strength is capped.
  public var isCommon: Bool?
  /// The numbers behind the strength, for whoever wants to check it.
  public var measurements: MatchMeasurements?
  /// The same of the area that matches alone, where the first measurements left doubt.
  public var closerMeasurements: MatchMeasurements?
  /// The same once the query was bent to lie on the design, where the ratio rests on that.
  public var bentMeasurements: MatchMeasurements?
  /// The same of that part of the area in which the two agree most, where the ratio rests on that; it is then the first of
  /// ``designOutline``.
  public var partMeasurements: MatchMeasurements?
  /// How far the query was bent, at most, where the ratio rests on that: a share of the long side of the area that matches,
  /// or of the part.
  public var bend: Double?

  /// The view that the match is with, by its file's SHA-256, when it is not the report's query.
  public var viewSHA256: String?
  /// Whether the match is with the picture proper inside the cut, of which `queryCoverage` is then a share; else `nil`.
  public var isWithinCut: Bool?
  /// Whether the match was found through a window of the picture, looked at as a picture of its own; else `nil`.
  ///
  /// ``measurements`` are then of the window. Places, outlines and coverages are of the picture all the same.
  public var isWithinWindow: Bool?
  /// Whether the match is with what is inside the cut of the second of two pictures; `nil` when it is not.
  ///
  /// `designCoverage` is then a share of that. Registered designs are compared as a whole.
  public var isWithinDesignCut: Bool?

  /// Where the part of the design lies that the ratio rests on; `nil` when it rests on no part.
  public var restingPart: PartExtent? {
    partMeasurements == nil ? nil : (designOutline?.first).flatMap(PartExtent.init)
  }

  enum CodingKeys: String, CodingKey {
    case design, file, score, flagged, log10LikelihoodRatio, expectedChanceMatches, relations
    case queryCoverage, designCoverage, transform, designOutline, queryOutline, queryGaps
    case furtherInstances, turnDegrees, scale
    case colourTable, colourInformation, repeatChange, matchedFeatures, agreement, isCommon,
      measurements, closerMeasurements, bentMeasurements, partMeasurements, bend
    case viewSHA256 = "viewSha256"
    case isWithinCut = "withinCut"
    case isWithinWindow = "withinWindow"
    case isWithinDesignCut = "withinDesignCut"
  }

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
  ///   - designOutline: The agreeing area of the design, as polygons.
  ///   - queryOutline: The agreeing area of the query, as polygons.
  ///   - turnDegrees: The turn, in degrees clockwise.
  ///   - scale: Query pixels for one design pixel.
  ///   - colourTable: Which colours became which.
  ///   - matchedFeatures: How many local features the alignment rests on.
  ///   - agreement: How well the drawings agree, -1...1.
  ///   - isCommon: Whether many unrelated designs share the pattern.
  public init(
    design: String, file: String, score: Double, flagged: Bool, log10LikelihoodRatio: Double,
    expectedChanceMatches: Double, relations: [String], queryCoverage: Double,
    designCoverage: Double, transform: [[Double]], designOutline: [[[Double]]]? = nil,
    queryOutline: [[[Double]]]? = nil, turnDegrees: Double? = nil, scale: Double? = nil,
    colourTable: [ColourChange]? = nil, matchedFeatures: Int? = nil, agreement: Double? = nil,
    isCommon: Bool? = nil
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
    self.designOutline = designOutline
    self.queryOutline = queryOutline
    self.turnDegrees = turnDegrees
    self.scale = scale
    self.colourTable = colourTable
    self.matchedFeatures = matchedFeatures
    self.agreement = agreement
    self.isCommon = isCommon
  }
}
