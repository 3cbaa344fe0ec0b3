// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import Testing

@testable import selvedge

@Suite struct ExitStatusTableTests {
  @Test func `no problem ends like a finding, a success or an unmapped error`() {
    #expect(ProblemCode.allCases.count == 22)
    for code in ProblemCode.allCases {
      #expect((64...78).contains(ExitStatus.of(code)), "\(code)")
    }
  }

  @Test func `the highest problem wins over findings, and flagged over unjudged`() {
    var status = ExitStatus()
    #expect(status.value == 0)
    status.note(Finding.none)
    #expect(status.value == 0)
    status.note(Finding.cannotJudge)
    #expect(status.value == 3)
    status.note(Finding.lookAlike)
    #expect(status.value == 2)
    status.note(ProblemCode.registryBusy)
    status.note(ProblemCode.undecodableImage)
    #expect(status.value == 75)
  }

  @Test func `the bar tells how far, how fast and how long`() {
    #expect(
      ProgressBar.line(done: 500, total: 1000, seconds: 4)
        == String(repeating: "█", count: 15) + String(repeating: "░", count: 15)
        + "  500 of 1,000  125 a second  4.0 s left")
    #expect(ProgressBar.duration(59.2) == "60 s")
    #expect(ProgressBar.duration(7500) == "2 h 05 min")
  }
}
