// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import HammingSpace
import HashIndexing
import Synchronization

/// Times searches by several threads at once over the same ten million codes: each scan apart from the others,
/// by ``HammingScan``, and together, by ``SegmentedIndex``.
///
/// A thread makes several searches, one after the other, and the threads begin apart from each other, so that they
/// are not in step by chance. Both ways are measured in turn.
func runSharedScanBenchmark() {
  let (count, rounds, repetitions) = (10_000_000, 4, 9)
  var random = SplitMix64(seed: 1)
  func code() -> Hash256 {
    Hash256(words: SIMD4(random.next(), random.next(), random.next(), random.next()))
  }
  let columns = Columns(count: count) { code() }
  let queries = (0..<8).map { _ in (0..<8).map { _ in code() } }
  let segmented = SegmentedIndex(segments: [columns.view].compactMap(\.self))
  let sum = Measurement(repetitions: repetitions) { sumOfWords(columns.codes.span) }
  let base = (sum.times.first ?? .zero) / .milliseconds(1)

  print("\(machine()), \(Date().formatted(.iso8601))")
  print("\(count / 1_000_000)M codes; one pass that sums their memory: \(hundredths(base)) ms")
  print("")
  print(
    "| queries each | at once | apart, ms each | of the sum | longest | shared, ms each | of the sum | longest |"
  )
  print("|---|---|---|---|---|---|---|---|")
  for width in [1, 8] {
    for threads in [1, 2, 4, 8] {
      /// The time for each search, and that of the longest, in milliseconds.
      func times(
        _ search: @escaping @Sendable ([Hash256]) -> Int
      ) -> (each: Double, longest: Double) {
        let all = DispatchGroup()
        let longest = Mutex(Duration.zero)
        let time = ContinuousClock().measure {
          for place in 0..<threads {
            all.enter()
            let queries = Array(queries[place].prefix(width))
            Thread.detachNewThread {
              usleep(UInt32(1000 * base * Double(place) / Double(threads)))
              for _ in 0..<rounds {
                // The radius is that of the engine, at which almost no code of independent bits lies.
                let time = ContinuousClock().measure { precondition(search(queries) == 0) }
                longest.withLock { $0 = max($0, time) }
              }
              all.leave()
            }
          }
          all.wait()
        }
        return (
          time / .milliseconds(1) / Double(threads * rounds),
          longest.withLock { $0 } / .milliseconds(1)
        )
      }
      var apart = (each: Double.infinity, longest: Double.infinity)
      var shared = apart
      for _ in 0..<repetitions {
        let one = times { columns.scan(4, to: $0, within: 72) }
        apart = (min(apart.each, one.each), min(apart.longest, one.longest))
        let other = times { segmented.nearest(4, to: $0, within: 72).count }
        shared = (min(shared.each, other.each), min(shared.longest, other.longest))
      }
      let cells = [
        apart.each, apart.each / base, apart.longest,
        shared.each, shared.each / base, shared.longest,
      ]
      print("| \(width) | \(threads) | " + cells.map(hundredths).joined(separator: " | ") + " |")
    }
  }
}

/// Codes and ids in memory that is not changed.
private final class Columns: @unchecked Sendable {
  // Proof of Sendable: constants; the memory is written before `init` returns, only read afterwards, and freed when no
  // view keeps this object.
  let codes: UnsafeMutableBufferPointer<Hash256>
  private let ids: UnsafeMutableBufferPointer<Int>

  init(count: Int, _ code: () -> Hash256) {
    // At whole cache lines, as columns lie in files.
    codes = UnsafeMutableRawBufferPointer.allocate(
      byteCount: count * MemoryLayout<Hash256>.stride, alignment: 64
    ).bindMemory(to: Hash256.self)
    ids = .allocate(capacity: count)
    for row in codes.indices { codes.initializeElement(at: row, to: code()) }
    for row in ids.indices { ids.initializeElement(at: row, to: row) }
  }

  deinit {
    codes.deallocate()
    ids.deallocate()
  }

  /// Scans all codes, whoever else does; how many were found.
  func scan(_ count: Int, to queries: [Hash256], within radius: Int) -> Int {
    HammingScan.nearest(count, to: queries, in: codes.span, ids: ids.span, within: radius).count
  }

  var view: CodeColumns? {
    CodeColumns(
      codes: UnsafeRawBufferPointer(codes), ids: UnsafeRawBufferPointer(ids), owner: self)
  }
}

/// The processor, as the system names it, and how many of its cores there are.
private func machine() -> String {
  let text = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
  let model = text.split(separator: "\n").first { $0.hasPrefix("model name") }
    .flatMap { $0.split(separator: ":").last }?.trimmingCharacters(in: .whitespaces)
  return "\(model ?? "unknown processor"), \(ProcessInfo.processInfo.activeProcessorCount) cores"
}
