// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// A key that was just made: the only time that its text is at hand.
public struct NewAccessKey: Codable, Hashable, Sendable {
  /// The key as it is listed.
  public let key: AccessKey
  /// What its bearer presents; it cannot be had again.
  public let text: String
}
