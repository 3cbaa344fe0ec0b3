// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ArgumentParser
private import Foundation
private import MatchCalibration

/// Fits the calibration to reviews whose right answers are known.
struct Calibrate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calibrate",
    abstract: "Fits likelihood ratios to reviews whose right answers are known.",
    discussion: """
      ANSWERS holds what `selvedge review --format ndjson --limit 6` printed, one review a line. TRUTH holds a line for
      each query: file name, attack, family and the design's file name, or - for a stranger, separated by tabs.
      Queries of designs (and strangers) whose names hash to an even number are fitted to, the others are reported; what is
      before two underscores in a query's name tells of which picture it was made.
      The weights of closer looks are then fitted once more, to all of them, since few pairs leave doubt.
      """)

  @Argument(help: "Reviews, one JSON object a line.") var answers: String
  @Argument(help: "The right answers, tab-separated.") var truth: String
  @Option(help: "How many designs the registry held.") var designs: Int
  @Option(help: "What the data are: designs, attacks, seed.") var data: String
  @Option(help: "Largest log10 likelihood ratio of a common pattern.") var commonLimit = 6.0
  @Option(help: "Least log10 likelihood ratio to flag.") var threshold = 4.0
  @Option(
    help: "Pairs QUERY-STEM:DESIGN of different files with the same drawing, left out of the fit.")
  var same: [String] = []
  @Option(help: "A calibration whose first look is kept, so that only closer looks are fitted.")
  var keepingFirst: String?
  @Option(help: "Where to write the calibration.")
  var output = "Sources/CFeatureModel/calibration.json"

  /// What was asked, and what first and closer looks measured.
  private struct Examples {
    var queries: [CalibrationQuery] = []
    var pairs: [CalibrationPair] = []
    var looks: [(pair: CalibrationPair, first: MatchObservation, closer: MatchObservation)] = []
  }

  private func examples() throws -> Examples {
    var expected: [String: String] = [:]
    for line in try String(contentsOfFile: truth, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 4 else {
        throw ValidationError("\(truth): a line has \(fields.count) fields, not 4: \(line)")
      }
      expected[fields[0]] = fields[3]
    }
    let excluded = Set(same)
    var examples = Examples()
    for line in try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n") {
      let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
      let query = Self.lastPart(answer.query.file)
      guard let design = expected[query] ?? Self.stranger(answer.query.file, in: expected) else {
        throw ValidationError(
          "\(truth) says nothing of the query \(query); give the truth of the same set")
      }
      let stem = String(query.split(separator: "__").first ?? "")
      let asked = CalibrationQuery(
        name: answer.query.file, isStranger: design == "-",
        isFitted: Self.checksum(design == "-" ? stem : design) % 2 == 0)
      examples.queries.append(asked)
      for match in answer.matches ?? [] {
        let file = Self.lastPart(match.file)
        guard let observation = match.observation, !excluded.contains("\(stem):\(file)") else {
          continue
        }
        let pair = CalibrationPair(
          query: asked.name, file: match.file,
          // A design of a subfolder is named with it in the truth.
          isCopy: match.file == design || match.file.hasSuffix("/" + design),
          isFitted: asked.isFitted, isCommon: observation.isCommon, terms: observation.terms)
        examples.pairs.append(pair)
        guard let closer = match.closerObservation else { continue }
        examples.looks.append((pair, observation, closer))
      }
    }
    guard examples.pairs.contains(where: { $0.isCopy && $0.isFitted }),
      examples.pairs.contains(where: { !$0.isCopy && $0.isFitted })
    else {
      throw ValidationError("the answers hold no copies or no strangers; check that \(truth) fits")
    }
    return examples
  }

  mutating func run() throws {
    let examples = try examples()
    let pairs = examples.pairs
    let fittedCount = examples.queries.count(where: \.isFitted)
    let fit = LogisticFit(pairs.filter(\.isFitted), designs: designs, queries: fittedCount)
    let date = ISO8601DateFormatter().string(from: Date()).prefix(10)
    var calibration = Calibration(
      provenance: "", offset: fit.offset, weights: fit.weights,
      closer: Calibration.Weighting(
        offset: 0, weights: [Double](repeating: 0, count: MatchObservation.closerTermNames.count)),
      threshold: threshold, commonLimit: commonLimit)
    var firstSummary = fit.summary
    if let keepingFirst {
      let kept = try JSONDecoder().decode(
        Calibration.self, from: Data(contentsOf: URL(fileURLWithPath: keepingFirst)))
      (calibration.offset, calibration.weights) = (kept.offset, kept.weights)
      let first = kept.provenance.components(separatedBy: "; closer looks: ")[0]
      firstSummary = first.hasPrefix("first looks: ") ? first : "first looks: \(first)"
    }
    let closer = examples.looks.map { pair, first, closer in
      var pair = pair
      pair.terms = closer.closerTerms(after: calibration.log10LikelihoodRatio(of: first))
      pair.isCommon = pair.isCommon && closer.isCommon
      return pair
    }
    let halved = LogisticFit(closer.filter(\.isFitted), designs: designs, queries: fittedCount)
    let whole = LogisticFit(closer, designs: designs, queries: examples.queries.count)
    calibration.provenance = "\(firstSummary); closer looks: \(data), \(whole.summary), \(date)"
    calibration.closer = halved.weighting
    let report = CalibrationReport(
      calibration, queries: examples.queries.filter { !$0.isFitted },
      pairs: pairs.filter { !$0.isFitted }, closer: closer.filter { !$0.isFitted },
      designs: designs)
    calibration.closer = whole.weighting
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(calibration) + Data("\n".utf8)).write(to: URL(fileURLWithPath: output))
    print(report.text)
    print("wrote \(output)")
  }

  /// What the truth says of a stranger, whose file other tools name apart from the truth: by its path below the folder of
  /// strangers, with slashes escaped; sets that were kept before have hyphens.
  private static func stranger(_ path: String, in expected: [String: String]) -> String? {
    let parts = path.split(separator: "/")
    return parts.indices.lazy.compactMap {
      let path = parts[$0...].joined(separator: "/")
      let escaped = path.replacing("%", with: "%25").replacing("/", with: "%2F")
      return expected["stranger__" + escaped]
        ?? expected["stranger__" + path.replacing("/", with: "-")]
    }.first
  }

  private static func lastPart(_ path: String) -> String {
    String(path.split(separator: "/").last ?? "")
  }

  /// FNV-1a, so that the split does not depend on the program's run.
  private static func checksum(_ text: String) -> UInt32 {
    text.utf8.reduce(2_166_136_261) { ($0 ^ UInt32($1)) &* 16_777_619 } >> 7
  }
}

/// The part of a review that calibration reads.
private struct Answer: Decodable {
  struct Query: Decodable { var file: String }
  struct Match: Decodable {
    var file: String
    var agreement: Double?
    var measurements: Measurements?

    var closerMeasurements: Measurements?

    var closerObservation: MatchObservation? {
      closerMeasurements.map { $0.observation(agreement: $0.agreement ?? 0) }
    }

    var observation: MatchObservation? {
      measurements.map { $0.observation(agreement: $0.agreement ?? agreement ?? 0) }
    }
  }
  struct Measurements: Decodable {
    var significance: Double
    var distinctSignificance: Double
    var supportedAgreement: Double
    var supportedSquares: Int
    var comparedSquares: Int
    var agreeingSquares: Int
    var pdqDistance: Int?
    var edgeDistance: Int?
    var torusSignificance: Double
    var agreement: Double?
    var blockPairs: Int?
    var blockSignificance: Double?
    var blockShare: Double?
    var blockCorrelation: Double?
    var colourBits: Double?
    var colourChanceBits: Double?
    var colourInformation: Double?

    func observation(agreement: Double) -> MatchObservation {
      MatchObservation(
        significance: significance, distinctSignificance: distinctSignificance,
        agreement: agreement, supportedAgreement: supportedAgreement,
        supportedSquares: supportedSquares, comparedSquares: comparedSquares,
        agreeingSquares: agreeingSquares, pdqDistance: pdqDistance ?? 256,
        edgeDistance: edgeDistance ?? 256, torusSignificance: torusSignificance,
        blocks: blockSignificance.map {
          BlockObservation(
            pairCount: blockPairs ?? 0, significance: $0, agreeingShare: blockShare ?? 0,
            correlation: blockCorrelation ?? 0)
        },
        colours: colourBits.map {
          ColourObservation(
            bits: $0, chanceBits: colourChanceBits ?? 0, share: colourInformation ?? 0)
        })
    }
  }
  var query: Query
  var matches: [Match]?
}
