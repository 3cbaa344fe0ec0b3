// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What became of one row of a manifest.
public struct ImportRow: Codable, Hashable, Sendable {
  /// How a row ends.
  public enum Status: String, CaseIterable, Codable, Hashable, Sendable {
    /// The design is new.
    case registered
    /// The same bytes were registered before.
    case alreadyRegistered
    /// The design is new, and resembles one that came before it: a lead for reference.
    case looksLike
    /// The row makes no design; the message says why.
    case rejected
  }

  /// The row as a spreadsheet counts it; the header is row 1.
  public var row: Int
  /// The file as the row names it.
  public var file: String
  /// How the row ends.
  public var status: Status
  /// The row's design, unless it was rejected.
  public var design: String?
  /// The strongest look-alike among the designs that came before.
  public var looksLike: String?
  /// The strength of that match, 0...100.
  public var score: Double?
  /// The entry of the error catalogue, of a row that was rejected.
  public var code: String?
  /// Why the row was rejected, or what its submitter has to know of a design that was there already.
  public var message: String?

  /// Creates what is known of a row.
  ///
  /// - Parameters:
  ///   - row: The row as a spreadsheet counts it.
  ///   - file: The file as the row names it.
  ///   - status: How the row ends.
  ///   - design: The row's design.
  ///   - looksLike: The strongest look-alike.
  ///   - score: The strength of that match.
  ///   - code: The entry of the error catalogue.
  ///   - message: Why the row was rejected, or what its submitter has to know.
  public init(
    row: Int, file: String, status: Status, design: String? = nil, looksLike: String? = nil,
    score: Double? = nil, code: String? = nil, message: String? = nil
  ) {
    self.row = row
    self.file = file
    self.status = status
    self.design = design
    self.looksLike = looksLike
    self.score = score
    self.code = code
    self.message = message
  }
}
