// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension DesignDetails {
  /// What is said here and is not said of a design.
  ///
  /// What is empty here says nothing, and neither does the bank of all usual designs.
  ///
  /// - Parameter stored: What is said of the design.
  /// - Returns: The fields, called and ordered as in a design's JSON, whose text here is another, or that have a holder
  ///   or a date here that the design has not.
  public func fields(notIn stored: DesignDetails) -> [String] {
    func differs(_ text: String?, _ other: String?) -> Bool { text != nil && text != other }
    let differences = [
      ("title", differs(title, stored.title)),
      ("holders", !Set(holders).isSubset(of: stored.holders)),
      ("registrant", differs(registrant, stored.registrant)),
      ("registrationNumber", differs(registrationNumber, stored.registrationNumber)),
      ("source", differs(source, stored.source)),
      ("notes", differs(notes, stored.notes)),
      ("bank", bank != .registered && bank != stored.bank),
      ("dates", !Set(dates).isSubset(of: stored.dates)),
    ]
    return differences.filter(\.1).map(\.0)
  }
}
