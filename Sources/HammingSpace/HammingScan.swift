// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels

/// Exact scans over many 256-bit codes, in which several queries share every load from memory.
///
/// A scan of codes that lie in memory costs what reading them costs; comparing eight queries at
/// once, such as the eight orientations of a picture, adds little to that. The answers are the same
/// on every processor.
public enum HammingScan {
  /// Finds every pair of a code and a query at most `radius` bits apart.
  ///
  /// - Parameters:
  ///   - radius: The largest distance that is found, inclusive, 0...256.
  ///   - queries: The queries, any number; eight share a load best.
  ///   - codes: The codes to scan.
  /// - Returns: The pairs, ordered by row, then by query.
  /// - Complexity: O(codes x queries) time; memory for what is found.
  public static func hits(
    within radius: Int, of queries: [Hash256], in codes: Span<Hash256>
  ) -> [HammingHit] {
    var found: [HammingHit] = []
    scan(within: radius, of: queries, in: codes) { batch in
      found.append(contentsOf: batch)
      return radius
    }
    return found
  }

  /// Finds the codes nearest to any of the queries.
  ///
  /// A code counts once, under the query nearest to it, the first of equals.
  ///
  /// - Parameters:
  ///   - count: How many codes to find at most.
  ///   - queries: The queries, any number.
  ///   - codes: The codes to scan.
  ///   - ids: A number for each code, by which codes at the same distance are ordered; smaller
  ///     first.
  ///   - radius: The largest distance that is found, inclusive.
  ///   - excluded: Ids whose codes are not found.
  /// - Returns: At most `count` codes, ordered by distance, then by id, query and row.
  /// - Complexity: O(codes x queries) time, O(`count`) memory.
  public static func nearest(
    _ count: Int, to queries: [Hash256], in codes: Span<Hash256>, ids: Span<Int>,
    within radius: Int = 256, excluding excluded: Set<Int> = []
  ) -> [HammingHit] {
    precondition(count >= 0, "a scan finds no fewer than 0 codes, not \(count)")
    precondition(
      ids.count == codes.count, "\(codes.count) codes need as many ids, not \(ids.count)")
    guard count > 0 else { return [] }
    var selection = NearestSelection(capacity: count, radius: radius)
    scan(within: radius, of: queries, in: codes) { batch in
      for hit in nearestQueries(batch) where !excluded.contains(ids[hit.row]) {
        selection.insert(hit, id: ids[hit.row])
      }
      return selection.radius
    }
    return selection.finish()
  }

  /// Keeps, of hits in the order of a scan, the nearest query of each row, the first of equals.
  ///
  /// - Parameter hits: Whole rows of hits, ordered by row, then by query.
  /// - Returns: One hit a row, in the same order.
  public static func nearestQueries(_ hits: some Sequence<HammingHit>) -> [HammingHit] {
    var result: [HammingHit] = []
    for hit in hits {
      if let last = result.last, last.row == hit.row {
        if hit.distance < last.distance { result[result.count - 1] = hit }
      } else {
        result.append(hit)
      }
    }
    return result
  }

  /// The same as ``hits(within:of:in:)`` code by code, the plain twin that tests hold the kernels
  /// to.
  ///
  /// - Parameters:
  ///   - radius: The largest distance that is found, inclusive.
  ///   - queries: The queries.
  ///   - codes: The codes to scan.
  /// - Returns: The pairs, ordered by row, then by query.
  static func plainHits(
    within radius: Int, of queries: [Hash256], in codes: Span<Hash256>
  ) -> [HammingHit] {
    var found: [HammingHit] = []
    for row in codes.indices {
      for (query, hash) in queries.enumerated() {
        let distance = codes[row].distance(to: hash)
        if distance <= radius {
          found.append(HammingHit(row: row, distance: distance, query: query))
        }
      }
    }
    return found
  }

  /// Scans in steps, each of which may narrow the radius.
  ///
  /// - Parameters:
  ///   - radius: The radius to begin with, inclusive.
  ///   - queries: The queries.
  ///   - codes: The codes to scan.
  ///   - take: Takes the hits of a step, whole rows, and returns the radius to go on with.
  private static func scan(
    within radius: Int, of queries: [Hash256], in codes: Span<Hash256>,
    take: ([HammingHit]) -> Int
  ) {
    precondition((0...256).contains(radius), "a radius is 0...256 bits, not \(radius)")
    guard !queries.isEmpty, !codes.isEmpty else { return }
    let capacity = max(1024, Int(CK_HAMMING_GROUP) * queries.count)
    var radius = radius
    // Not initialised, since scans of single blocks of codes are short and the kernel only writes.
    withUnsafeTemporaryAllocation(of: ck_hamming_hit.self, capacity: capacity) { places in
      codes.withUnsafeBufferPointer { codes in
        queries.withUnsafeBufferPointer { queries in
          var next = 0
          while next < codes.count {
            let written = ck_hamming_scan(
              codes.baseAddress, next, codes.count, queries.baseAddress, queries.count,
              UInt32(radius), places.baseAddress, capacity, &next)
            guard written > 0 else { continue }
            radius = take(
              places[..<written].map {
                HammingHit(row: Int($0.row), distance: Int($0.distance), query: Int($0.query))
              })
          }
        }
      }
    }
  }
}
