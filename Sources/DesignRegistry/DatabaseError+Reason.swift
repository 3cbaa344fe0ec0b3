// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension DatabaseError {
  /// What went wrong, in SQLite's words.
  var reason: String { message ?? "SQLite error \(resultCode.rawValue)" }
}
