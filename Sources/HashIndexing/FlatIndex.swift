// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import HammingSpace

/// An index of 256-bit codes that is searched by comparing with every one of them: exact, always up
/// to date.
///
/// A search costs little more than reading the codes from memory (Benchmarks/README.md has the
/// times); nothing is trained, and an entry is found from the moment it was added. It is the truth
/// that any faster index is held to.
///
/// Several entries may have the same id, such as several views of one design; an answer names each
/// of them. An answer is ordered by distance, then by id, and does not depend on the order of
/// additions and removals.
///
/// - Threads: A value, whose first change after it was copied copies all entries, once. Copies are
///   cheap and independent until one is changed: search a copy while another thread changes its
///   own. One variable must not be changed while another thread reads that variable.
/// - Not promised: Matching is not transitive; two entries near one query may be up to twice the
///   radius apart.
public struct FlatIndex: Sendable {
  private var codes: [Hash256] = []
  private var ids: [Int] = []

  /// Creates an empty index.
  public init() {}

  /// Creates an index of entries.
  ///
  /// - Parameter entries: Ids and their codes.
  /// - Complexity: O(entries).
  public init(_ entries: some Sequence<(id: Int, hash: Hash256)>) {
    for entry in entries { append(entry.hash, id: entry.id) }
  }

  /// The number of entries.
  public var count: Int { codes.count }

  /// Whether there is no entry.
  public var isEmpty: Bool { codes.isEmpty }

  /// Makes room, so that additions up to a number of entries do not move the others.
  ///
  /// - Parameter capacity: The number of entries to make room for; each takes 40 bytes.
  public mutating func reserveCapacity(_ capacity: Int) {
    codes.reserveCapacity(capacity)
    ids.reserveCapacity(capacity)
  }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - hash: The code.
  ///   - id: What answers call it; any number, also one that is there already.
  /// - Complexity: Amortised O(1).
  public mutating func append(_ hash: Hash256, id: Int) {
    codes.append(hash)
    ids.append(id)
  }

  /// Removes every entry of an id.
  ///
  /// - Parameter id: The id the entries were added under.
  /// - Returns: How many entries were removed; 0 when there was none.
  /// - Complexity: O(entries), of which only the ids are read.
  @discardableResult
  public mutating func remove(id: Int) -> Int {
    var removed = 0
    var row = 0
    while row < ids.count {
      guard ids[row] == id else {
        row += 1
        continue
      }
      // The last entry fills the gap. Rows are not ids, and no answer depends on them.
      ids.swapAt(row, ids.count - 1)
      codes.swapAt(row, codes.count - 1)
      ids.removeLast()
      codes.removeLast()
      removed += 1
    }
    return removed
  }

  /// Finds every entry at most `radius` bits from any of the queries.
  ///
  ///     index.references(within: 31, of: result.variants)
  ///
  /// An entry is named once, with the query nearest to it. The queries share every load of a code,
  /// so the eight orientations of a picture cost little more than one.
  ///
  /// - Parameters:
  ///   - radius: The largest distance that is found, inclusive, 0...256.
  ///   - queries: The codes to look for, usually `PDQResult.variants`.
  /// - Returns: The entries, ordered by distance, then by id.
  /// - Complexity: O(entries x queries) time; memory for what is found.
  public func references(within radius: Int, of queries: [Hash256]) -> [HashReference] {
    let hits = HammingScan.hits(within: radius, of: queries, in: codes.span)
    return HammingScan.nearestQueries(hits).map(reference).sorted()
  }

  /// Finds the entries nearest to any of the queries.
  ///
  /// - Parameters:
  ///   - count: How many entries to find at most.
  ///   - queries: The codes to look for.
  ///   - radius: The largest distance that is found, inclusive.
  /// - Returns: At most `count` entries, ordered by distance, then by id; of equals the smaller id
  ///   is kept.
  /// - Complexity: O(entries x queries) time, O(`count`) memory.
  public func nearest(
    _ count: Int, to queries: [Hash256], within radius: Int = 256
  ) -> [HashReference] {
    HammingScan.nearest(
      count, to: queries, in: codes.span, ids: ids.span, within: radius
    ).map(reference).sorted()
  }

  private func reference(_ hit: HammingHit) -> HashReference {
    HashReference(distance: hit.distance, id: ids[hit.row], variant: hit.query)
  }
}
