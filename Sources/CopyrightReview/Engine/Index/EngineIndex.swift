// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureIndexing
internal import HammingSpace
internal import HashIndexing

/// The index of all designs at one moment: segments that are never changed, and the newest designs on the heap.
///
/// A value: a search reads a copy while others add designs to theirs.
struct EngineIndex: Sendable {
  private(set) var segments: [EngineSegment]
  private(set) var hashes: SegmentedIndex
  private(set) var edgeHashes: SegmentedIndex
  private(set) var torusHashes: SegmentedIndex
  private(set) var features: FeatureIndex
  /// The numbers of the designs behind the segments, rising.
  private var tail: [Int] = []

  /// Creates an index.
  ///
  /// - Parameter segments: Numbers rise from one to the next.
  init(segments: [EngineSegment] = []) {
    self.segments = segments
    hashes = SegmentedIndex(segments: segments.map(\.hashes))
    edgeHashes = SegmentedIndex(segments: segments.map(\.edgeHashes))
    torusHashes = SegmentedIndex(segments: segments.map(\.torusHashes))
    features = FeatureIndex(segments: segments.map(\.features))
  }

  /// Adds a design whose number is above those of all others.
  mutating func append(_ number: Int, _ fingerprint: Fingerprint) {
    if fingerprint.isComparableByHash { hashes.append(fingerprint.hash, id: number) }
    if fingerprint.isComparableByEdgeHash { edgeHashes.append(fingerprint.edgeHash, id: number) }
    for code in fingerprint.torusCodes { torusHashes.append(code.hash, id: number) }
    features.append(fingerprint.features, design: number)
    tail.append(number)
  }

  /// The number up to which the index speaks for all designs; 0 when it is empty.
  var lastNumber: Int { tail.last ?? segmentedNumber }

  /// The number up to which the segments do.
  var segmentedNumber: Int { segments.last?.designs.upperBound ?? 0 }

  /// Whether all files of segments are still as long as what is mapped.
  var isWhole: Bool { segments.allSatisfy(\.isWhole) }

  /// How many designs lie behind the segments.
  var tailCount: Int { tail.count }

  /// The number of designs.
  var count: Int { segments.reduce(tail.count) { $0 + $1.numbers.count } }

  /// The number of designs in a scope.
  ///
  /// - Complexity: O((segments + excluded) x log *n*).
  func count(in scope: ComparisonScope) -> Int {
    let last = scope.lastNumber
    let below = segments.reduce(tailCount(through: last)) {
      $0 + (last >= $1.designs.upperBound ? $1.numbers.count : $1.numbers.count(through: last))
    }
    return below - scope.excluded.count { $0 <= last && contains($0) }
  }

  private func tailCount(through last: Int) -> Int {
    var (low, high) = (0, tail.count)
    while low < high {
      let middle = (low + high) / 2
      if tail[middle] <= last { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func contains(_ number: Int) -> Bool {
    if let segment = segments.first(where: { number <= $0.designs.upperBound }) {
      return segment.numbers.contains(number)
    }
    let place = tailCount(through: number)
    return place > 0 && tail[place - 1] == number
  }
}
