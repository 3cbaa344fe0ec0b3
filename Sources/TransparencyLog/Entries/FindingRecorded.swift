// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A person recorded their own finding on a review.
///
/// In the log it is of type `findingRecorded`, version 1; see ``LogEntry`` for the bytes.
public struct FindingRecorded: EntryPayload {
  static let type = "findingRecorded"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The review's id.
  public let review: String
  /// The SHA-256 of the report that was judged.
  public let report: Digest256
  /// The SHA-256 of the finding document: what, who and when.
  public let finding: Digest256

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - review: The review's id.
  ///   - report: The SHA-256 of the report that was judged.
  ///   - finding: The SHA-256 of the finding document: what, who and when.
  public init(
    at: LogTime, review: String, report: Digest256, finding: Digest256
  ) {
    self.at = at
    self.review = review
    self.report = report
    self.finding = finding
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    review = try members.string("review")
    report = try members.digest("report")
    finding = try members.digest("finding")
  }

  var members: [String: CanonicalObject.Value] {
    [
      "review": .string(review),
      "report": .digest(report),
      "finding": .digest(finding),
    ]
  }
}
