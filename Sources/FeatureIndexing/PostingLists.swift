// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Posting lists of the newest designs: most in one run of columns sorted by word, the newest in chains beside it.
///
/// The columns take 14 bytes a posting (design 4, direction and size 2, signature 8) and one offset a word; they are
/// never changed in place, only built anew when the chains have grown to a quarter of them, so that in the mean
/// a posting is moved a bounded number of times. It answers as ``PostingColumns`` of the same designs would.
struct PostingLists: Sendable {
  private var starts: [UInt32]
  private var designs: [UInt32] = []
  private var directions: [UInt8] = []
  private var sizes: [UInt8] = []
  private var signatures: [UInt64] = []

  /// Postings that are not in the columns yet, in the order in which they came.
  private var recent: [Posting] = []
  /// For each recent posting the next one of its word, or -1.
  private var next: [Int32] = []
  /// For each word its first and last recent posting, or -1.
  private var heads: [Int32]
  private var tails: [Int32]

  init(wordCount: Int) {
    starts = [UInt32](repeating: 0, count: wordCount + 1)
    heads = [Int32](repeating: -1, count: wordCount)
    tails = heads
  }

  /// The number of postings.
  var count: Int { designs.count + recent.count }

  /// The numbers of the designs; `nil` when there is none.
  private(set) var numbers: ClosedRange<Int>?

  /// Appends a posting; designs come in rising order.
  mutating func append(_ posting: Posting, to word: UInt32) {
    let number = Int(posting.design)
    numbers = (numbers?.lowerBound ?? number)...number
    let place = Int32(recent.count)
    recent.append(posting)
    next.append(-1)
    if tails[Int(word)] >= 0 {
      next[Int(tails[Int(word)])] = place
    } else {
      heads[Int(word)] = place
    }
    tails[Int(word)] = place
  }

  /// Moves the newest postings into the columns when they have become many.
  mutating func settleIfMany() {
    if recent.count > 20_000 + designs.count / 4 { settle() }
  }

  /// Moves the newest postings into the columns.
  mutating func settle() {
    guard !recent.isEmpty else { return }
    let total = count
    var columns = (
      designs: [UInt32](), directions: [UInt8](), sizes: [UInt8](), signatures: [UInt64]()
    )
    columns.designs.reserveCapacity(total)
    columns.directions.reserveCapacity(total)
    columns.sizes.reserveCapacity(total)
    columns.signatures.reserveCapacity(total)
    var newStarts = starts
    for word in heads.indices {
      let range = Int(starts[word])..<Int(starts[word + 1])
      if !range.isEmpty {
        columns.designs.append(contentsOf: designs[range])
        columns.directions.append(contentsOf: directions[range])
        columns.sizes.append(contentsOf: sizes[range])
        columns.signatures.append(contentsOf: signatures[range])
      }
      var place = heads[word]
      while place >= 0 {
        let posting = recent[Int(place)]
        columns.designs.append(posting.design)
        columns.directions.append(posting.direction)
        columns.sizes.append(posting.size)
        columns.signatures.append(posting.signature)
        place = next[Int(place)]
      }
      newStarts[word + 1] = UInt32(columns.designs.count)
    }
    starts = newStarts
    (designs, directions, sizes, signatures) = columns
    recent = []
    next = []
    for word in heads.indices {
      heads[word] = -1
      tails[word] = -1
    }
  }

  /// Hands over the postings of a word whose signatures differ from `signature` in at most `radius` bits, oldest first:
  /// place, posting and distance.
  @inline(__always)
  func forEach(
    word: UInt32, near signature: UInt64, radius: Int, _ body: (Int, Posting, Int) -> Void
  ) {
    let from = Int(starts[Int(word)])
    let to = Int(starts[Int(word) + 1])
    signatures.withUnsafeBufferPointer { signatures in
      for place in from..<to {
        let distance = (signatures[place] ^ signature).nonzeroBitCount
        guard distance <= radius else { continue }
        body(
          place,
          Posting(
            design: designs[place], direction: directions[place], size: sizes[place],
            signature: signatures[place]), distance)
      }
    }
    var place = heads[Int(word)]
    while place >= 0 {
      let posting = recent[Int(place)]
      let distance = (posting.signature ^ signature).nonzeroBitCount
      if distance <= radius { body(designs.count + Int(place), posting, distance) }
      place = next[Int(place)]
    }
  }

  /// The signature of the posting at a place.
  func signature(at place: Int) -> UInt64 {
    place < designs.count ? signatures[place] : recent[place - designs.count].signature
  }

  /// The number of a word's postings, at most of designs up to a number.
  ///
  /// - Complexity: O(postings of the word).
  func count(of word: UInt32, through lastDesign: Int) -> Int {
    let range = Int(starts[Int(word)])..<Int(starts[Int(word) + 1])
    var count = designs[range].count { Int($0) <= lastDesign }
    var place = heads[Int(word)]
    while place >= 0 {
      if Int(recent[Int(place)].design) <= lastDesign { count += 1 }
      place = next[Int(place)]
    }
    return count
  }

  /// Collects the votes of a query's features for these designs; see ``PostingColumns``.
  func collectVotes(
    of query: QueryWords, among scope: FeatureScope, into workspace: SearchWorkspace
  ) {
    guard let numbers, numbers.lowerBound <= scope.lastDesign else { return }
    workspace.beginRun(
      of: numbers.lowerBound...min(numbers.upperBound, scope.lastDesign), hiding: scope.excluded)
    for feature in query.features {
      workspace.begin(feature)
      for visit in query.visits(of: feature) where query.isMade(visit) {
        forEach(word: query.words[visit], near: query.signatures[feature], radius: query.radius) {
          place, posting, distance in
          workspace.takeVote(for: posting, at: place, distance: distance)
        }
      }
      workspace.end(feature)
    }
  }
}
