// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The withdrawal of a design, sealed or not, as the registry keeps it.
public struct StoredWithdrawal: Hashable, Sendable {
  /// Its row, from 1.
  public let number: Int
  /// The row of the design.
  public let designNumber: Int
  /// The id of the design.
  public let design: String
  /// When it was withdrawn, and why.
  public let withdrawal: Withdrawal
  /// The place of its entry in the log, from 0.
  public let logIndex: Int
}
