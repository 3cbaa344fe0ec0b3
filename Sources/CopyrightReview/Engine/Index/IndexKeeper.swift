// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import Glibc

/// Keeps the segments of a registry's index true to its database, and makes them where there are none.
///
/// The database is the truth. A segment counts when its first page holds, when the database has as many fingerprints of
/// this engine among its numbers as it has designs, and when its last fingerprint is the one it was made of; else it is
/// made anew. Any number of processes may read; one at a time writes.
struct IndexKeeper: Sendable {
  let registry: Registry
  let store: SegmentStore

  /// More designs than so many without a segment get one before the first search.
  static let mostUnsettled = 256
  /// How many designs without a segment are rather read into memory than waited for.
  static let mostInMemory = 4096

  /// Keeps the index of a registry.
  ///
  /// - Parameters:
  ///   - registry: The registry.
  ///   - path: Its folder.
  init(_ registry: Registry, at path: String) {
    self.registry = registry
    store = SegmentStore(registry: path)
  }

  /// Makes an index of what the database holds.
  ///
  /// - Parameters:
  ///   - isAgain: Whether searches wait that had an index before: then nothing is written for the sake of the newest
  ///     designs alone, which whoever asks reads into memory.
  ///   - note: Is told, in a sentence, about work that takes a while.
  /// - Returns: The index, behind whose segments few designs are missing or none, and the mark of the manifest that it
  ///   was made of.
  /// - Throws: ``SelvedgeError`` when the database fails or a fingerprint is damaged.
  func load(
    again isAgain: Bool = false, note: (String) -> Void
  ) throws(SelvedgeError) -> (index: EngineIndex, mark: [Int]?) {
    var isWaiting = false
    while true {
      let mark = store.manifestMark
      let live = try liveSegments()
      let newest = try registryWork { () throws(RegistryError) in try registry.lastNumber() }
      let missing = try missing(from: live.segments, through: newest)
      if live.faults.isEmpty, missing.between == 0,
        isAgain || missing.behind <= Self.mostUnsettled
      {
        return (EngineIndex(segments: live.segments), mark)
      }
      if !isWaiting {
        for fault in live.faults { note("making a part of the index anew: \(fault)") }
      }
      if !live.isForeign, let right = store.writingRight() {
        do throws(SettlingError) {
          try settle(with: right, note: note)
          continue
        } catch {
          switch error {
          case .failed(let error): throw error
          case .notWritten(let reason):
            note("the index is kept in memory, for it cannot be written: \(reason)")
          }
        }
      } else if !live.isForeign, store.isWritable,
        missing.between + missing.behind > Self.mostInMemory
      {
        // Another process is making what is missing, and ends sooner than a second one would.
        if !isWaiting { note("waiting for another process that makes the index") }
        isWaiting = true
        usleep(200_000)
        continue
      }
      return (try inMemory(live.segments, through: newest), mark)
    }
  }

  /// The segments that the manifest lists and that hold.
  struct Live {
    var segments: [EngineSegment] = []
    /// Their lines in the manifest.
    var entries: [SegmentManifest.Entry] = []
    /// What does not hold, a sentence each.
    var faults: [String] = []
    /// Whether a newer program keeps this index: then it is not touched.
    var isForeign = false
  }

  /// Maps the segments that the manifest lists, and leaves out what does not hold.
  func liveSegments() throws(SelvedgeError) -> Live {
    while true {
      let mark = store.manifestMark
      var live = Live()
      guard let manifest = store.manifest() else {
        if store.hasManifest { live.faults.append("index/manifest: it is damaged") }
        return live
      }
      let (kind, own) = (manifest.kind, EngineSegment.kind)
      guard kind == own else {
        live.isForeign =
          Fingerprint.isNewer(kind.engine) || kind.engine == own.engine && kind.layout > own.layout
        live.faults.append("index/manifest: \(SegmentFault.otherKind(kind))")
        return live
      }
      for entry in manifest.entries {
        do throws(SegmentFault) {
          let file = try store.segment(entry, of: own)
          guard let segment = EngineSegment(file) else { throw .damagedHeader }
          guard try isTrue(segment) else { throw .stale }
          live.segments.append(segment)
          live.entries.append(entry)
        } catch {
          live.faults.append("index/\(entry.name): \(error)")
        }
      }
      // A file may have gone because the manifest was replaced meanwhile.
      if live.faults.isEmpty || store.manifestMark == mark { return live }
    }
  }

  /// Whether the database still has what a segment was made of.
  private func isTrue(_ segment: EngineSegment) throws(SegmentFault) -> Bool {
    do throws(RegistryError) {
      guard
        try registry.fingerprintCount(of: segment.designs, engine: EngineSegment.kind.engine)
          == segment.numbers.count
      else { return false }
      guard segment.numbers.count > 0 else { return true }
      let last = segment.numbers[segment.numbers.count - 1]
      guard let stored = try registry.fingerprint(of: last.number) else { return false }
      return stored.engine == EngineSegment.kind.engine && stored.checksum == last.checksum
    } catch {
      throw .unreadable(reason: "\(error)")
    }
  }

  /// The runs of numbers that no segment speaks for, up to a number.
  func gaps(_ segments: [EngineSegment], through newest: Int) -> [ClosedRange<Int>] {
    var gaps: [ClosedRange<Int>] = []
    var next = 1
    for segment in segments {
      if next < segment.designs.lowerBound {
        gaps.append(next...segment.designs.lowerBound - 1)
      }
      next = segment.designs.upperBound + 1
    }
    if next <= newest { gaps.append(next...newest) }
    return gaps
  }

  /// How many designs are missing between the segments, and how many behind the last.
  private func missing(
    from segments: [EngineSegment], through newest: Int
  ) throws(SelvedgeError) -> (between: Int, behind: Int) {
    let end = segments.last?.designs.upperBound ?? 0
    var missing = (between: 0, behind: 0)
    for gap in gaps(segments, through: newest) {
      let count = try count(of: gap)
      if gap.lowerBound > end { missing.behind += count } else { missing.between += count }
    }
    return missing
  }

  /// How many designs a run of numbers has.
  func count(of numbers: ClosedRange<Int>) throws(SelvedgeError) -> Int {
    try registryWork { () throws(RegistryError) in
      try registry.fingerprintCount(of: numbers, engine: EngineSegment.kind.engine)
    }
  }

  /// Completes segments on the heap.
  private func inMemory(
    _ segments: [EngineSegment], through newest: Int
  ) throws(SelvedgeError) -> EngineIndex {
    var all = segments
    for gap in gaps(segments, through: newest) {
      try forEachDraft(of: gap) { designs, draft in
        let columns = HeapColumns(byteCounts: draft.columnByteCounts, fill: draft.write)
        if let segment = columns.segment(of: designs) { all.append(segment) }
        return true
      }
    }
    return EngineIndex(segments: all.sorted { $0.designs.lowerBound < $1.designs.lowerBound })
  }
}
