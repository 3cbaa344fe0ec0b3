// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import HammingSpace
internal import HashIndexing

/// Which of the designs in the engine a search compares with.
///
/// What a search finds depends on how many designs there are and how many share a feature, so the
/// rest is not filtered from an answer but hidden from the search.
struct ComparisonScope: Hashable, Sendable {
  /// The highest number that is compared.
  let lastNumber: Int
  /// Numbers that are not.
  let excluded: Set<Int>
  /// Numbers of compared designs without a picture for a closer look, as they are sealed.
  var sealed: Set<Int> = []

  /// All designs of the engine.
  static let everything = ComparisonScope(lastNumber: .max, excluded: [])

  /// Whether a design is compared.
  func contains(_ number: Int) -> Bool { number <= lastNumber && !excluded.contains(number) }

  /// The places of the hidden designs in a rising list of numbers.
  ///
  /// - Complexity: O(hidden x log *n*).
  func hiddenPlaces(in numbers: [Int]) -> [Int] {
    func place(of number: Int) -> Int {
      var (low, high) = (0, numbers.count)
      while low < high {
        let middle = (low + high) / 2
        if numbers[middle] < number { low = middle + 1 } else { high = middle }
      }
      return low
    }
    let end = lastNumber == .max ? numbers.count : place(of: lastNumber + 1)
    let inside = excluded.map { (number: $0, place: place(of: $0)) }.filter {
      $0.place < end && numbers[$0.place] == $0.number
    }
    return inside.map(\.place).sorted() + Array(end..<numbers.count)
  }

  /// The nearest entries that are compared.
  ///
  /// - Complexity: One search of the index for each time that hidden entries take most of the places.
  func nearest(
    _ count: Int, to codes: [Hash256], in index: FlatIndex, within radius: Int
  ) -> [HashReference] {
    var asked = count
    while true {
      let found = index.nearest(asked, to: codes, within: radius)
      let compared = found.filter { contains($0.id) }
      // Answers are in order, so the first of a longer one are those of an index without the rest.
      if compared.count >= count || found.count < asked { return Array(compared.prefix(count)) }
      asked *= 8
    }
  }
}

extension ComparedSet {
  /// What a review compares with: no planted design is named or counted.
  var scope: ComparisonScope {
    ComparisonScope(
      lastNumber: lastNumber, excluded: excluded.union(controls), sealed: sealed)
  }

  /// What the live controls are searched among.
  var scopeWithControls: ComparisonScope {
    ComparisonScope(lastNumber: lastNumber, excluded: excluded, sealed: sealed)
  }
}
