// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// What the registry knows of a design that a report lists: whose it is, and since when.
public struct MatchedDesign: Codable, Hashable, Sendable {
  /// The design's id.
  public var design: String
  /// The file name as it was registered.
  public var file: String
  /// The design's title.
  public var title: String?
  /// Who holds the rights, as claimed.
  public var holders: [String]
  /// Who submitted the design, when that was not the holder.
  public var registrant: String?
  /// The number under which an office registered it.
  public var registrationNumber: String?
  /// Why the registry holds it.
  public var bank: DesignBank
  /// Every date known of it, from the hardest kind to the softest.
  public var dates: [TypedDate]

  /// Creates what is known of a design.
  ///
  /// - Parameters:
  ///   - design: The design's id.
  ///   - file: The file name as it was registered.
  ///   - title: Its title.
  ///   - holders: Who holds the rights, as claimed.
  ///   - registrant: Who submitted it.
  ///   - registrationNumber: The number under which an office registered it.
  ///   - bank: Why the registry holds it.
  ///   - dates: Every date known of it.
  public init(
    design: String, file: String, title: String?, holders: [String], registrant: String?,
    registrationNumber: String?, bank: DesignBank, dates: [TypedDate]
  ) {
    self.design = design
    self.file = file
    self.title = title
    self.holders = holders
    self.registrant = registrant
    self.registrationNumber = registrationNumber
    self.bank = bank
    self.dates = dates
  }
}
