// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a submitter may say about a design; every field is optional and none is checked against the picture.
public struct DesignDetails: Codable, Hashable, Sendable {
  /// The design's title.
  public var title: String?
  /// Who holds the rights, as claimed.
  public var holder: String?
  /// Who submits the design, when that is not the holder.
  public var registrant: String?
  /// The number under which an office registered the design.
  public var registrationNumber: String?
  /// Where the picture comes from.
  public var source: String?
  /// Anything else.
  public var notes: String?

  /// Creates details.
  ///
  /// - Parameters:
  ///   - title: The design's title.
  ///   - holder: Who holds the rights, as claimed.
  ///   - registrant: Who submits the design.
  ///   - registrationNumber: The number under which an office registered it.
  ///   - source: Where the picture comes from.
  ///   - notes: Anything else.
  public init(
    title: String? = nil, holder: String? = nil, registrant: String? = nil,
    registrationNumber: String? = nil, source: String? = nil, notes: String? = nil
  ) {
    self.title = title
    self.holder = holder
    self.registrant = registrant
    self.registrationNumber = registrationNumber
    self.source = source
    self.notes = notes
  }
}
