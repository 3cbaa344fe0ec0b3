// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a registry stores of a key or session, to hold a presented one to it.
public struct AccessSecret: Hashable, Sendable {
  /// The key that it stands for.
  public let key: AccessKey
  /// SHA-256 of the whole text that its bearer presents, in hexadecimal.
  public let digest: String
  /// From when on it is void, apart from what is said of the key: the end of a session.
  public let expiresAt: String?
}
