// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Provenance

extension Submission {
  /// The most Unicode scalars of each text that is said about a design, of all its holders together, and of a date's note.
  public static let textLengthLimit = 2000
  /// The most dates of a design.
  static let dateLimit = 100

  /// Refuses what cannot be true of any design, and what would swell every list and report that the design stands in.
  ///
  /// - Parameter now: The time: ISO 8601 in UTC.
  /// - Throws: ``SelvedgeError`` with `invalidRequest`.
  func requireSound(at now: String) throws(SelvedgeError) {
    try requireShort()
    guard let moment = try? PartialDate(now) else { return }
    for date in details.dates where moment.isCertainlyBefore(date.date) {
      throw SelvedgeError(
        .invalidRequest, subject: picture.name,
        message: "the \(date.kind.rawValue) date \(date.date) lies in the future; correct it")
    }
  }

  /// Refuses a text that is too long for the log and the lists it would stand in.
  ///
  /// - Parameters:
  ///   - text: The text; `nil` is none.
  ///   - name: What it is, such as title.
  ///   - subject: What a problem is said of.
  /// - Throws: ``SelvedgeError`` with `invalidRequest`.
  static func requireShort(
    _ text: String?, _ name: String, of subject: String
  ) throws(SelvedgeError) {
    guard let count = text?.unicodeScalars.count, count > textLengthLimit else { return }
    throw SelvedgeError(
      .invalidRequest, subject: subject,
      message: "the \(name) has \(count) characters; \(textLengthLimit) are allowed")
  }

  private func requireShort() throws(SelvedgeError) {
    let texts =
      [
        ("title", details.title), ("holder", details.holder), ("registrant", details.registrant),
        ("registrationNumber", details.registrationNumber), ("source", details.source),
        ("notes", details.notes),
      ] + details.dates.map { ("note of a date", $0.note) }
    for (name, text) in texts { try Self.requireShort(text, name, of: picture.name) }
    guard details.dates.count <= Self.dateLimit else {
      throw SelvedgeError(
        .invalidRequest, subject: picture.name,
        message: "\(details.dates.count) dates are given; \(Self.dateLimit) are allowed")
    }
  }
}
