// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CKernels
private import Synchronization

/// Where one search keeps its votes; lent from search to search, since it grows to some tens of megabytes.
///
/// Votes lie run by run, as their postings do; totals are kept only for designs that got a vote.
final class SearchWorkspace {
  /// The votes taken so far.
  private(set) var votes: UnsafeMutablePointer<ck_vote>
  private(set) var voteCount = 0
  private var voteCapacity = 1 << 12
  /// For each feature the number of designs that it met.
  private(set) var met: [Int] = []

  private var hits: UnsafeMutablePointer<ck_signature_hit>
  private var hitCapacity = 1 << 12
  private var latest: UnsafeMutablePointer<UInt64>
  private var latestCount = 1 << 12
  private var hidden: [UInt64] = []
  private var stamp: UInt32 = 0
  private var voteCountBefore = 0
  private var feature = 0
  private var firstNumber: UInt32 = 0
  private var numberCount: UInt32 = 0

  /// For each number the sum of its votes, 0 for all but those in ``touched``; or once the short list is known, minus
  /// one minus its place there.
  private(set) var totals: UnsafeMutablePointer<Int32>
  private var totalCount = 1 << 12
  /// The numbers with votes.
  private(set) var touched: [UInt32] = []

  init() {
    votes = .allocate(capacity: voteCapacity)
    hits = .allocate(capacity: hitCapacity)
    latest = .allocate(capacity: latestCount)
    latest.initialize(repeating: 0, count: latestCount)
    totals = .allocate(capacity: totalCount)
    totals.initialize(repeating: 0, count: totalCount)
  }

  deinit {
    votes.deallocate()
    hits.deallocate()
    latest.deallocate()
    totals.deallocate()
  }

  /// Makes ready for a query of so many features.
  func begin(featureCount: Int) {
    voteCount = 0
    met = [Int](repeating: 0, count: featureCount)
  }

  /// Makes ready for a run of postings.
  ///
  /// - Parameters:
  ///   - numbers: The numbers that its designs may have.
  ///   - excluded: Numbers that get no votes.
  func beginRun(of numbers: ClosedRange<Int>, hiding excluded: Set<Int>) {
    if numbers.count > latestCount {
      latest.deallocate()
      latestCount = max(numbers.count, 2 * latestCount)
      latest = .allocate(capacity: latestCount)
      latest.initialize(repeating: 0, count: latestCount)
      stamp = 0
    }
    hidden.removeAll(keepingCapacity: true)
    for number in excluded where numbers.contains(number) {
      if hidden.isEmpty { hidden = [UInt64](repeating: 0, count: (numbers.count + 63) / 64) }
      let place = number - numbers.lowerBound
      hidden[place / 64] |= 1 << UInt64(place % 64)
    }
    (firstNumber, numberCount) = (UInt32(numbers.lowerBound), UInt32(numbers.count))
  }

  /// Begins the lists of a feature in a run.
  func begin(_ feature: Int) {
    self.feature = feature
    voteCountBefore = voteCount
    if stamp == .max {
      latest.update(repeating: 0, count: latestCount)
      stamp = 0
    }
    stamp += 1
  }

  /// Ends the lists of a feature in a run.
  func end(_ feature: Int) {
    met[feature] += voteCount - voteCountBefore
  }

  /// Takes the votes of a feature for the designs of the run.
  ///
  /// - Parameters:
  ///   - feature: The feature's place.
  ///   - signature: Its signature.
  ///   - radius: The largest distance, inclusive.
  ///   - lists: The places of all lists in the run.
  ///   - visits: Which of them are the feature's.
  ///   - signatures: Those of the run.
  ///   - postings: Those of the run.
  func takeVotes(
    of feature: Int, near signature: UInt64, radius: Int, lists: [ck_places], visits: Range<Int>,
    signatures: UnsafeRawPointer, postings: UnsafeRawPointer
  ) {
    var (sum, longest) = (0, 0)
    for list in lists[visits] {
      let length = Int(list.end - list.first)
      sum += length
      longest = max(longest, length)
    }
    guard sum > 0 else { return }
    begin(feature)
    reserve(sum)
    if longest > hitCapacity {
      hits.deallocate()
      hitCapacity = max(longest, 2 * hitCapacity)
      hits = .allocate(capacity: hitCapacity)
    }
    hidden.withUnsafeBufferPointer { hidden in
      var run = ck_vote_run(
        signatures: signatures, postings: postings, first: firstNumber, count: numberCount,
        hidden: hidden.isEmpty ? nil : hidden.baseAddress, latest: latest)
      lists.withUnsafeBufferPointer { lists in
        guard let start = lists.baseAddress else { return }
        let next = visits.upperBound + visits.count <= lists.count ? start + visits.upperBound : nil
        voteCount = ck_collect_votes(
          &run, start + visits.lowerBound, visits.count, next, signature, UInt32(radius),
          UInt32(feature), stamp, hits, votes, voteCount)
      }
    }
    end(feature)
  }

  /// Takes one vote, unless the design has a nearer one, or one as near, from the same feature.
  func takeVote(for posting: Posting, at place: Int, distance: Int) {
    let own = posting.design &- firstNumber
    guard own < numberCount else { return }
    if !hidden.isEmpty, hidden[Int(own / 64)] >> UInt64(own % 64) & 1 != 0 { return }
    reserve(1)
    var target = voteCount
    if latest[Int(own)] >> 32 == UInt64(stamp) {
      target = Int(latest[Int(own)] & 0xffff_ffff)
      guard distance < votes[target].distance else { return }
    } else {
      latest[Int(own)] = UInt64(stamp) << 32 | UInt64(voteCount)
      voteCount += 1
    }
    votes[target] = ck_vote(
      design: posting.design, place: UInt32(place), feature: UInt32(feature),
      distance: UInt8(distance), direction: posting.direction, size: posting.size, unused: 0)
  }

  private func reserve(_ count: Int) {
    guard voteCount + count > voteCapacity else { return }
    voteCapacity = max(voteCount + count, 2 * voteCapacity)
    let larger = UnsafeMutablePointer<ck_vote>.allocate(capacity: voteCapacity)
    larger.moveInitialize(from: votes, count: voteCount)
    votes.deallocate()
    votes = larger
  }

  /// Adds the votes up, design by design.
  ///
  /// - Parameters:
  ///   - bound: Above all numbers.
  ///   - weight: What a vote counts, from its feature and distance; at least 1.
  func total(numbersBelow bound: Int, _ weight: (ck_vote) -> Int32) {
    if bound > totalCount {
      totals.deallocate()
      totalCount = max(bound, 2 * totalCount)
      totals = .allocate(capacity: totalCount)
      totals.initialize(repeating: 0, count: totalCount)
    }
    for index in 0..<voteCount {
      let vote = votes[index]
      let design = Int(vote.design)
      if totals[design] == 0 { touched.append(vote.design) }
      totals[design] += weight(vote)
    }
  }

  /// Marks the designs of the short list in the totals.
  func mark(_ short: [Int]) {
    for (place, design) in short.enumerated() { totals[design] = -1 - Int32(place) }
  }

  /// Forgets the totals.
  func clear() {
    for design in touched { totals[Int(design)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}

/// Workspaces that wait for a search.
final class WorkspacePool: Sendable {
  static let shared = WorkspacePool()
  private let idle = Mutex<[Lent]>([])

  private struct Lent: @unchecked Sendable {
    // Proof of Sendable: a workspace is either in the list, which the lock guards, or lent to one caller, and only
    // that caller touches it.
    let workspace: SearchWorkspace
  }

  /// Lends a workspace for the duration of a call.
  func lend<Result>(_ body: (SearchWorkspace) -> Result) -> Result {
    let lent = idle.withLock { $0.popLast() } ?? Lent(workspace: SearchWorkspace())
    defer { idle.withLock { $0.append(lent) } }
    return body(lent.workspace)
  }
}
