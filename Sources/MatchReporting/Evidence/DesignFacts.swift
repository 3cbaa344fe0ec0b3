// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What is known of a design beside its picture, as a report shows it.
public struct DesignFacts: Codable, Hashable, Sendable {
  /// That a design is no longer compared with.
  public struct Withdrawn: Codable, Hashable, Sendable {
    /// When it was withdrawn: ISO 8601 in UTC.
    public var at: String
    /// Why, in the words of who withdrew it.
    public var reason: String

    /// Creates a withdrawal.
    ///
    /// - Parameters:
    ///   - at: When it was withdrawn.
    ///   - reason: Why.
    public init(at: String, reason: String) {
      self.at = at
      self.reason = reason
    }
  }

  /// The design's title, if its submitter gave one.
  public var title: String?
  /// Who holds the rights, as claimed.
  public var holder: String?
  /// Who submitted the design, when that is not the holder.
  public var registrant: String?
  /// The number under which an office registered the design.
  public var registrationNumber: String?
  /// Where the picture comes from.
  public var source: String?
  /// SHA-256 of the design's file, 64 lower-case hexadecimal digits.
  public var sha256: String?
  /// Columns of the design, in pixels.
  public var width: Int?
  /// Rows of the design, in pixels.
  public var height: Int?
  /// Whether the design was withdrawn since; `nil` when it was not.
  public var withdrawn: Withdrawn?
  /// Dates, in any order.
  public var dates: [DatedFact]

  /// Creates facts; all are optional.
  ///
  /// - Parameters:
  ///   - title: The design's title.
  ///   - holder: Who holds the rights, as claimed.
  ///   - registrant: Who submitted the design.
  ///   - registrationNumber: The number under which an office registered it.
  ///   - source: Where the picture comes from.
  ///   - sha256: SHA-256 of its file.
  ///   - width: Columns, in pixels.
  ///   - height: Rows, in pixels.
  ///   - withdrawn: Whether it was withdrawn since.
  ///   - dates: Dates, in any order.
  public init(
    title: String? = nil, holder: String? = nil, registrant: String? = nil,
    registrationNumber: String? = nil, source: String? = nil, sha256: String? = nil,
    width: Int? = nil, height: Int? = nil, withdrawn: Withdrawn? = nil, dates: [DatedFact] = []
  ) {
    self.title = title
    self.holder = holder
    self.registrant = registrant
    self.registrationNumber = registrationNumber
    self.source = source
    self.sha256 = sha256
    self.width = width
    self.height = height
    self.withdrawn = withdrawn
    self.dates = dates
  }
}
