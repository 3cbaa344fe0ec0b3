// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A trusted timestamp came to a design: an authority's signed word on when an entry existed.
///
/// In the log it is of type `designTimestamped`, version 1; see ``LogEntry`` for the bytes.
public struct DesignTimestamped: EntryPayload {
  static let type = "designTimestamped"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The design's id.
  public let design: String
  /// The log index of the entry whose bytes were stamped.
  public let stamped: Int
  /// The SHA-256 of the RFC 3161 token.
  public let token: Digest256
  /// The stamped time, by the authority's clock.
  public let time: LogTime

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - design: The design's id.
  ///   - stamped: The log index of the entry whose bytes were stamped.
  ///   - token: The SHA-256 of the RFC 3161 token.
  ///   - time: The stamped time, by the authority's clock.
  public init(at: LogTime, design: String, stamped: Int, token: Digest256, time: LogTime) {
    self.at = at
    self.design = design
    self.stamped = stamped
    self.token = token
    self.time = time
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    design = try members.string("design")
    stamped = try members.number("stamped")
    token = try members.digest("token")
    time = try members.time("time")
  }

  var members: [String: CanonicalObject.Value] {
    [
      "design": .string(design),
      "stamped": .number(stamped),
      "token": .digest(token),
      "time": .time(time),
    ]
  }
}
