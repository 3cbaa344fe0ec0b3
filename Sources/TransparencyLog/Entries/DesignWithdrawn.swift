// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A design is no longer compared with; what was said of it before stays.
///
/// In the log it is of type `designWithdrawn`, version 1; see ``LogEntry`` for the bytes.
public struct DesignWithdrawn: EntryPayload {
  static let type = "designWithdrawn"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The design's id.
  public let design: String
  /// The SHA-256 of the written reason.
  public let reason: Digest256

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - design: The design's id.
  ///   - reason: The SHA-256 of the written reason.
  public init(
    at: LogTime, design: String, reason: Digest256
  ) {
    self.at = at
    self.design = design
    self.reason = reason
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    design = try members.string("design")
    reason = try members.digest("reason")
  }

  var members: [String: CanonicalObject.Value] {
    [
      "design": .string(design),
      "reason": .digest(reason),
    ]
  }
}
