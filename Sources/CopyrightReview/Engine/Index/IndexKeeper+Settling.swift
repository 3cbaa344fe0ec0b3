// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import MatchReporting

/// Why segments were not made.
enum SettlingError: Error {
  /// They cannot be written; the index is as it was before the last.
  case notWritten(reason: String)
  /// The database failed, or a fingerprint is damaged.
  case failed(SelvedgeError)
}

extension IndexKeeper {
  /// Fewer designs than so many behind the segments are left to the next that comes by.
  static let fewestSettled = 64
  /// The most designs of a segment that is made from the database in one go: some 60 MB of heap.
  static let chunkCount = 4096

  /// Makes segments of all designs that have none, and merges small ones.
  ///
  /// Each segment counts as soon as it is written, so whatever ends this loses nothing but the one under way.
  ///
  /// - Parameters:
  ///   - right: The right to do so.
  ///   - note: Is told, in a sentence, about work that takes a while.
  /// - Throws: ``SettlingError``.
  func settle(
    with right: SegmentStore.WritingRight, note: (String) -> Void = { _ in }
  ) throws(SettlingError) {
    while true {
      let live = try settling { () throws(SelvedgeError) in try liveSegments() }
      guard !live.isForeign else { return }
      if !live.faults.isEmpty { try publish(live.entries, with: right) }
      try fillGaps(live, with: right, note: note)
      guard try !mergeAll(with: right) else { return }
    }
  }

  private func settling<Result>(
    _ body: () throws(SelvedgeError) -> Result
  ) throws(SettlingError) -> Result {
    do throws(SelvedgeError) {
      return try body()
    } catch {
      throw .failed(error)
    }
  }

  private func writing<Result>(
    _ body: () throws(RegistryError) -> Result
  ) throws(SettlingError) -> Result {
    do throws(RegistryError) {
      return try body()
    } catch {
      throw .notWritten(reason: "\(error)")
    }
  }

  private func publish(
    _ entries: [SegmentManifest.Entry], with right: SegmentStore.WritingRight
  ) throws(SettlingError) {
    let manifest = SegmentManifest(
      kind: EngineSegment.kind,
      entries: entries.sorted { $0.designs.lowerBound < $1.designs.lowerBound })
    try writing { () throws(RegistryError) in try store.publish(manifest, with: right) }
  }

  /// Makes segments of the designs that have none.
  private func fillGaps(
    _ live: Live, with right: SegmentStore.WritingRight, note: (String) -> Void
  ) throws(SettlingError) {
    let newest = try settling { () throws(SelvedgeError) in
      try registryWork { () throws(RegistryError) in try registry.lastNumber() }
    }
    var entries = live.entries
    for gap in gaps(live.segments, through: newest) {
      let count = try settling { () throws(SelvedgeError) in try self.count(of: gap) }
      guard count > 0, gap.upperBound < newest || count >= Self.fewestSettled else { continue }
      var done = 0
      if count > Self.chunkCount { note("making the index of \(grouped(count, "design"))") }
      var failure: SettlingError?
      try settling { () throws(SelvedgeError) in
        try forEachDraft(of: gap) { designs, draft in
          do throws(SettlingError) {
            let entry = try writing { () throws(RegistryError) in
              try store.write(
                EngineSegment.kind, designs: designs, designCount: draft.designCount,
                columnByteCounts: draft.columnByteCounts, with: right, fill: draft.write)
            }
            entries.append(entry)
            try publish(entries, with: right)
          } catch {
            failure = error
            return false
          }
          let before = done
          done += draft.designCount
          if done / 50_000 > before / 50_000 {
            note("\(grouped(done)) of \(grouped(count)) done")
          }
          return true
        }
      }
      if let failure { throw failure }
    }
  }

  /// Merges small neighbours.
  ///
  /// - Returns: Whether all could be; a segment whose body is damaged is left out instead, to be made anew.
  private func mergeAll(with right: SegmentStore.WritingRight) throws(SettlingError) -> Bool {
    while true {
      let live = try settling { () throws(SelvedgeError) in try liveSegments() }
      guard let group = SegmentMerge.groups(live.segments.map(\.numbers.count)).first else {
        return true
      }
      var entries = live.entries
      // What is merged gets new checksums, so the old ones are asked once more.
      for entry in live.entries[group] {
        guard let file = try? store.segment(entry, of: EngineSegment.kind),
          file.bodyFaults().isEmpty
        else {
          entries.removeAll { $0 == entry }
          try publish(entries, with: right)
          return false
        }
      }
      let merge = SegmentMerge(segments: Array(live.segments[group]))
      let designs =
        live.entries[group.lowerBound].designs
        .lowerBound...live.entries[group.upperBound - 1]
        .designs.upperBound
      let entry = try writing { () throws(RegistryError) in
        try store.write(
          EngineSegment.kind, designs: designs, designCount: merge.designCount,
          columnByteCounts: merge.columnByteCounts, with: right, fill: merge.write)
      }
      entries.replaceSubrange(group, with: [entry])
      try publish(entries, with: right)
    }
  }

  /// Hands over the designs of a run of numbers as drafts of segments.
  ///
  /// - Parameters:
  ///   - gap: The numbers, all of which some draft speaks for.
  ///   - body: Takes the numbers that a draft speaks for, and the draft; says whether to go on.
  /// - Throws: ``SelvedgeError`` when the database fails or a fingerprint is damaged.
  func forEachDraft(
    of gap: ClosedRange<Int>, _ body: (ClosedRange<Int>, SegmentDraft) -> Bool
  ) throws(SelvedgeError) {
    var first = gap.lowerBound
    var next = first
    var draft = SegmentDraft()
    while next <= gap.upperBound {
      let rows = try registryWork { () throws(RegistryError) in
        try registry.fingerprints(
          of: next...gap.upperBound, engine: EngineSegment.kind.engine, limit: Self.pageCount)
      }
      try append(rows, to: &draft)
      next = rows.count < Self.pageCount ? gap.upperBound + 1 : (rows.last?.number ?? next) + 1
      let isLast = next > gap.upperBound
      guard draft.designCount >= Self.chunkCount || isLast && draft.designCount > 0 else {
        continue
      }
      guard body(first...next - 1, draft) else { return }
      first = next
      draft = SegmentDraft()
    }
  }

  /// Rows that are read at a time: some 15 MB.
  private static let pageCount = 512
  /// Rows that one thread makes a draft of.
  private static let shareCount = 64

  /// Makes drafts of rows, on two threads.
  private func append(
    _ rows: [(number: Int, stored: StoredFingerprint)], to draft: inout SegmentDraft
  ) throws(SelvedgeError) {
    var damage: DamagedFingerprint?
    let shares = stride(from: 0, to: rows.count, by: Self.shareCount).map {
      $0..<min($0 + Self.shareCount, rows.count)
    }
    OrderedWork.run(count: shares.count, jobs: 2) { place in
      Result { () throws(DamagedFingerprint) in
        var share = SegmentDraft()
        try share.append(rows[shares[place]])
        return share
      }
    } handOver: { (_, made: [Result<SegmentDraft, DamagedFingerprint>]) in
      for share in made {
        switch share {
        case .success(let share): draft.append(share)
        case .failure(let error): damage = damage ?? error
        }
      }
      return damage == nil
    }
    if let damage { throw SelvedgeError(damage) }
  }
}

extension SelvedgeError {
  /// The catalogue's error for a fingerprint that cannot be read.
  init(_ damage: DamagedFingerprint) {
    self.init(
      .ioFailure, stage: "registry", subject: "design number \(damage.number)",
      message: "the fingerprint of design number \(damage.number) is damaged; restore the "
        + "registry from a backup", cause: damage.error.description)
  }
}
