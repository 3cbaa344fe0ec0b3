// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import HammingSpace

/// A search for the entries nearest to any of some codes, which reads one run of entries after another.
///
/// The answer is that of a ``FlatIndex`` of all entries read, in whatever runs and order they came: of the entries that
/// are wanted it is the first so many in the order of ``HashReference``, in which two that look the same are the same.
/// Nothing is left out on the way that could be among them, for the first of all are among the first of any run that
/// has them, and the radius never falls below the distance of the last of so many already found.
struct CodeSearch: Sendable {
  private let count: Int
  private let queries: [Hash256]
  private let lastID: Int
  private let excluded: Set<Int>
  /// What is farther cannot be in the answer any more; what is as far can, by its id.
  private var radius: Int
  /// The entries nearest of those read so far, ordered by distance, then by id.
  private(set) var found: [HashReference] = []

  /// Creates a search that has read nothing.
  ///
  /// - Parameters:
  ///   - count: How many entries to find at most.
  ///   - queries: The codes to look for.
  ///   - radius: The largest distance that is found, inclusive.
  ///   - lastID: The highest id that is found.
  ///   - excluded: Lower ids that are not.
  init(
    _ count: Int, to queries: [Hash256], within radius: Int, through lastID: Int,
    excluding excluded: Set<Int>
  ) {
    self.count = count
    self.queries = queries
    self.radius = radius
    self.lastID = lastID
    self.excluded = excluded
  }

  /// Reads entries.
  ///
  /// - Parameters:
  ///   - codes: Their codes.
  ///   - ids: Their ids, rising.
  /// - Complexity: O(entries x queries) time, O(`count`) memory.
  mutating func read(_ codes: Span<Hash256>, ids: Span<Int>) {
    take(candidates(in: codes, ids: ids))
  }

  /// The first half of reading, which several threads may do at once: which of some entries may be in the answer.
  ///
  /// - Parameters:
  ///   - codes: Their codes.
  ///   - ids: Their ids, rising.
  /// - Returns: At most `count` of them; what the search has read meanwhile makes some superfluous and none wrong.
  func candidates(in codes: Span<Hash256>, ids: Span<Int>) -> [HashReference] {
    let end = ids.countOfLeading(atMost: lastID)
    guard end > 0 else { return [] }
    return HammingScan.nearest(
      count, to: queries, in: codes.extracting(first: end), ids: ids.extracting(first: end),
      within: radius, excluding: excluded
    ).map { HashReference(distance: $0.distance, id: ids[$0.row], variant: $0.query) }
  }

  /// The second half of reading, in any order.
  ///
  /// - Parameter candidates: What the first half gave for entries that were not taken before.
  mutating func take(_ candidates: [HashReference]) {
    guard !candidates.isEmpty else { return }
    found.append(contentsOf: candidates)
    found.sort()
    guard found.count >= count else { return }
    found.removeLast(found.count - count)
    if let last = found.last { radius = min(radius, last.distance) }
  }
}
