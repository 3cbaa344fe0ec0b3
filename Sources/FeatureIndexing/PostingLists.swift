// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One feature of a design in a posting list.
struct Posting {
  var design: UInt32
  var direction: UInt8
  var size: UInt8
  var signature: UInt64
}

/// Posting lists of all words: most in one run of columns sorted by word, the newest in a table beside it.
///
/// The columns take 14 bytes a posting (design 4, direction and size 2, signature 8) and one offset a word; they are
/// never changed in place, only built anew when the table has grown to a quarter of them, so that a posting is
/// moved a bounded number of times. This is the layout that can be mapped from a file.
struct PostingLists: Sendable {
  private let wordCount: Int
  private var starts: [UInt32]
  private var designs: [UInt32] = []
  private var directions: [UInt8] = []
  private var sizes: [UInt8] = []
  private var signatures: [UInt64] = []
  private var recent: [UInt32: [Posting]] = [:]
  private var recentCount = 0

  init(wordCount: Int) {
    self.wordCount = wordCount
    starts = [UInt32](repeating: 0, count: wordCount + 1)
  }

  /// The number of postings.
  var count: Int { designs.count + recentCount }

  /// Appends postings of one design; designs come in rising order.
  mutating func append(_ postings: [(word: UInt32, posting: Posting)]) {
    for (word, posting) in postings { recent[word, default: []].append(posting) }
    recentCount += postings.count
    if recentCount > 20_000 + designs.count / 4 { settle() }
  }

  /// Moves the newest postings into the columns.
  mutating func settle() {
    guard recentCount > 0 else { return }
    let total = count
    var newStarts = [UInt32](repeating: 0, count: wordCount + 1)
    var newDesigns: [UInt32] = []
    var newDirections: [UInt8] = []
    var newSizes: [UInt8] = []
    var newSignatures: [UInt64] = []
    newDesigns.reserveCapacity(total)
    newDirections.reserveCapacity(total)
    newSizes.reserveCapacity(total)
    newSignatures.reserveCapacity(total)
    for word in 0..<wordCount {
      let range = Int(starts[word])..<Int(starts[word + 1])
      newDesigns.append(contentsOf: designs[range])
      newDirections.append(contentsOf: directions[range])
      newSizes.append(contentsOf: sizes[range])
      newSignatures.append(contentsOf: signatures[range])
      for posting in recent[UInt32(word)] ?? [] {
        newDesigns.append(posting.design)
        newDirections.append(posting.direction)
        newSizes.append(posting.size)
        newSignatures.append(posting.signature)
      }
      newStarts[word + 1] = UInt32(newDesigns.count)
    }
    (starts, designs, directions, sizes) = (newStarts, newDesigns, newDirections, newSizes)
    signatures = newSignatures
    recent = [:]
    recentCount = 0
  }

  /// Hands over the postings of a word whose signatures differ from `signature` in at most `radius` bits, oldest design first.
  @inline(__always)
  func forEach(
    word: UInt32, near signature: UInt64, radius: Int, _ body: (Posting, Int) -> Void
  ) {
    let from = Int(starts[Int(word)])
    let to = Int(starts[Int(word) + 1])
    signatures.withUnsafeBufferPointer { signatures in
      for place in from..<to {
        let distance = (signatures[place] ^ signature).nonzeroBitCount
        guard distance <= radius else { continue }
        body(
          Posting(
            design: designs[place], direction: directions[place], size: sizes[place],
            signature: signatures[place]), distance)
      }
    }
    guard recentCount > 0, let postings = recent[word] else { return }
    for posting in postings {
      let distance = (posting.signature ^ signature).nonzeroBitCount
      if distance <= radius { body(posting, distance) }
    }
  }
}
