// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import AccuracyStatistics
internal import CopyAttacks
internal import CopyrightReview
internal import MatchReporting

/// What an evaluation found.
public struct EvaluationReport: Hashable, Sendable, Codable {
  /// A wrong design that was flagged; each deserves a look at the pictures.
  public struct Accusation: Hashable, Sendable, Codable {
    /// The query.
    public let query: String
    /// The design that was flagged, by its file name.
    public let design: String
    /// The strength of the match.
    public let score: Double
    /// Base-10 logarithm of the match's likelihood ratio.
    public let log10LikelihoodRatio: Double
    /// Whether the query is a stranger; else it is a copy of another design.
    public let isStranger: Bool
  }

  /// One point of the Tippett plot.
  public struct TippettPoint: Hashable, Sendable, Codable {
    /// Base-10 logarithm of the likelihood ratio.
    public let log10LikelihoodRatio: Double
    /// Copies above it.
    public let copies: Rate
    /// Strangers above it.
    public let strangers: Rate
  }

  /// Version of this schema; 1 is the first.
  public var schema = 1
  /// Data, day and machine.
  public let setting: EvaluationSetting
  /// The seed that copies were made with.
  public let seed: UInt64
  /// The engine's version.
  public let engine: String
  /// How many designs were copied.
  public let copiedDesigns: Int
  /// How many designs were registered, distractors included.
  public let registeredDesigns: Int
  /// How many answers a query were counted at most.
  public let answersPerQuery: Int
  /// The lowest score that the system flagged; with the next it brackets its threshold.
  public let lowestFlaggedScore: Double?
  /// The highest score that the system did not flag.
  public let highestUnflaggedScore: Double?
  /// Each attack.
  public let attacks: [AccuracyRow]
  /// Each family of attacks.
  public let families: [AccuracyRow]
  /// Each kind of design; empty when designs lie in no subfolders.
  public let kinds: [AccuracyRow]
  /// All copies.
  public let copies: AccuracyRow
  /// Each kind of stranger; empty when strangers lie in no subfolders.
  public let strangerKinds: [StrangerRow]
  /// All strangers.
  public let strangers: StrangerRow
  /// Micro average precision over all answers to all queries.
  public let microAveragePrecision: Double
  /// Recall at the lowest threshold that accepts no wrong answer.
  public let recallBeforeFirstFalsePositive: Double
  /// The best recall with at least 99 % precision.
  public let recallAtPrecision99: Double
  /// The best recall with at least 90 % precision.
  public let recallAtPrecision90: Double
  /// The cost of the likelihood ratios in bits; `nil` without copies or strangers.
  public let likelihoodRatioCost: Double?
  /// Copies for whose own design there was no ratio; they count as log10 ratio 0.
  public let copiesWithoutRatio: Int
  /// Strangers without any answer; they count as log10 ratio 0.
  public let strangersWithoutRatio: Int
  /// The Tippett plot, at the limits that a table shows.
  public let tippett: [TippettPoint]
  /// The Tippett plot as a curve, a point each ``curveStep`` from below the lowest ratio to above the highest.
  public let tippettCurve: [TippettPoint]
  /// The threshold that the program ships with, as base-10 logarithm of a likelihood ratio.
  public let threshold: Double
  /// Wrong designs that were flagged, strongest first.
  public let accusations: [Accusation]
  /// The median time of a review, in milliseconds of wall clock, with all jobs at work.
  public var medianMilliseconds: Double
  /// The time that 95 % of reviews stay within.
  public var milliseconds95: Double
}

extension EvaluationReport {
  /// Where the Tippett plot is read, as base-10 logarithms.
  static let tippettLimits = [-2.0, 0, 1, 2, 3, 4, 6, 8]
  /// How fine the curve of the Tippett plot is.
  public static let curveStep = 0.25

  /// Reads the Tippett plot at some limits.
  private static func points(
    _ trials: LikelihoodRatioTrials, at limits: [Double]
  ) -> [TippettPoint] {
    limits.map { limit in
      let above = trials.above(limit)
      return TippettPoint(
        log10LikelihoodRatio: limit, copies: Rate(above.copies), strangers: Rate(above.strangers))
    }
  }

  /// Where the curve is read: from the step below the lowest ratio to the first that no ratio exceeds.
  private static func curveLimits(_ trials: LikelihoodRatioTrials) -> [Double] {
    let ratios = trials.copies + trials.strangers
    guard let least = ratios.min(), let most = ratios.max() else { return [] }
    let first = Int((least / curveStep).rounded(.up)) - 1
    let last = max(first, Int((most / curveStep).rounded(.up)))
    return (first...last).map { Double($0) * curveStep }
  }

  /// Counts.
  ///
  /// - Parameters:
  ///   - outcomes: All queries and their answers.
  ///   - plan: What was evaluated.
  ///   - setting: Data, day and machine.
  ///   - registered: How many designs were registered.
  ///   - copied: How many designs were copied.
  ///   - files: The file name of each design, by its id.
  init(
    _ outcomes: [QueryOutcome], plan: EvaluationPlan, setting: EvaluationSetting, registered: Int,
    copied: Int, files: [String: String]
  ) {
    let copies = outcomes.filter { $0.origin != nil }
    let strangers = outcomes.filter { $0.origin == nil }
    let curve = PrecisionRecallCurve(
      answers: outcomes.flatMap { outcome in
        outcome.answers.map {
          ScoredAnswer(score: $0.score, isRight: $0.design == outcome.origin?.design)
        }
      }, copyCount: copies.count)
    let trials = LikelihoodRatioTrials(
      copies: copies.map(\.log10LikelihoodRatio), strangers: strangers.map(\.log10LikelihoodRatio))
    let answers = outcomes.flatMap(\.answers)
    let times = outcomes.map(\.elapsedMilliseconds).sorted()
    func time(_ share: Double) -> Double {
      times.isEmpty ? 0 : times[min(times.count - 1, Int(Double(times.count) * share))]
    }
    self.setting = setting
    seed = plan.seed
    engine = ReviewDesk.engine
    copiedDesigns = copied
    registeredDesigns = registered
    answersPerQuery = EvaluationPlan.answersPerQuery
    lowestFlaggedScore = answers.filter(\.flagged).map(\.score).min()
    highestUnflaggedScore = answers.filter { !$0.flagged }.map(\.score).max()
    attacks = plan.attacks.compactMap { attack in
      let members = copies.filter { $0.origin?.attack.name == attack.name }
      return members.isEmpty
        ? nil : AccuracyRow(attack.name, family: attack.family.rawValue, members)
    }
    families = CopyAttackFamily.allCases.compactMap { family in
      let members = copies.filter { $0.origin?.attack.family == family }
      return members.isEmpty ? nil : AccuracyRow(family.rawValue, members)
    }
    kinds = Self.byKind(copies).map { AccuracyRow($0, $1) }
    self.copies = AccuracyRow("all", copies)
    strangerKinds = Self.byKind(strangers).map { StrangerRow($0, $1) }
    self.strangers = StrangerRow("all", strangers)
    microAveragePrecision = curve.microAveragePrecision
    recallBeforeFirstFalsePositive = curve.recallBeforeFirstFalsePositive
    recallAtPrecision99 = curve.recall(atPrecision: 0.99)
    recallAtPrecision90 = curve.recall(atPrecision: 0.9)
    likelihoodRatioCost = trials.cost
    copiesWithoutRatio = copies.count { copy in
      !copy.answers.contains { $0.design == copy.origin?.design }
    }
    strangersWithoutRatio = strangers.count(where: \.answers.isEmpty)
    tippett = Self.points(trials, at: Self.tippettLimits)
    tippettCurve = Self.points(trials, at: Self.curveLimits(trials))
    threshold = ReviewDesk.threshold
    accusations = outcomes.flatMap { outcome in
      outcome.accusations.map { match in
        Accusation(
          query: outcome.name, design: files[match.design] ?? match.file, score: match.score,
          log10LikelihoodRatio: match.log10LikelihoodRatio, isStranger: outcome.origin == nil)
      }
    }.sorted { ($1.score, $0.query, $0.design) < ($0.score, $1.query, $1.design) }
    medianMilliseconds = time(0.5)
    milliseconds95 = time(0.95)
  }

  /// Queries by kind, in alphabetical order; nothing when no query has one.
  private static func byKind(_ outcomes: [QueryOutcome]) -> [(String, [QueryOutcome])] {
    guard outcomes.contains(where: { $0.kind != nil }) else { return [] }
    return Dictionary(grouping: outcomes) { $0.kind ?? "(none)" }.sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}
