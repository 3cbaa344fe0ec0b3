// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A key to the service, without its secret: only a digest of that is stored.
public struct AccessKey: Codable, Hashable, Sendable {
  /// The key's public id, 12 hexadecimal digits; stands in lists and at the front of the key itself.
  public let id: String
  /// Who has it.
  public let name: String
  /// What its bearer is.
  public let role: AccessRole
  /// When it was made: ISO 8601 in UTC, to the millisecond.
  public let createdAt: String
  /// From when on it is void; `nil` when it does not expire.
  public let expiresAt: String?
  /// Since when it is void because it was called back.
  public var revokedAt: String?

  /// Creates a key's record.
  ///
  /// - Parameters:
  ///   - id: The public id.
  ///   - name: Who has it.
  ///   - role: What its bearer is.
  ///   - createdAt: When it was made: ISO 8601 in UTC.
  ///   - expiresAt: From when on it is void.
  ///   - revokedAt: Since when it is void.
  public init(
    id: String, name: String, role: AccessRole, createdAt: String, expiresAt: String? = nil,
    revokedAt: String? = nil
  ) {
    self.id = id
    self.name = name
    self.role = role
    self.createdAt = createdAt
    self.expiresAt = expiresAt
    self.revokedAt = revokedAt
  }

  /// Whether the key opens anything at a time.
  ///
  /// - Parameter time: ISO 8601 in UTC, to the millisecond, as all times of the registry, which
  ///   therefore compare as text.
  /// - Returns: Whether it has neither expired nor been called back.
  public func isValid(at time: String) -> Bool {
    (expiresAt.map { time < $0 } ?? true) && (revokedAt.map { time < $0 } ?? true)
  }
}
