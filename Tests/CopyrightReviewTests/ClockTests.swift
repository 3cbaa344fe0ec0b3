// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import ImageBuffers
import MatchReporting
import Synchronization
import Testing
import TransparencyLog
import _TestSupport

@testable import CopyrightReview

/// A clock that is set back.
@Suite struct ClockTests {
  private final class Clock: Sendable {
    let time = Mutex("2026-06-01T12:00:00.000Z")
  }

  private let folder: TemporaryFolder
  private let desk: ReviewDesk
  private let clock = Clock()

  init() throws {
    folder = try TemporaryFolder()
    let registry = try Registry(path: folder.path("registry"), create: true)
    desk = ReviewDesk(path: folder.path("registry"), registry: registry) { [clock] in
      clock.time.withLock { $0 }
    }
  }

  private func set(_ time: String) { clock.time.withLock { $0 = time } }

  private func picture(_ seed: UInt64) -> Picture {
    let drawn = DrawnPicture.shapes(seed: seed, size: ImageSize(width: 160, height: 120))
    return Picture.png(drawn, "\(seed).png")
  }

  @Test func `nothing is recorded while the clock is behind, and reviews say so`() throws {
    _ = try desk.register(Submission(picture: picture(1)))
    set("2026-05-31T12:00:00.000Z")
    let error = #expect(throws: SelvedgeError.self) {
      _ = try desk.register(Submission(picture: picture(2)))
    }
    #expect(error?.code == .ioFailure)
    #expect(error?.message.contains("the clock says 2026-05-31T12:00:00.000Z") == true)
    #expect(error?.message.contains("the last entry is of 2026-06-01T12:00:00.000Z") == true)
    // It may be the entry that is of a wrong time; then to set the clock is no way out.
    #expect(error?.message.contains("If the clock is right, it once ran ahead: restore") == true)
    let report = try desk.review(picture(1), keep: true)
    #expect(report.finding == .lookAlike && report.record == nil)
    #expect(report.notKept?.contains("the clock says") == true)
    #expect(throws: SelvedgeError.self) {
      _ = try desk.withdraw(desk.designs(after: nil, limit: 1)[0].design, reason: "x")
    }
    #expect(try desk.designs(after: nil, limit: 9).count == 1)
    let log = try MerkleLog.open(folder.path("registry/log"), for: .reading)
    #expect(log.size == 1)

    // Writers that wait for each other may have asked the time in another order.
    set("2026-06-01T11:59:30.000Z")
    #expect(try desk.register(Submission(picture: picture(2))).status == .registered)
    set("2026-06-01T13:00:00.000Z")
    #expect(try desk.review(picture(1), keep: true).record != nil)
  }

  @Test func `a check names entries whose time runs backwards`() throws {
    _ = try desk.register(Submission(picture: picture(1)))
    do {
      let log = try MerkleLog.open(folder.path("registry/log"), for: .appending)
      let digest = Digest256.sha256(of: [])
      for time in ["2026-06-01T11:59:59.000Z", "2026-03-01T12:00:00.000Z"] {
        try log.append([
          .designWithdrawn(DesignWithdrawn(at: LogTime(time), design: "abcdef", reason: digest))
        ])
      }
    }
    let found = try RegistryExaminer.examine(folder.path("registry"))
    #expect(
      found.notes.filter { $0.contains("a clock was wrong") } == [
        "log: entry 2 is of 2026-03-01T12:00:00.000Z, and entry 1 before it of "
          + "2026-06-01T11:59:59.000Z: a clock was wrong"
      ])
    #expect(found.isSound)
  }

  @Test func `a check tells of a last entry whose time has not come yet`() throws {
    set("9000-01-01T12:00:00.000Z")
    _ = try desk.register(Submission(picture: picture(1)))
    let found = try RegistryExaminer.examine(folder.path("registry"))
    #expect(
      found.notes == [
        "log: the last entry, 0, is of 9000-01-01T12:00:00.000Z, which has not come yet by this clock: a clock is or "
          + "was wrong, and nothing is recorded before that time"
      ])
    #expect(found.isSound)
  }
}
