// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import HammingSpace

/// An index of 256-bit codes whose ids rise: most in columns that are never changed, the newest on the heap.
///
/// It is searched by comparing with every code, and answers as a ``FlatIndex`` of the same entries does, wherever
/// they lie and whoever else searches at the same time. Copies of the index have the columns in common, and searches of
/// them by several threads read those together; what each has on the heap it reads alone.
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
  /// - Complexity: O(entries x queries) time.
  public func nearest(
    _ count: Int, to queries: [Hash256], within radius: Int = 256, through lastID: Int = .max,
    excluding excluded: Set<Int> = []
  ) -> [HashReference] {
    nearest(count, toEach: [queries], within: radius, through: lastID, excluding: excluded)[0]
  }

  /// Finds, for each of several groups of queries, the entries nearest to any of its queries.
  ///
  /// All groups share one reading of the columns, also with those of other calls at the same time, from other threads
  /// and on other copies of the index.
  ///
  /// - Parameters:
  ///   - count: How many entries to find for a group at most.
  ///   - groups: The codes to look for.
  ///   - radius: The largest distance that is found, inclusive.
  ///   - lastID: The highest id that is found.
  ///   - excluded: Lower ids that are not.
  /// - Returns: For each group what it would be given alone.
  /// - Complexity: O(entries x queries of all groups) time.
  public func nearest(
    _ count: Int, toEach groups: [[Hash256]], within radius: Int = 256, through lastID: Int = .max,
    excluding excluded: Set<Int> = []
  ) -> [[HashReference]] {
    var searches = groups.map {
      CodeSearch(count, to: $0, within: radius, through: lastID, excluding: excluded)
    }
    for segment in segments { segment.read(into: &searches) }
    for place in searches.indices { searches[place].read(codes.span, ids: ids.span) }
    return searches.map(\.found)
  }
}
