// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Some of the imports, the newest first.
struct ImportPage: Codable, Equatable, Sendable {
  /// Imports on a page when the client does not say, and at most.
  static let defaultLimit = 100
  static let largestLimit = 1000

  /// The imports.
  let imports: [ImportDocument]
  /// What to give as `after` for the next page, the id of an import; absent on the last one.
  let next: String?
}
