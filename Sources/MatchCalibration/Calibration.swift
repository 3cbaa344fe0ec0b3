// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

/// Turns what was measured on a pair into a likelihood ratio and a decision.
///
/// The ratio compares how often such measurements occur on copies with how often on pairs of unrelated pictures, both as
/// seen in the population that the numbers were fitted to (logistic regression, as is usual in forensic
/// comparison). It says nothing of how likely a copy was to begin with.
///
/// > Source: G. S. Morrison, Tutorial on logistic-regression calibration and fusion, Australian Journal of Forensic
/// > Sciences 45 (2013).
public struct Calibration: Sendable, Codable, Hashable {
  /// What the numbers were fitted to: data, attacks, seed, counts and date, in a sentence.
  public var provenance: String
  /// Added to the weighted terms; base-10 logarithm.
  public var offset: Double
  /// Weights of ``MatchObservation/terms``.
  public var weights: [Double]
  /// The same for what a closer look measured; see ``log10LikelihoodRatio(ofCloser:first:)``.
  public var closer: Weighting
  /// Matches with at least this base-10 logarithm of the likelihood ratio are flagged.
  public var threshold: Double
  /// No match on a common pattern is given a larger base-10 logarithm of the likelihood ratio.
  public var commonLimit: Double

  /// Creates a calibration.
  ///
  /// - Parameters:
  ///   - provenance: What the numbers were fitted to.
  ///   - offset: Added to the weighted terms.
  ///   - weights: One for each term.
  ///   - closer: Offset and weights of a closer look.
  ///   - threshold: Least log10 likelihood ratio that is flagged.
  ///   - commonLimit: Largest log10 likelihood ratio of a common pattern.
  public init(
    provenance: String, offset: Double, weights: [Double], closer: Weighting, threshold: Double,
    commonLimit: Double
  ) {
    self.provenance = provenance
    self.offset = offset
    self.weights = weights
    self.closer = closer
    self.threshold = threshold
    self.commonLimit = commonLimit
  }

  /// Terms weighed and added up.
  public struct Weighting: Sendable, Codable, Hashable {
    /// Added to the weighted terms; base-10 logarithm.
    public var offset: Double
    /// One weight for each term.
    public var weights: [Double]

    /// Creates a weighting.
    ///
    /// - Parameters:
    ///   - offset: Added to the weighted terms.
    ///   - weights: One for each term.
    public init(offset: Double, weights: [Double]) {
      self.offset = offset
      self.weights = weights
    }

    /// The weighted sum.
    func sum(_ terms: [Double]) -> Double {
      precondition(
        weights.count == terms.count, "\(weights.count) weights for \(terms.count) terms")
      return zip(weights, terms).reduce(offset) { $0 + $1.0 * $1.1 }
    }
  }

  /// The calibration that this program ships with.
  public static let shipped = decoded(shippedDocument)

  /// The calibration before closer looks measured colours: that of reviews of methods 1 to 3.
  ///
  /// First looks are those of ``shipped``; its threshold is 4.2, not 4.1.
  public static let withoutColours = decoded(documentWithoutColours)

  private static func decoded(_ document: [UInt8]) -> Calibration {
    do {
      return try JSONDecoder().decode(Calibration.self, from: Data(document))
    } catch {
      preconditionFailure("a compiled-in calibration is none: \(error)")
    }
  }

  /// The base-10 logarithm of the likelihood ratio.
  ///
  /// - Parameter observation: What was measured.
  /// - Returns: Positive when copies give such measurements more often than unrelated pictures do; cut to -6...20.
  public func log10LikelihoodRatio(of observation: MatchObservation) -> Double {
    let sum = Weighting(offset: offset, weights: weights).sum(observation.terms)
    return min(observation.isCommon ? commonLimit : 20, max(-6, sum))
  }

  /// The base-10 logarithm of the likelihood ratio after a closer look at the area that matches.
  ///
  /// - Parameters:
  ///   - closer: What was measured of the area alone.
  ///   - first: What was measured of the whole.
  /// - Returns: As ``log10LikelihoodRatio(of:)``; capped when both looks show a common pattern.
  public func log10LikelihoodRatio(
    ofCloser closer: MatchObservation, first: MatchObservation
  ) -> Double {
    let before = log10LikelihoodRatio(of: first)
    // A calibration from before the last terms were measured has no weights for them.
    let terms = closer.closerTerms(after: before).prefix(self.closer.weights.count)
    let sum = self.closer.sum(Array(terms))
    return min(closer.isCommon && first.isCommon ? commonLimit : 20, max(-6, sum))
  }

  /// How many of `count` unrelated designs would reach a likelihood ratio by chance, at most.
  ///
  /// Under chance a likelihood ratio of x or more occurs with a probability of at most 1/x, so this is a bound, not an estimate.
  ///
  /// - Parameters:
  ///   - log10LikelihoodRatio: Base-10 logarithm of the ratio.
  ///   - count: How many designs were compared.
  /// - Returns: The expected number, 0...`count`, to three digits or a whole number; the same on every machine.
  public static func expectedChanceMatches(log10LikelihoodRatio: Double, among count: Int) -> Double
  {
    guard log10LikelihoodRatio > 0, count > 0 else { return Double(max(0, count)) }
    let expected = Double(count) / powerOfTen(log10LikelihoodRatio)
    // A power of ten up to 10^22 is a number of its own, so that each of these steps is rounded once.
    var unit = 1.0
    while expected * unit < 100 { unit *= 10 }
    return expected < 1_000 ? (expected * unit).rounded() / unit : expected.rounded()
  }

  /// The same by the C library's power, which depends on the processor in the last digits: reviews of methods 1 to 10.
  ///
  /// - Parameters:
  ///   - log10LikelihoodRatio: Base-10 logarithm of the ratio.
  ///   - count: How many designs were compared.
  /// - Returns: The expected number, 0...`count`.
  public static func expectedChanceMatchesByLibrary(
    log10LikelihoodRatio: Double, among count: Int
  ) -> Double {
    Double(count) * min(1, pow(10, -log10LikelihoodRatio))
  }

  /// 10^x for x of 0...20, by arithmetic that is the same everywhere: relative error below 1e-13.
  static func powerOfTen(_ x: Double) -> Double {
    precondition(0...20 ~= x, "a power is 0...20, not \(x)")
    let whole = x.rounded(.down)
    // e^y by its series, y at most ln 10 / 16, and the result squared four times.
    let y = (x - whole) * 2.302_585_092_994_045_7 / 16
    var term = 1.0
    var sum = 1.0
    for n in 1...10 {
      term *= y / Double(n)
      sum += term
    }
    for _ in 0..<4 { sum *= sum }
    for _ in 0..<Int(whole) { sum *= 10 }
    return sum
  }

  /// A score of 0...100 that orders matches of all queries as the likelihood ratio does.
  ///
  /// - Parameter log10LikelihoodRatio: Base-10 logarithm of the ratio, -6...20.
  /// - Returns: The score; 0 at -6, 100 at 20.
  public static func score(log10LikelihoodRatio: Double) -> Double {
    (log10LikelihoodRatio + 6) / 26 * 100
  }
}
