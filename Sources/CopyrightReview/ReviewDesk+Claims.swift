// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import MatchReporting
private import Provenance

extension ReviewDesk {
  /// Refuses a claim that cannot be true now, and one whose texts are too long for the reports it would stand in.
  ///
  /// - Parameters:
  ///   - claim: Whose a picture is said to be, and since when.
  ///   - subject: What a problem is said of.
  /// - Throws: ``SelvedgeError`` with `invalidRequest` when a date lies in the future or a text is too long.
  public func requireSound(_ claim: OwnershipClaim?, of subject: String) throws(SelvedgeError) {
    guard let claim else { return }
    try Submission.requireShort(claim.holder, "claimed holder", of: "claimedHolder")
    for date in claim.dates {
      try Submission.requireShort(date.note, "note of a date", of: subject)
    }
    guard let moment = try? PartialDate(clock()) else { return }
    for date in claim.dates where moment.isCertainlyBefore(date.date) {
      throw SelvedgeError(
        .invalidRequest, subject: subject,
        message: "the \(date.kind.rawValue) date \(date.date) lies in the future; correct it")
    }
  }
}
