// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension MatchSummary {
  /// Whether a match is flagged mostly for details that come again and again, with a ratio that the data still support.
  ///
  /// Less than a third of the significance is then left once details that look alike count as one. Among unrelated
  /// pictures that is what false matches are like: of 33 that 8,388 lookups flagged (4,338 of strangers, registered designs
  /// among them, and 4,050 of copies) 25 rest on repetition, kawung and star batiks and checks, of 3,744 flagged copies 95,
  /// and of 72 flagged pairs of other pictures that do share something none. The third was chosen with these in view; two
  /// fifths add two false matches and 24 copies.
  public var restsOnRepetition: Bool {
    guard flagged, log10LikelihoodRatio <= Self.supportedLog10,
      let measured = partMeasurements ?? bentMeasurements ?? closerMeasurements ?? measurements
    else { return false }
    return measured.significance >= 25 && 3 * measured.distinctSignificance < measured.significance
  }
}
