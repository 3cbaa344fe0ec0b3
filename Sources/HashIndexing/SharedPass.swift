// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Dispatch
private import HammingSpace
private import Synchronization

/// Where searches of the same columns meet, so that those at work at the same time read each block of codes together.
///
/// The blocks stand in a ring, and one hand goes round it. A search that comes joins where the hand is, at once, and is
/// answered after one whole round, wherever that began: the answer of a ``CodeSearch`` does not depend on the order of
/// blocks. Its thread takes turns: in a turn it moves the hand on by a block and lets all searches that are there read
/// that block, which after the first of them lies in the second level cache. So the threads of *k* searches share
/// out the blocks among them instead of reading each *k* times, and memory is read once for all.
///
/// - Threads: Any number may call ``run(_:over:)``. None leads and none is needed: a thread takes turns until every
///   block of its own round has been taken, by it or by others, and then waits at most for the turns that others
///   are in the middle of. A search alone never waits, and there is no timer. A turn cannot fail, and calls nothing
///   that could wait for another turn, so that each ends.
/// - Fairness: A round is of fixed length, so whoever comes meanwhile does not make it longer in turns. With a core for
///   each of *k* threads, a thread takes one turn of *k* and reads for *k* in it: as much as it would have alone. With
///   fewer cores those at work do a part of what the others have to do, who then have less left; the longest of
///   several searches took as long as without sharing, or less (Benchmarks/README.md, shared-scan).
/// - Complexity: One search alone O(codes x queries), with one lock a block. With *k* at the same time the
///   comparisons are as many as they were, and the codes are read from memory once instead of *k* times.
/// - Sources: A scan that queries join where it is and leave after a round is the circular or "elevator" scan of
///   M. Zukowski, S. Héman, N. Nes and P. Boncz, "Cooperative scans: dynamic bandwidth sharing in a DBMS", VLDB 2007;
///   feeding what the scan holds to all queries at hand, in main memory, is the clock scan of P. Unterbrunner,
///   G. Giannikis, G. Alonso, D. Fauser and D. Kossmann, "Predictable performance for unpredictable workloads",
///   PVLDB 2(1), 2009. There a thread of its own scans; here the callers do.
final class SharedPass: Sendable {
  /// The codes in a block, 512 KiB: half of a second level cache of 1 MiB, so that the rest of it is left to what searches
  /// find and to the codes that the processor fetches ahead.
  ///
  /// Measured: one search with eight queries over ten million codes took 22.5 ms of processor time in blocks of 2,048
  /// codes, 21.8 in blocks of 4,096, and 20.5 to 21.4 in blocks of 8,192 to 65,536 (`selvedge-bench shared-scan` with
  /// these values in turn; AMD EPYC with AVX-512 beside two builds, 2026-11-27).
  static let codesPerBlock = 16_384

  /// The searches of one caller, while they take part.
  final class Member: Sendable {
    /// How far the hand has gone when it has passed all blocks since they came.
    fileprivate let end: Int
    private let searchCount: Int
    private let searches: Mutex<[CodeSearch]>
    /// The blocks that they have still to read.
    private let unread: Atomic<Int>
    private let isAnswered = DispatchSemaphore(value: 0)

    fileprivate init(_ searches: [CodeSearch], place: Int, blockCount: Int) {
      end = place + blockCount
      searchCount = searches.count
      self.searches = Mutex(searches)
      unread = Atomic(blockCount)
    }

    fileprivate func read(_ codes: Span<Hash256>, ids: Span<Int>) {
      for place in 0..<searchCount {
        // Read as the search was a moment ago, so that other threads may do the same with other blocks.
        let candidates = searches.withLock { $0[place] }.candidates(in: codes, ids: ids)
        if !candidates.isEmpty { searches.withLock { $0[place].take(candidates) } }
      }
      let left = unread.subtract(1, ordering: .acquiringAndReleasing).newValue
      if left == 0 { isAnswered.signal() }
    }

    /// Waits for the turns that others are in the middle of.
    ///
    /// To be called once, when no turn is left to take.
    ///
    /// - Returns: The searches, which have read every block.
    func answer() -> [CodeSearch] {
      isAnswered.wait()
      return searches.withLock { $0 }
    }
  }

  /// A block, and who reads it.
  struct Turn: Sendable {
    fileprivate let rows: Range<Int>
    fileprivate let members: [Member]

    /// Lets all of them read it.
    ///
    /// To be called once.
    ///
    /// - Parameter columns: The columns that the pass is of.
    func take(over columns: CodeColumns) {
      let codes = columns.codes.span.extracting(rows)
      let ids = columns.ids.span.extracting(rows)
      for member in members { member.read(codes, ids: ids) }
    }
  }

  private struct State {
    /// How many blocks the hand has passed since the start.
    var place = 0
    /// Those whose round is not over, as they came; all of them want the next block.
    var members: [Member] = []
  }

  private let codeCount: Int
  private let codesPerBlock: Int
  private let blockCount: Int
  private let state = Mutex(State())

  /// Creates a pass that nobody takes part in.
  ///
  /// - Parameters:
  ///   - codeCount: How many codes there are, at least 1.
  ///   - codesPerBlock: How many are read in a turn, at least 1.
  init(codeCount: Int, codesPerBlock: Int) {
    precondition(
      codeCount > 0 && codesPerBlock > 0,
      "\(codeCount) codes in blocks of \(codesPerBlock) are no blocks")
    self.codeCount = codeCount
    self.codesPerBlock = codesPerBlock
    blockCount = (codeCount + codesPerBlock - 1) / codesPerBlock
  }

  /// Lets searches read all codes, together with whatever others do so meanwhile.
  ///
  /// - Parameters:
  ///   - searches: The searches.
  ///   - columns: The columns that the pass is of, or a copy.
  /// - Returns: The searches, which have read them.
  func run(_ searches: [CodeSearch], over columns: CodeColumns) -> [CodeSearch] {
    let member = join(searches)
    while let turn = nextTurn(of: member) { turn.take(over: columns) }
    return member.answer()
  }

  /// Lets searches take part from the next block on.
  ///
  /// Whoever joins takes turns until there are none.
  func join(_ searches: [CodeSearch]) -> Member {
    state.withLock { state in
      let member = Member(searches, place: state.place, blockCount: blockCount)
      state.members.append(member)
      return member
    }
  }

  /// Moves the hand on for a member; `nil` when all blocks of its round have been taken.
  func nextTurn(of member: Member) -> Turn? {
    state.withLock { state in
      guard state.place < member.end else { return nil }
      let start = state.place % blockCount * codesPerBlock
      let turn = Turn(
        rows: start..<min(start + codesPerBlock, codeCount), members: state.members)
      state.place += 1
      // Rounds are of one length, so who came first ends first.
      while let first = state.members.first, first.end == state.place {
        state.members.removeFirst()
      }
      return turn
    }
  }
}
