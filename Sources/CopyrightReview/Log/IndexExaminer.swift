// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry

/// Holds the files of a registry's index to their checksums.
///
/// Nothing is lost with an index, for it is made anew from the database; but a damaged one gives other answers.
struct IndexExaminer {
  private let store: SegmentStore
  private(set) var result: RegistryExamination
  /// The segments whose fingerprints are to be held against the database's.
  private(set) var segments: [EngineSegment] = []

  /// What to do about a damaged file.
  private static let remedy = "remove the folder index; the next review makes it anew"

  /// Prepares an examination.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - result: Takes what is found.
  init(registry: String, result: RegistryExamination) {
    store = SegmentStore(registry: registry)
    self.result = result
  }

  /// Reads every byte of the index.
  mutating func examine() {
    guard let manifest = store.manifest() else {
      if store.hasManifest {
        result.problems.append("index/manifest: it is damaged; \(Self.remedy)")
      }
      return
    }
    guard manifest.kind == EngineSegment.kind else {
      result.notes.append("index: \(SegmentFault.otherKind(manifest.kind)), and was not examined")
      return
    }
    for entry in manifest.entries {
      do throws(SegmentFault) {
        let file = try store.segment(entry, of: manifest.kind)
        let faults = file.bodyFaults()
        for fault in faults { report(entry.name, fault) }
        guard faults.isEmpty else { continue }
        guard let segment = EngineSegment(file) else { throw .damagedHeader }
        segments.append(segment)
      } catch {
        report(entry.name, error)
      }
    }
    let names = Set(manifest.entries.map(\.name))
    for name in store.fileNames() where !names.contains(name) {
      result.notes.append(
        "index/\(name): left by a process that did not finish; the next that writes removes it")
    }
  }

  private mutating func report(_ name: String, _ fault: SegmentFault) {
    result.problems.append("index/\(name): \(fault); \(Self.remedy)")
  }
}

extension [EngineSegment] {
  /// The checksum of the fingerprint that a design was indexed by; `nil` when no segment has it.
  ///
  /// - Complexity: O(segments + log *n*).
  func checksum(ofDesign number: Int) -> UInt32? {
    guard let segment = first(where: { $0.designs.contains(number) }) else { return nil }
    let place = segment.numbers.count(through: number)
    guard place > 0, segment.numbers[place - 1].number == number else { return nil }
    return segment.numbers[place - 1].checksum
  }
}
