// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where and when a registry keeps a review; the report itself was written before that was known.
public struct ReviewRecord: Codable, Hashable, Sendable {
  /// The review's number in the registry, from 1.
  public var number: Int
  /// When it was kept: ISO 8601 in UTC.
  public var keptAt: String
  /// The place of its entry in the log; `nil` when it was kept before reviews were logged.
  public var logIndex: Int?

  /// Creates a record.
  ///
  /// - Parameters:
  ///   - number: The review's number in the registry.
  ///   - keptAt: When it was kept.
  ///   - logIndex: The place of its entry in the log.
  public init(number: Int, keptAt: String, logIndex: Int?) {
    self.number = number
    self.keptAt = keptAt
    self.logIndex = logIndex
  }
}
