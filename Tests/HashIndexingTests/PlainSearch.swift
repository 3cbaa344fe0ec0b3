// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import HashIndexing

/// What an index must answer, by comparing one code after another.
func plainReferences(
  to queries: [Hash256], in entries: [(id: Int, hash: Hash256)], within radius: Int
) -> [HashReference] {
  guard !queries.isEmpty else { return [] }
  return entries.compactMap { entry in
    let distances = queries.map { entry.hash.distance(to: $0) }
    guard let distance = distances.min(), distance <= radius,
      let variant = distances.firstIndex(of: distance)
    else { return nil }
    return HashReference(distance: distance, id: entry.id, variant: variant)
  }.sorted { ($0.distance, $0.id, $0.variant) < ($1.distance, $1.id, $1.variant) }
}
