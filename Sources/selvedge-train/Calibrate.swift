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
      Queries of designs (and strangers) whose names hash to an even number are fitted to, the others are reported.
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
  @Option(help: "Where to write the calibration.")
  var output = "Sources/CFeatureModel/calibration.json"

  mutating func run() throws {
    var expected: [String: String] = [:]
    for line in try String(contentsOfFile: truth, encoding: .utf8).split(separator: "\n") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard fields.count >= 4 else {
        throw ValidationError("\(truth): a line has \(fields.count) fields, not 4: \(line)")
      }
      expected[fields[0]] = fields[3]
    }
    let excluded = Set(same)
    var pairs: [CalibrationPair] = []
    for line in try String(contentsOfFile: answers, encoding: .utf8).split(separator: "\n") {
      let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
      let query = Self.lastPart(answer.query.file)
      // A set made by other tools may name its strangers' files apart from the truth.
      guard let design = expected[query] ?? expected["stranger__\(query)"] else {
        throw ValidationError(
          "\(truth) says nothing of the query \(query); give the truth of the same set")
      }
      let stem = String(query.split(separator: "__").first ?? "")
      for match in answer.matches ?? [] {
        let file = Self.lastPart(match.file)
        guard let observation = match.observation, !excluded.contains("\(stem):\(file)") else {
          continue
        }
        pairs.append(
          CalibrationPair(
            query: query, isStranger: design == "-", isCopy: file == design,
            isFitted: Self.checksum(design == "-" ? query : design) % 2 == 0,
            terms: observation.terms))
      }
    }
    guard pairs.contains(where: { $0.isCopy && $0.isFitted }),
      pairs.contains(where: { !$0.isCopy && $0.isFitted })
    else {
      throw ValidationError("the answers hold no copies or no strangers; check that \(truth) fits")
    }
    let fit = LogisticFit(pairs.filter(\.isFitted), designs: designs)
    let date = ISO8601DateFormatter().string(from: Date()).prefix(10)
    let calibration = Calibration(
      provenance: "\(data); \(fit.summary), \(date)", offset: fit.offset, weights: fit.weights,
      threshold: threshold, commonLimit: commonLimit)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    try (encoder.encode(calibration) + Data("\n".utf8)).write(to: URL(fileURLWithPath: output))
    print(
      CalibrationReport(calibration, pairs: pairs.filter { !$0.isFitted }, designs: designs).text)
    print("wrote \(output)")
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

    var observation: MatchObservation? {
      measurements.map {
        MatchObservation(
          significance: $0.significance, distinctSignificance: $0.distinctSignificance,
          agreement: agreement ?? 0, supportedAgreement: $0.supportedAgreement,
          supportedSquares: $0.supportedSquares, comparedSquares: $0.comparedSquares,
          agreeingSquares: $0.agreeingSquares, pdqDistance: $0.pdqDistance ?? 256,
          edgeDistance: $0.edgeDistance ?? 256, torusSignificance: $0.torusSignificance)
      }
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
  }
  var query: Query
  var matches: [Match]?
}
