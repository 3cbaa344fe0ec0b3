// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The nearest codes met so far in a scan, and how near a code must be to be among them.
struct NearestSelection {
  private struct Candidate {
    let hit: HammingHit
    let id: Int

    func precedes(_ other: Candidate) -> Bool {
      // The query before the row, so that which row holds an entry decides nothing that can be
      // seen.
      (hit.distance, id, hit.query, hit.row)
        < (other.hit.distance, other.id, other.hit.query, other.hit.row)
    }
  }

  /// Codes farther than this cannot be among the nearest any more; one at this distance can, by its
  /// id.
  private(set) var radius: Int
  private let capacity: Int
  private var candidates: [Candidate] = []

  /// Creates an empty selection.
  ///
  /// - Parameters:
  ///   - capacity: How many codes to keep, at least 1.
  ///   - radius: The largest distance to keep, inclusive.
  init(capacity: Int, radius: Int) {
    self.capacity = capacity
    self.radius = radius
  }

  /// Offers a code.
  ///
  /// - Parameters:
  ///   - hit: The code and its distance.
  ///   - id: What orders codes at the same distance.
  mutating func insert(_ hit: HammingHit, id: Int) {
    guard hit.distance <= radius else { return }
    candidates.append(Candidate(hit: hit, id: id))
    // Cut down once as many again have come: each code is then sorted a bounded number of times.
    if candidates.count >= 2 * capacity + 32 { cut() }
  }

  /// The codes kept.
  ///
  /// - Returns: At most `capacity` hits, ordered by distance, then by id, query and row.
  mutating func finish() -> [HammingHit] {
    cut()
    return candidates.map(\.hit)
  }

  private mutating func cut() {
    candidates.sort { $0.precedes($1) }
    guard candidates.count >= capacity else { return }
    candidates.removeLast(candidates.count - capacity)
    if let last = candidates.last { radius = last.hit.distance }
  }
}
