// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a person found on a review: recorded beside the report, never in its place.
public struct ReviewFinding: Codable, Hashable, Sendable {
  /// What the person makes of what the report says.
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    /// It is right.
    case accepted
    /// It is not right.
    case rejected
    /// A remark that leaves this open.
    case remark
  }

  /// The finding's number in the registry; `nil` before it is recorded.
  public var number: Int?
  /// The id of the review.
  public var review: String
  /// The design of the match that was judged; `nil` when it was the report as a whole.
  public var design: String?
  /// What the person makes of it.
  public var outcome: Outcome
  /// Who.
  public var by: String
  /// In their own words, if they said more.
  public var note: String?
  /// When it was recorded: ISO 8601 in UTC.
  public var at: String

  /// Creates a finding.
  ///
  /// - Parameters:
  ///   - number: Its number in the registry, when it has one.
  ///   - review: The id of the review.
  ///   - design: The design of the match that was judged, if it was one.
  ///   - outcome: What the person makes of it.
  ///   - by: Who.
  ///   - note: In their own words.
  ///   - at: When it was recorded.
  public init(
    number: Int? = nil, review: String, design: String?, outcome: Outcome, by: String,
    note: String?, at: String
  ) {
    self.number = number
    self.review = review
    self.design = design
    self.outcome = outcome
    self.by = by
    self.note = note
    self.at = at
  }

  /// Who made a finding, as they say themselves and whose key they used: what ``by`` then holds.
  ///
  /// - Parameters:
  ///   - person: As they say themselves.
  ///   - key: The name of their key.
  /// - Returns: `Chen (key of Court 3)`.
  public static func name(_ person: String, keyOf key: String) -> String {
    "\(person) (key of \(key))"
  }

  /// The two of which ``name(_:keyOf:)`` made ``by``; `nil` when it has not that form.
  public var personAndKey: (person: String, key: String)? {
    guard by.hasSuffix(")"), let mark = by.ranges(of: " (key of ").last else { return nil }
    return (String(by[..<mark.lowerBound]), String(by[mark.upperBound...].dropLast()))
  }

  /// Whether another finding says the same: the same person the same of the same.
  ///
  /// - Parameter other: The other finding.
  /// - Returns: Whether they differ in number and time alone.
  public func saysTheSame(as other: ReviewFinding) -> Bool {
    (review, design, outcome, by, note)
      == (other.review, other.design, other.outcome, other.by, other.note)
  }

  /// The finding in one line: `accepted by Judge Chen at 2026-03-05T09:00:00.000Z, of design 4f1c…: "same drawing"`.
  public var line: String {
    "\(outcome.rawValue) by \(by) at \(at)" + (design.map { ", of design \($0)" } ?? "")
      + (note.map { ": \"\($0)\"" } ?? "")
  }
}
