// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The answer to "how close are these two pictures?"; no registry is involved.
public struct ComparisonReport: Codable, Hashable, Sendable {
  /// Which of two pictures.
  public enum Side: String, Codable, CaseIterable, Hashable, Sendable {
    /// The first one.
    case first
    /// The second one.
    case second
    /// Either.
    case both
  }

  /// Version of this schema; 1 is the first.
  public var schema: Int
  /// The first picture.
  public var first: QuerySummary
  /// The second picture.
  public var second: QuerySummary
  /// What was found.
  public var finding: Finding
  /// Why the pictures cannot be judged, and what to do; `nil` for every other finding.
  public var reason: String?
  /// The same in a word; `nil` for every other finding.
  public var reasonCode: PictureDoubt?
  /// Of which picture that is said; `nil` for every other finding.
  public var reasonOf: Side?
  /// The second picture as a match of the first: `design` is empty, `file` names the second picture.
  public var match: MatchSummary
  /// The engine's version.
  public var engine: String
  /// Wall-clock time the comparison took.
  public var elapsedMilliseconds: Double

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - schema: Version of the schema.
  ///   - first: The first picture.
  ///   - second: The second picture.
  ///   - finding: What was found.
  ///   - reason: Why the pictures cannot be judged.
  ///   - match: The second picture as a match of the first.
  ///   - engine: The engine's version.
  ///   - elapsedMilliseconds: Wall-clock time.
  public init(
    schema: Int = 1, first: QuerySummary, second: QuerySummary, finding: Finding,
    reason: String? = nil, match: MatchSummary, engine: String, elapsedMilliseconds: Double
  ) {
    self.schema = schema
    self.first = first
    self.second = second
    self.finding = finding
    self.reason = reason
    self.match = match
    self.engine = engine
    self.elapsedMilliseconds = elapsedMilliseconds
  }
}
