// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import CopyrightReview
import Foundation
import ImageBuffers
import ImageEncoding
import Synchronization
import Testing
import _TestSupport

@Suite struct PipelineTests {
  @Test(arguments: [1, 2, 7])
  func `results come in order, each once, whatever the threads do`(jobs: Int) {
    let called = Mutex<[Int]>([])
    var handed: [Int] = []
    OrderedWork.run(
      count: 100, jobs: jobs, grouping: OrderedWork.Grouping(limit: 8, patience: 0.001)
    ) { place in
      if place.isMultiple(of: 7) { usleep(2000) }
      called.withLock { $0.append(place) }
      return place * place
    } handOver: { first, results in
      #expect(first == handed.count)
      #expect((1...8).contains(results.count))
      handed += results
      return true
    }
    #expect(handed == (0..<100).map { $0 * $0 })
    #expect(called.withLock { $0.sorted() } == Array(0..<100))
  }

  @Test func `work stops when the results are no longer wanted`() {
    let count = Mutex(0)
    OrderedWork.run(count: 10_000, jobs: 2) { place in
      count.withLock { $0 += 1 }
      return place
    } handOver: { first, _ in
      first < 5
    }
    #expect(count.withLock { $0 } < 1000)
  }

  @Test func `no work is done at once`() {
    OrderedWork.run(count: 0, jobs: 4) {
      $0
    } handOver: { _, _ in
      Issue.record("there is nothing to hand over")
      return true
    }
  }

  @Test func `a group waits for as many as it may hold`() {
    var groups: [Int] = []
    OrderedWork.run(
      count: 10, jobs: 2, grouping: OrderedWork.Grouping(limit: 4, patience: 60)
    ) {
      $0
    } handOver: { _, results in
      groups.append(results.count)
      return true
    }
    #expect(groups == [4, 4, 2])
  }

  // Expected: Python's datetime.
  @Test(
    arguments: [
      (0, "1970-01-01T00:00:00.007Z"), (951_782_400, "2000-02-29T00:00:00.007Z"),
      (4_107_542_399, "2100-02-28T23:59:59.007Z"),
    ])
  func `times are ISO 8601 in UTC`(seconds: Int, expected: String) {
    #expect(Timestamp.text(secondsSince1970: seconds, milliseconds: 7) == expected)
  }

  // Expected: Python's hashlib over the eight bytes of the size and the samples.
  @Test func `the digest of pixels covers the size and the rows`() {
    let samples: [UInt8] = [1, 2, 3, 4, 5, 6]
    var digest = PixelDigest(size: ImageSize(width: 2, height: 1))
    digest.consume(rows: samples.span, rowCount: 1)
    #expect(
      digest.finish() == "562f567f19e0af6f51b8a5ad9b2746b8a5f25051cc298eccdbc62ece11f7ab30")
    var other = PixelDigest(size: ImageSize(width: 1, height: 2))
    other.consume(rows: samples.span, rowCount: 2)
    #expect(other.finish() != digest.finish())
  }

  @Test func `a second thread changes nothing`() throws {
    let drawn = DrawnPicture.discs(seed: 31, size: ImageSize(width: 1300, height: 1003))
    let picture = Picture.png(drawn, "large.png")
    let alone = try Fingerprinter.decode(picture)
    let shared = try Fingerprinter.decode(picture, threads: 2)
    #expect(alone.working == shared.working)
    #expect(alone.pdq.hash == shared.pdq.hash)
    #expect(alone.pixelSHA256 == shared.pixelSHA256)
    #expect(try ReviewDesk.hash(picture, threads: 2) == ReviewDesk.hash(picture))
    let bytes = PNGEncoder.encode(drawn)
    let cut = Picture(name: "cut.png", bytes: Array(bytes.prefix(bytes.count / 2)))
    let error = #expect(throws: SelvedgeError.self) {
      _ = try Fingerprinter.decode(cut, threads: 2)
    }
    #expect(error?.code == .undecodableImage)
  }

  @Test func `work that is told to stop wakes threads that ran ahead`() {
    for _ in 0..<20 {
      var handed = 0
      OrderedWork.run(count: 10_000, jobs: 2) { place in
        place
      } handOver: { _, _ in
        handed += 1
        // Long enough for the threads to fill the window and go to sleep.
        if handed == 1 { usleep(5000) }
        return handed < 2
      }
      #expect(handed == 2)
    }
  }
}
