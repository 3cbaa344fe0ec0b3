// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry
private import Provenance

extension Submission {
  /// Refuses what cannot be true of any design.
  ///
  /// - Parameter now: The time: ISO 8601 in UTC.
  /// - Throws: ``SelvedgeError`` with `invalidRequest`.
  func requireSound(at now: String) throws(SelvedgeError) {
    guard let moment = try? PartialDate(now) else { return }
    for date in details.dates where moment.isCertainlyBefore(date.date) {
      throw SelvedgeError(
        .invalidRequest, subject: picture.name,
        message: "the \(date.kind.rawValue) date \(date.date) lies in the future; correct it")
    }
  }
}
