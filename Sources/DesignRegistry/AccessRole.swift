// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the bearer of a key is, which decides what it may do.
public enum AccessRole: String, CaseIterable, Codable, Hashable, Sendable {
  /// Looks pictures up, compares them and reads designs.
  case vendor
  /// Also registers.
  case registrar
  /// Does what vendors do, also records findings, and sees dates and holders of sealed designs.
  case judge
  /// Does everything.
  case admin
}
