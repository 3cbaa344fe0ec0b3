// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import MatchReporting
private import Provenance

extension ReviewDesk {
  /// Refuses a claim that cannot be true now.
  ///
  /// - Parameters:
  ///   - claim: Whose a picture is said to be, and since when.
  ///   - subject: What a problem is said of.
  /// - Throws: ``SelvedgeError`` with `invalidRequest` when a date lies in the future.
  public func requireSound(_ claim: OwnershipClaim?, of subject: String) throws(SelvedgeError) {
    guard let claim, let moment = try? PartialDate(clock()) else { return }
    for date in claim.dates where moment.isCertainlyBefore(date.date) {
      throw SelvedgeError(
        .invalidRequest, subject: subject,
        message: "the \(date.kind.rawValue) date \(date.date) lies in the future; correct it")
    }
  }
}
