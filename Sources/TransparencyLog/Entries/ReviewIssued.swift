// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A review was kept, with what it was compared with.
///
/// In the log it is of type `reviewIssued`, version 1; see ``LogEntry`` for the bytes.
public struct ReviewIssued: EntryPayload {
  static let type = "reviewIssued"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The review's id.
  public let review: String
  /// The SHA-256 of the report.
  public let report: Digest256
  /// The version of the engine that compared.
  public let engine: String
  /// The size of the log when the review was made.
  public let treeSize: Int
  /// The root of the log at that size.
  public let root: Digest256

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - review: The review's id.
  ///   - report: The SHA-256 of the report.
  ///   - engine: The version of the engine that compared.
  ///   - treeSize: The size of the log when the review was made.
  ///   - root: The root of the log at that size.
  public init(
    at: LogTime, review: String, report: Digest256, engine: String, treeSize: Int, root: Digest256
  ) {
    self.at = at
    self.review = review
    self.report = report
    self.engine = engine
    self.treeSize = treeSize
    self.root = root
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    review = try members.string("review")
    report = try members.digest("report")
    engine = try members.string("engine")
    treeSize = try members.number("treeSize")
    root = try members.digest("root")
  }

  var members: [String: CanonicalObject.Value] {
    [
      "review": .string(review),
      "report": .digest(report),
      "engine": .string(engine),
      "treeSize": .number(treeSize),
      "root": .digest(root),
    ]
  }
}
