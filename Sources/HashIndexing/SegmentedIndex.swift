// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import HammingSpace

/// An index of 256-bit codes whose ids rise: most in columns that are never changed, the newest on the heap.
///
/// It is searched by comparing with every code, and answers as a ``FlatIndex`` of the same entries does, wherever
/// they lie.
public struct SegmentedIndex: Sendable {
  private let segments: [CodeColumns]
  private var codes: [Hash256] = []
  private var ids: [Int] = []

  /// Creates an index.
  ///
  /// - Parameter segments: Entries that are there from the start; ids rise from one to the next.
  public init(segments: [CodeColumns] = []) {
    self.segments = segments
  }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - hash: The code.
  ///   - id: What answers call it, at least as high as all before.
  /// - Complexity: Amortised O(1).
  public mutating func append(_ hash: Hash256, id: Int) {
    precondition(id >= ids.last ?? .min, "ids rise, and \(id) comes after \(ids.last ?? .min)")
    codes.append(hash)
    ids.append(id)
  }

  /// Finds the entries nearest to any of the queries.
  ///
  /// - Parameters:
  ///   - count: How many entries to find at most.
  ///   - queries: The codes to look for.
  ///   - radius: The largest distance that is found, inclusive.
  ///   - lastID: The highest id that is found.
  ///   - excluded: Lower ids that are not.
  /// - Returns: At most `count` entries, ordered by distance, then by id; of equals the smaller id is kept.
  /// - Complexity: O(entries x queries) time, once more each time that excluded entries take most of the places.
  public func nearest(
    _ count: Int, to queries: [Hash256], within radius: Int = 256, through lastID: Int = .max,
    excluding excluded: Set<Int> = []
  ) -> [HashReference] {
    var asked = count
    while true {
      let found = nearest(asked, to: queries, within: radius, through: lastID)
      let wanted = excluded.isEmpty ? found : found.filter { !excluded.contains($0.id) }
      // Answers are in order, so the first of a longer one are those of an index without the rest.
      if wanted.count >= count || found.count < asked { return Array(wanted.prefix(count)) }
      asked *= 8
    }
  }

  private func nearest(
    _ count: Int, to queries: [Hash256], within radius: Int, through lastID: Int
  ) -> [HashReference] {
    var found: [HashReference] = []
    var radius = radius
    func scan(_ codes: Span<Hash256>, _ ids: Span<Int>) {
      guard !codes.isEmpty else { return }
      for hit in HammingScan.nearest(count, to: queries, in: codes, ids: ids, within: radius) {
        found.append(HashReference(distance: hit.distance, id: ids[hit.row], variant: hit.query))
      }
      guard found.count >= count else { return }
      found.sort()
      found.removeLast(found.count - count)
      // What is farther than the last of so many cannot be among them; ids rise, but equals keep their chance.
      if let last = found.last { radius = min(radius, last.distance) }
    }
    for segment in segments {
      let end = segment.ids.span.countOfLeading(atMost: lastID)
      scan(segment.codes.span.extracting(first: end), segment.ids.span.extracting(first: end))
    }
    let end = ids.span.countOfLeading(atMost: lastID)
    scan(codes.span.extracting(first: end), ids.span.extracting(first: end))
    return found.sorted()
  }
}
