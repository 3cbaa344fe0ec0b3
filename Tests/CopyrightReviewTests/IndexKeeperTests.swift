// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import FeatureIndexing
import FeatureSpace
import Foundation
import HammingSpace
import HashIndexing
import ImageBuffers
import RepeatAnalysis
import Testing
import _TestSupport

@testable import CopyrightReview

/// Whatever happens to the files of an index, answers are those of an index that has none.
@Suite struct IndexKeeperTests {
  private let folder: TemporaryFolder
  private let registry: Registry
  private let keeper: IndexKeeper

  init() throws {
    folder = try TemporaryFolder()
    registry = try Registry(path: folder.path("registry"), create: true)
    keeper = IndexKeeper(registry, at: folder.path("registry"))
  }

  /// A fingerprint with few features, some of which many designs share.
  private static func fingerprint(_ seed: Int) -> Fingerprint {
    var random = SplitMix64(seed: UInt64(seed))
    var keypoints: [Keypoint] = []
    var descriptors: [Int8] = []
    for _ in 0..<12 {
      var shared = SplitMix64(seed: random.next() % 30)
      keypoints.append(
        Keypoint(
          column: 100, row: 100, size: .random(in: 60...90, using: &random),
          direction: .random(in: 0...255, using: &random), group: UInt8(shared.next() % 4)))
      descriptors += (0..<FeatureSet.dimension).map { _ in
        Int8.random(in: -60...60, using: &shared) + Int8.random(in: -3...3, using: &random)
      }
    }
    return Fingerprint(
      hash: .random(using: &random), quality: seed % 5 == 0 ? 10 : 90,
      edgeHash: .random(using: &random), edgeQuality: seed % 7 == 0 ? 10 : 90, torusCodes: [],
      features: FeatureSet(
        size: ImageSize(width: 200, height: 200), keypoints: keypoints, descriptors: descriptors),
      thumbnail: EdgeThumbnail(size: ImageSize(width: 2, height: 1), levels: [1, 2]))
  }

  /// Registers designs whose fingerprints have the seeds.
  private func register(_ seeds: Range<Int>) throws {
    let group = try seeds.map { seed in
      let digest = sha256(Array("\(seed)".utf8))
      let original = try Array("\(seed)".utf8).withUnsafeBytes {
        try registry.stage($0, sha256: digest, format: .png)
      }
      return RegistryEntry.new(
        NewDesign(
          file: "\(seed).png", pixelSHA256: digest, width: 200, height: 200,
          details: DesignDetails(), fingerprint: StoredFingerprint(Self.fingerprint(seed)),
          original: original))
    }
    _ = try registry.register(group, at: "2026-01-31T12:00:00.000Z")
  }

  /// What an index answers to a few queries.
  private func answers(_ index: EngineIndex, _ scope: ComparisonScope = .everything) -> [String] {
    let count = index.count(in: scope)
    return ["\(count)"]
      + [3, 50, 9_999].flatMap { seed in
        let query = Self.fingerprint(seed)
        let features = FeatureIndex.Answer(
          of: [false, true].map {
            index.features.search(
              query.features, isMirrored: $0, limit: 9,
              among: FeatureScope(
                designCount: count, lastDesign: scope.lastNumber, excluded: scope.excluded))
          }, limit: 9)
        let hashes = [index.hashes, index.edgeHashes].flatMap {
          $0.nearest(
            9, to: [query.hash, query.edgeHash], through: scope.lastNumber,
            excluding: scope.excluded)
        }
        return features.candidates.map { "\($0)" } + hashes.map { "\($0)" }
      }
  }

  /// Holds the index that is loaded to one without segments; gives what was noted.
  @discardableResult
  private func expectTrueIndex(
    segments: Int? = nil, tail: Int? = nil, location: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    var notes: [String] = []
    var (index, _) = try keeper.load { notes.append($0) }
    if let segments { #expect(index.segments.count == segments, sourceLocation: location) }
    var plain = EngineIndex()
    let newest = try registry.lastNumber()
    let all = try registry.fingerprints(
      of: 1...max(1, newest), engine: Fingerprint.engine, limit: .max)
    for (number, stored) in all {
      let fingerprint = try Fingerprint(global: stored.global, local: stored.local)
      plain.append(number, fingerprint)
      if number > index.segmentedNumber { index.append(number, fingerprint) }
    }
    if let tail { #expect(index.tailCount == tail, sourceLocation: location) }
    for scope in [
      ComparisonScope.everything, ComparisonScope(lastNumber: 70, excluded: [2, 51, 52]),
    ] {
      #expect(answers(index, scope) == answers(plain, scope), sourceLocation: location)
    }
    #expect(index.count == all.count, sourceLocation: location)
    return notes
  }

  private func settle() throws {
    let right = try #require(keeper.store.writingRight())
    try keeper.settle(with: right)
  }

  private func file(_ name: String) -> URL { URL(filePath: keeper.store.path + "/" + name) }

  private func flip(_ name: String, at offset: Int) throws {
    var bytes = try Data(contentsOf: file(name))
    bytes[offset] ^= 4
    try bytes.write(to: file(name))
  }

  @Test func `designs move from the tail into segments, which merge`() throws {
    try expectTrueIndex(segments: 0, tail: 0)
    try register(0..<63)
    try settle()
    try expectTrueIndex(segments: 0, tail: 63)
    try register(63..<64)
    try settle()
    try expectTrueIndex(segments: 1, tail: 0)
    try register(64..<150)
    try expectTrueIndex(segments: 1, tail: 86)
    // 64 and 86 become one, and 64 more stay beside 150.
    try settle()
    try expectTrueIndex(segments: 1, tail: 0)
    try register(150..<214)
    try settle()
    try expectTrueIndex(segments: 2, tail: 0)
    #expect(keeper.store.fileNames().count == 2)
    #expect(keeper.store.manifest()?.entries.map(\.designs) == [1...150, 151...214])
  }

  @Test func `many designs without a segment get one before the first search`() throws {
    try register(0..<300)
    try expectTrueIndex(segments: 1, tail: 0)
    #expect(keeper.store.manifest()?.entries.map(\.designCount) == [300])
  }

  @Test func `searches that had an index do not wait for a segment of the newest designs`() throws {
    try register(0..<300)
    let (index, _) = try keeper.load(again: true) { _ in }
    #expect(index.segments.isEmpty && keeper.store.manifest() == nil)
    // What was indexed and does not hold any more is made anew all the same.
    try settle()
    try FileManager.default.removeItem(at: file(try #require(keeper.store.fileNames().first)))
    let (again, _) = try keeper.load(again: true) { _ in }
    #expect(again.count == 300 && again.tailCount == 0)
  }

  @Test func `while another process writes, what is missing is read into memory`() throws {
    try register(0..<300)
    let right = keeper.store.writingRight()
    #expect(right != nil)
    try expectTrueIndex(segments: 1, tail: 0)
    #expect(keeper.store.manifest() == nil)
    withExtendedLifetime(right) {}
  }

  @Test func `without a folder to write to, the index is kept in memory`() throws {
    try register(0..<300)
    try Data().write(to: URL(filePath: keeper.store.path))
    try expectTrueIndex(segments: 1, tail: 0)
  }

  @Test func `what a killed process left is removed by the next that writes`() throws {
    try register(0..<80)
    try settle()
    try Data([1, 2, 3]).write(to: file("81-90.abc.segment"))
    try Data([1, 2, 3]).write(to: file("manifest.part"))
    try expectTrueIndex(segments: 1, tail: 0)
    try register(80..<150)
    try settle()
    try expectTrueIndex(segments: 1, tail: 0)
    #expect(keeper.store.fileNames().count == 1)
  }

  @Test(arguments: ["missing", "cut", "header", "manifest", "foreign engine", "other registry's"])
  func `a segment that does not hold is made anew`(damage: String) throws {
    try register(0..<100)
    try settle()
    let name = try #require(keeper.store.fileNames().first)
    switch damage {
    case "missing": try FileManager.default.removeItem(at: file(name))
    case "cut": try Data(contentsOf: file(name)).dropLast(9).write(to: file(name))
    case "header": try flip(name, at: 40)
    case "manifest": try flip("manifest", at: 30)
    case "foreign engine":
      let right = try #require(keeper.store.writingRight())
      try keeper.store.publish(
        SegmentManifest(kind: SegmentKind(engine: "1", layout: 1)), with: right)
    default:
      // The same numbers, and another last design: the index of a database that was restored from a backup.
      let other = try IndexKeeperTests()
      try other.register(0..<99)
      try other.register(500..<501)
      try other.settle()
      try FileManager.default.removeItem(atPath: keeper.store.path)
      try FileManager.default.copyItem(atPath: other.keeper.store.path, toPath: keeper.store.path)
    }
    let notes = try expectTrueIndex(segments: 1, tail: 0)
    #expect(notes.count == 1 && notes[0].hasPrefix("making a part of the index anew: index/"))
    #expect(try expectTrueIndex(segments: 1, tail: 0).isEmpty)
  }

  @Test func `a file that is cut short while it is mapped is made anew before it is read`() throws {
    try register(0..<300)
    let desk = try ReviewDesk.open(folder.path("registry"), create: false)
    let name = try #require(keeper.store.fileNames().first)
    #expect(desk.engine.index.segments.count == 1 && desk.engine.index.isWhole)
    try FileHandle(forWritingTo: file(name)).truncate(atOffset: 4_096)
    #expect(!desk.engine.index.isWhole)
    try desk.catchUp()
    #expect(desk.engine.index.segments.count == 1 && desk.engine.index.isWhole)
    #expect(keeper.store.fileNames() != [name])
    try expectTrueIndex(segments: 1, tail: 0)
  }

  @Test func `an index of a newer program is left alone`() throws {
    try register(0..<100)
    let right = try #require(keeper.store.writingRight())
    let newer = SegmentManifest(
      kind: SegmentKind(engine: Fingerprint.engine, layout: EngineSegment.layout + 1))
    try keeper.store.publish(newer, with: right)
    withExtendedLifetime(right) {}
    try expectTrueIndex(segments: 1, tail: 0)
    #expect(keeper.store.manifest() == newer)
  }

  @Test func `a fingerprint that comes late, or goes, makes its segment anew`() throws {
    try register(0..<100)
    let own = StoredFingerprint(Self.fingerprint(41))
    let old = StoredFingerprint(
      engine: "1", pdq: own.pdq, quality: own.quality, global: own.global, local: own.local)
    // Design 42 could not be made anew by this engine.
    try registry.replaceFingerprint(of: 42, with: old)
    try settle()
    try expectTrueIndex(segments: 1, tail: 0)
    #expect(keeper.store.manifest()?.entries.map(\.designCount) == [99])
    try registry.replaceFingerprint(of: 42, with: own)
    #expect(try expectTrueIndex(segments: 1, tail: 0).count == 1)
    #expect(keeper.store.manifest()?.entries.map(\.designCount) == [100])
    try registry.replaceFingerprint(of: 42, with: old)
    #expect(try expectTrueIndex(segments: 1, tail: 0).count == 1)
    #expect(keeper.store.manifest()?.entries.map(\.designCount) == [99])
  }

  @Test func `a damaged body is not merged under a new checksum`() throws {
    try register(0..<100)
    try settle()
    let name = try #require(keeper.store.fileNames().first)
    try flip(name, at: 4_096 + 100 * 8 + 4_096 * 3)
    // Opening reads the first page only.
    _ = try keeper.load { _ in }
    try register(100..<200)
    try settle()
    try expectTrueIndex(segments: 1, tail: 0)
    let manifest = try #require(keeper.store.manifest())
    for entry in manifest.entries {
      #expect(try keeper.store.segment(entry, of: EngineSegment.kind).bodyFaults().isEmpty)
    }
  }

  @Test func `a fingerprint that cannot be read is named`() throws {
    try register(0..<100)
    let own = StoredFingerprint(Self.fingerprint(9))
    try registry.replaceFingerprint(
      of: 10,
      with: StoredFingerprint(
        engine: own.engine, pdq: own.pdq, quality: own.quality, global: own.global,
        local: Array(own.local.dropLast())))
    let right = try #require(keeper.store.writingRight())
    #expect {
      try keeper.settle(with: right)
    } throws: { error in
      guard case SettlingError.failed(let error)? = error as? SettlingError else { return false }
      return error.message.contains("the fingerprint of design number 10 is damaged")
    }
  }

  // Worked out by hand: a segment is merged with the one before it while that has less than twice its designs.
  @Test func `neighbours merge until each has twice the designs of the next`() {
    #expect(SegmentMerge.groups([]).isEmpty)
    #expect(SegmentMerge.groups([5]).isEmpty)
    #expect(SegmentMerge.groups([10, 5]).isEmpty)
    #expect(SegmentMerge.groups([9, 5]) == [0..<2])
    #expect(SegmentMerge.groups([40, 20, 10, 5]).isEmpty)
    #expect(SegmentMerge.groups([40, 20, 10, 6]) == [0..<4])
    #expect(SegmentMerge.groups([100, 4, 4, 4, 4]) == [1..<5])
    #expect(SegmentMerge.groups([4, 4, 4], mostDesigns: 8) == [0..<2])
    #expect(SegmentMerge.groups([8, 8, 1, 1], mostDesigns: 8) == [2..<4])
    // Whatever comes, few are left.
    var counts: [Int] = []
    for _ in 0..<2_000 {
      counts.append(64)
      while let group = SegmentMerge.groups(counts).first {
        counts.replaceSubrange(group, with: [counts[group].reduce(0, +)])
      }
      #expect(counts.count <= 11)
    }
  }
}
