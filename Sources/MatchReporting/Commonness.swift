// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Provenance

/// How common a pattern is: its flagged look-alikes, counted beyond those that are listed.
public struct Commonness: Codable, Hashable, Sendable {
  /// In how many designs something alike was found.
  public var designs: Int
  /// Whether the count stopped at its limit, so that there may be more.
  public var isAtLeast: Bool
  /// How many holders these designs have together, different spellings counted apart.
  public var holders: Int
  /// How many of the designs have no holder on record.
  public var designsWithoutHolder: Int
  /// How many of the designs are motifs of the public domain.
  public var publicDomainDesigns: Int
  /// The earliest year that any of their dates names.
  public var firstYear: Int?
  /// The latest year that any of their dates names.
  public var lastYear: Int?

  /// Counts.
  ///
  /// - Parameters:
  ///   - found: The designs with a flagged look-alike.
  ///   - isAtLeast: Whether there may be more.
  public init(_ found: [MatchedDesign], isAtLeast: Bool) {
    designs = found.count
    self.isAtLeast = isAtLeast
    holders = Set(found.flatMap(\.holders).map(HolderName.key)).count
    designsWithoutHolder = found.filter(\.holders.isEmpty).count
    publicDomainDesigns = found.filter { $0.bank == .publicDomain }.count
    let dates = found.flatMap(\.dates).map(\.date)
    firstYear = dates.map(\.firstYear).min()
    lastYear = dates.map(\.lastYear).max()
  }

  /// The counts in a sentence.
  public var sentence: String {
    let least = isAtLeast ? "at least " : ""
    var text = "Look-alikes in \(least)\(grouped(designs, "design"))"
    if holders > 0 { text += ", of \(least)\(grouped(holders, "holder"))" }
    if designsWithoutHolder > 0 {
      text +=
        holders == 0
        ? ", with no holder named"
        : " (\(grouped(designsWithoutHolder)) of them without a named holder)"
    }
    if publicDomainDesigns > 0 { text += ", \(grouped(publicDomainDesigns)) in the public domain" }
    if let firstYear, let lastYear {
      text += firstYear == lastYear ? ", all of \(firstYear)" : ", from \(firstYear) to \(lastYear)"
    }
    return text + "."
  }
}
