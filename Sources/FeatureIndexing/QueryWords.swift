// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CKernels
internal import FeatureSpace

/// The lists that a query's features visit, and their signatures.
struct QueryWords {
  /// `probeCount` words a feature, nearest first: a visit each.
  let words: [UInt32]
  /// A signature a feature.
  let signatures: [UInt64]
  /// Words visited for each feature.
  let probeCount: Int
  /// The largest Hamming distance of signatures, inclusive.
  let radius: Int
  /// For each visit the number of postings in scope.
  private(set) var lengths: [Int]
  /// Longer lists are not visited.
  private(set) var longestLength = Int.max

  init(of features: FeatureSet, vocabulary: VisualVocabulary, probeCount: Int, radius: Int) {
    words = vocabulary.words(of: features, count: probeCount)
    signatures = vocabulary.signatures(of: features)
    lengths = [Int](repeating: 0, count: words.count)
    self.probeCount = probeCount
    self.radius = radius
  }

  /// The places of the features.
  var features: Range<Int> { signatures.indices }

  /// The visits of a feature.
  func visits(of feature: Int) -> Range<Int> {
    feature * probeCount..<(feature + 1) * probeCount
  }

  /// Counts the postings of a run.
  mutating func count(_ places: [ck_places]) {
    for (visit, list) in places.enumerated() { lengths[visit] += Int(list.end - list.first) }
  }

  /// Counts the postings of lists.
  mutating func count(_ length: (UInt32) -> Int) {
    for (visit, word) in words.enumerated() { lengths[visit] += length(word) }
  }

  /// Leaves the longest lists out, until no more than so many postings are compared.
  ///
  /// What many designs have says little about any of them, so the longest lists are missed least. Lists of one length
  /// go together, so that what goes depends on nothing but the designs in scope.
  ///
  /// - Parameter postingLimit: The most postings to compare.
  /// - Returns: How many postings all visits have, and how many will be compared.
  mutating func fit(into postingLimit: Int) -> (all: Int, compared: Int) {
    let all = lengths.reduce(0, +)
    guard all > postingLimit else { return (all, all) }
    var compared = 0
    longestLength = 0
    let sorted = lengths.sorted()
    var place = 0
    while place < sorted.count {
      let length = sorted[place]
      var end = place
      while end < sorted.count, sorted[end] == length { end += 1 }
      guard compared + (end - place) * length <= postingLimit else { break }
      compared += (end - place) * length
      longestLength = length
      place = end
    }
    return (all, compared)
  }

  /// Whether a visit is made.
  func isMade(_ visit: Int) -> Bool { lengths[visit] <= longestLength }
}
