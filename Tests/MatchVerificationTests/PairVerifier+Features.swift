// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import MatchVerification

extension PairVerifier {
  /// The best alignments of a query with a design, from their features to the end.
  func alignments(_ query: PreparedQuery, _ design: PreparedDesign, limit: Int = 1) -> [Alignment] {
    alignments(query, design, growing: proposals(query, design), limit: limit)
  }
}
