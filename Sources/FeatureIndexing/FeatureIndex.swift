// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import FeatureSpace

/// Finds the designs that share local features with a query: an inverted file over visual words.
///
/// A design's features are appended to the posting lists of their words. A query feature visits the lists of its nearest words
/// and takes the entries whose signature differs in at most `radius` bits; each design gets at most one vote a query
/// feature. The designs with the most votes are then ranked by the votes that agree on one turn and one change of scale
/// (weak geometric consistency).
///
/// Most designs lie in segments that are never changed and may be mapped from files, the newest in a tail on the heap.
/// An answer does not depend on where a design lies.
///
/// - Determinism: integer votes; the same designs in the same order give the same candidates on every machine.
public struct FeatureIndex: Sendable {
  /// A design that may share something with the query.
  public struct Candidate: Sendable, Hashable {
    /// The number under which the design was added.
    public let design: Int
    /// Whether the mirrored query found it.
    public let isMirrored: Bool
    /// Votes that agree on turn and scale, in 1/1024 of a full vote.
    public let votes: Int

    /// Creates a candidate.
    ///
    /// - Parameters:
    ///   - design: The number under which the design was added.
    ///   - isMirrored: Whether the mirrored query found it.
    ///   - votes: Votes that agree on turn and scale, in 1/1024 of a full vote.
    public init(design: Int, isMirrored: Bool, votes: Int) {
      self.design = design
      self.isMirrored = isMirrored
      self.votes = votes
    }
  }

  /// What a search found.
  public struct Answer: Sendable, Hashable {
    /// Candidates by falling votes, then by number, plain before mirrored.
    public let candidates: [Candidate]
    /// How many postings the query's words have; only those in scope when the budget was exhausted.
    public let postingCount: Int
    /// How many of them were compared: fewer when the budget was exhausted.
    public let comparedCount: Int
    /// How many votes designs got: at most one for each feature of the query.
    public let voteCount: Int

    /// Puts together what the sides of a query found.
    ///
    /// - Parameters:
    ///   - sides: Both sides, or one.
    ///   - limit: The most candidates to give.
    public init(of sides: [Side], limit: Int) {
      let all = sides.flatMap(\.candidates).sorted {
        ($1.votes, $0.design, $0.isMirrored ? 1 : 0) < ($0.votes, $1.design, $1.isMirrored ? 1 : 0)
      }
      candidates = Array(all.prefix(limit))
      postingCount = sides.reduce(0) { $0 + $1.postingCount }
      comparedCount = sides.reduce(0) { $0 + $1.comparedCount }
      voteCount = sides.reduce(0) { $0 + $1.voteCount }
    }

    /// Whether lists were left out to keep within the budget.
    public var isCutShort: Bool { comparedCount < postingCount }
  }

  private let vocabulary: VisualVocabulary
  private let segments: [PostingColumns]
  private var tail = PostingLists(wordCount: PostingColumns.wordCount)

  /// Creates an index.
  ///
  /// - Parameters:
  ///   - vocabulary: The words and signatures to index by.
  ///   - segments: Designs that are there from the start; numbers rise from one to the next.
  public init(vocabulary: VisualVocabulary = .shipped, segments: [PostingColumns] = []) {
    precondition(
      zip(segments, segments.dropFirst()).allSatisfy {
        $0.designs.upperBound < $1.designs.lowerBound
      }, "the designs of segments must rise from one to the next")
    self.vocabulary = vocabulary
    self.segments = segments
  }

  /// Appends a design.
  ///
  /// - Parameters:
  ///   - features: The design's features.
  ///   - number: Its number, above those of all others.
  /// - Complexity: O(features), amortised.
  public mutating func append(_ features: FeatureSet, design number: Int) {
    let words = vocabulary.words(of: features, count: 1)
    for (word, posting) in zip(words, vocabulary.postings(of: features, design: number)) {
      tail.append(posting, to: word)
    }
    tail.settleIfMany()
  }

  /// The most postings that each side of a query is compared with, which bounds what a search costs: about a
  /// nanosecond each.
  ///
  /// At the radius of ``standardRadius`` a query meets some 600 postings a design on both sides, so that lists are left
  /// out from some 22,000 designs on. Among 101,040 designs, of which 100,000 were drawn from real features, 120 of 125
  /// copies are among the candidates with 10 million postings a side as with all, and 121 with 5 million
  /// (Benchmarks/Scale/README.md).
  ///
  /// - Parameter designCount: The number of designs in scope.
  /// - Returns: The number of postings.
  public static func standardPostingLimit(designCount: Int) -> Int {
    6_000_000 + 32 * designCount
  }

  /// The largest Hamming distance of signatures that is a vote, inclusive, bits.
  ///
  /// Two signatures of one word agree by chance more often than coins do: at 22 bits a third of all postings votes, at 14
  /// a fifteenth. Of 375 copies of 1,040 designs 369 are among the candidates at both; the copied design is the first of
  /// them for 364 at 22 and 368 at 14. Among 101,040 designs it is 117 and 120 of 125 that are found.
  public static let standardRadius = 14

  /// What one side of a query found; see ``Answer/init(of:limit:)``.
  public struct Side: Sendable {
    let candidates: [Candidate]
    let postingCount: Int
    let comparedCount: Int
    let voteCount: Int
  }

  /// The designs most worth verifying, by one side of a query; both sides may be searched with at once.
  ///
  /// - Parameters:
  ///   - features: The features of that side.
  ///   - isMirrored: Whether it is the mirrored one.
  ///   - limit: How many candidates are wanted; up to six times as many are given, for votes that agree tell them apart
  ///     better than their number.
  ///   - probes: Words visited for each query feature.
  ///   - radius: Largest Hamming distance of signatures, inclusive, at most 24.
  ///   - scope: Which designs get votes.
  ///   - postingLimit: The most postings that are compared; `nil` is ``standardPostingLimit(designCount:)``.
  /// - Returns: The side's candidates, and what was compared.
  /// - Complexity: O(postings of the words visited).
  public func search(
    _ features: FeatureSet, isMirrored: Bool, limit: Int, probes: Int = 8,
    radius: Int = FeatureIndex.standardRadius, among scope: FeatureScope, postingLimit: Int? = nil
  ) -> Side {
    precondition(
      VoteRanking.weights.indices.contains(radius), "a radius is 0...24 bits, not \(radius)")
    let postingLimit = postingLimit ?? Self.standardPostingLimit(designCount: scope.designCount)
    return WorkspacePool.shared.lend { workspace in
      let found = candidates(
        of: features, limit: limit, probes: probes, radius: radius, among: scope,
        postingLimit: postingLimit, workspace)
      return Side(
        candidates: found.designs.map {
          Candidate(design: $0.design, isMirrored: isMirrored, votes: $0.votes)
        }, postingCount: found.postings.all, comparedCount: found.postings.compared,
        voteCount: workspace.voteCount)
    }
  }

  private func candidates(
    of features: FeatureSet, limit: Int, probes: Int, radius: Int, among scope: FeatureScope,
    postingLimit: Int, _ workspace: SearchWorkspace
  ) -> (designs: [(design: Int, votes: Int)], postings: (all: Int, compared: Int)) {
    var query = QueryWords(
      of: features, vocabulary: vocabulary, probeCount: probes, radius: radius)
    let runs = segments.filter { $0.designs.lowerBound <= scope.lastDesign }
    let places = runs.map { $0.places(of: query.words, through: scope.lastDesign) }
    for lists in places { query.count(lists) }
    if tail.count > 0 { query.count { tail.count(of: $0, through: scope.lastDesign) } }
    let postings = query.fit(into: postingLimit)

    workspace.begin(featureCount: features.keypoints.count)
    var bounds: [Int] = []
    for (run, lists) in zip(runs, places) {
      run.collectVotes(of: query, in: lists, hiding: scope.excluded, into: workspace)
      bounds.append(workspace.voteCount)
    }
    tail.collectVotes(of: query, among: scope, into: workspace)
    let end = max(segments.last?.designs.upperBound ?? -1, tail.numbers?.upperBound ?? -1) + 1
    let ranking = VoteRanking(
      query: features, workspace: workspace, designCount: scope.designCount, numbersBelow: end)
    let designs = ranking.candidates(limit: limit) { vote, place in
      // Votes lie run by run, so the first bound above the vote's place names its run.
      guard let run = bounds.firstIndex(where: { vote < $0 }) else {
        return tail.signature(at: place)
      }
      return runs[run].signature(at: place)
    }
    return (designs, postings)
  }
}
