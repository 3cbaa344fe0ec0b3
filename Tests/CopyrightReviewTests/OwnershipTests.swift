// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageEncoding
import MatchReporting
import Provenance
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct OwnershipTests {
  private let folder: TemporaryFolder
  private let desk: ReviewDesk

  init() throws {
    folder = try TemporaryFolder()
    desk = try ReviewDesk.open(folder.path("registry"), create: true)
  }

  /// A picture; each shade is a file of its own that looks the same.
  private func picture(_ seed: UInt64, shade: UInt8 = 0) -> Picture {
    var drawn = DrawnPicture.discs(seed: seed, size: ImageSize(width: 160, height: 120))
    drawn = PixelBuffer(size: drawn.size, samples: drawn.samples.map { max($0, shade) })
    return Picture(name: "\(seed)-\(shade).png", bytes: PNGEncoder.encode(drawn))
  }

  @discardableResult
  private func register(
    _ picture: Picture, _ holders: [String], bank: DesignBank = .registered, _ dates: String...
  ) throws -> String {
    let details = DesignDetails(
      holders: holders, bank: bank, dates: try dates.map { try TypedDate(submitted: $0) })
    return try desk.register(Submission(picture: picture, details: details)).design.design
  }

  private func review(_ holder: String?, _ dates: String...) throws -> ReviewReport {
    let claim = OwnershipClaim(
      holder: holder,
      dates: try dates.map { try TypedDate(submitted: $0, defaultKind: .claimedCreation) })
    return try desk.review(picture(1), claim: claim)
  }

  @Test func `an earlier date of somebody else raises the alert and names both dates`() throws {
    let id = try register(picture(1, shade: 2), ["Lin"], "firstPublication=2020-03-05;fair")
    let report = try review("Wang", "2022-01-01")
    #expect(report.finding == .earlierLookAlike)
    let alert = try #require(report.ownership?.alerts.first)
    #expect(alert.design == id && alert.basis == .earlier)
    #expect(
      alert.sentence == """
        Strengthen the ownership review because the look-alike 1-2.png of Lin has the date \
        2020-03-05 (first publication, proof noted: fair), which is earlier than the claimed date \
        2022-01-01 (claimed creation, no proof noted).
        """)
    #expect(
      alert.sentenceChinese == """
        请加强权属审查：“Lin”的近似图样 1-2.png 的首次发表日期为 2020-03-05，早于所主张的自称创作日期 \
        2022-01-01（供参考）。
        """)
    #expect(report.designs?.first?.holders == ["Lin"])
    #expect(report.text().contains(alert.sentence))
    // What people read says what proves the dates in both languages; what is kept stays as it was.
    let spoken = """
      请加强权属审查：“Lin”的相似图案 1-2.png 的日期为 2020-03-05（首次发表，证据：fair），早于主张的日期 \
      2022-01-01（主张的创作，未注明证据）；供参考。
      """
    #expect(alert.spokenChinese == spoken)
    #expect(report.text().contains(spoken) && !report.text().contains(alert.sentenceChinese))
    #expect(!alert.isOfSealed && report.quietDates.isEmpty && report.nothingAgainstClaim == nil)
  }

  @Test func `the claimant's own designs, later dates and a missing date raise nothing`() throws {
    try register(picture(1, shade: 2), ["Other", "ＬＩＮ"], "firstPublication=2020-03-05")
    let own = try review("lin", "2022")
    #expect(own.finding == .lookAlike && own.quietDates.map(\.reason) == [.ownDesign])
    #expect(own.text().contains("the claimant is recorded as its holder"))
    let later = try review("Wang", "registration=2019")
    #expect(later.finding == .lookAlike && later.quietDates.isEmpty)
    #expect(later.text().contains("No date on record speaks against the claim."))
    #expect(later.text().contains("登记库中没有日期与该主张相抵触"))
    #expect(try review("Wang").finding == .lookAlike)
    #expect(try desk.review(picture(1)).ownership == nil)
    let bent = try review("Wang", "2019-06-01")
    #expect(bent.finding == .lookAlike)
    #expect(bent.ownership?.alerts.map(\.basis) == [.withinReach])
  }

  @Test func `what the public domain explains is listed apart and raises nothing`() throws {
    let motif = try register(picture(1), [], bank: .publicDomain, "firstPublication=1890")
    let copy = try register(picture(1, shade: 2), ["Lin"], "registration=2020-03-05")
    let report = try review("Wang", "2022")
    #expect(report.finding == .lookAlike)
    #expect(report.matches.map(\.design) == [copy])
    #expect(report.publicDomainMatches?.map(\.design) == [motif])
    #expect(report.ownership?.alerts == [])
    let commonness = try #require(report.commonness?.sentence)
    #expect(
      commonness.hasPrefix(
        "Look-alikes in 2 designs, of 1 holder (1 of them without a named holder), 1 in the public")
    )
    #expect(report.ownership?.explained == [OwnershipReport.Explained(design: copy, by: motif)])
    // Both are earlier than the claim, and the report says so, and why there is no alert.
    #expect(report.quietDates.map(\.design) == [motif, copy])
    #expect(report.quietDates.map(\.reason) == [.publicDomain, .explained(by: "1-0.png")])
    let text = report.text()
    for part in [
      "1-2.png of Lin has the date 2020-03-05 (registration, no proof noted), which is earlier than",
      "It raises no alert: the motif 1-0.png of the public domain explains the match.",
      "“Lin”的相似图案 1-2.png 的日期为 2020-03-05（著作权登记，未注明证据），早于主张的日期 2022（主张的创作，未注明证据）。未作提示：",
      "公有领域纹样 1-0.png 已能解释这处相似（供参考）。",
    ] { #expect(text.contains(part), "\(part)") }
    #expect(!text.contains("No date on record") && !text.contains("没有日期与该主张相抵触"))
  }

  @Test func `an earlier date of a softer kind is named, and why it does not count`() throws {
    let id = try register(picture(1, shade: 2), ["Lin"], "claimedCreation=2015")
    let report = try review("Wang", "firstPublication=2020-03-05")
    #expect(report.finding == .lookAlike && report.ownership?.alerts == [])
    let date = try #require(report.quietDates.first)
    #expect(report.quietDates.count == 1 && date.design == id && date.reason == .bareWord)
    #expect(
      date.sentence == """
        The look-alike 1-2.png of Lin has the date 2015 (claimed creation, no proof noted), which is \
        earlier than the claimed date 2020-03-05 (first publication, no proof noted). It raises no \
        alert: a claimed creation rests on a word alone and does not count against a date with more \
        behind it.
        """)
    #expect(report.nothingAgainstClaim == nil)
  }

  @Test func `planted designs are no leads, and are not counted`() throws {
    try register(picture(1), ["Lin"], bank: .control, "registration=2020")
    let report = try review("Wang", "2022")
    #expect(report.finding == .none)
    #expect(report.matches.isEmpty && report.compared == 0)
  }

  @Test func `commonness counts beyond what is listed`() throws {
    for shade in 1...8 as ClosedRange<UInt8> {
      try register(
        picture(1, shade: shade), shade.isMultiple(of: 2) ? ["Lin"] : ["Mill \(shade % 3)"],
        "firstSale=\(2010 + Int(shade))")
    }
    try register(picture(9), ["Else"])
    let report = try desk.review(picture(1), limit: 2)
    #expect(report.matches.count == 2)
    let commonness = try #require(report.commonness)
    #expect(commonness.designs == 8 && !commonness.isAtLeast)
    #expect(commonness.holders == 4)
    #expect(commonness.firstYear == 2011)
    #expect(commonness.sentence.hasPrefix("Look-alikes in 8 designs, of 4 holders, from 2011 to "))
    #expect(report.text().contains("Look-alike found: 8 of 9 designs."))
  }

  @Test func `only those that are earlier are called earlier, and all are counted`() throws {
    try register(picture(1, shade: 2), ["Lin"], "registration=2019-03-05")
    #expect(
      try review("Wang", "registration=2020-06-01").text().contains(
        "Earlier look-alike found: 1, of 1 look-alike among 1 design."))
    try register(picture(1, shade: 3), ["Wang"], "registration=2018-03-05")
    try register(picture(1, shade: 4), [], "registration=2022-03-05")
    let report = try review("Wang", "registration=2020-06-01")
    #expect(report.finding == .earlierLookAlike)
    #expect(report.lookAlikes == (3, false) && report.earlierCount == 1)
    #expect(
      report.text().contains("Earlier look-alike found: 1, of 3 look-alikes among 3 designs."))
  }

  @Test func `a trace names a motif of the public domain, and counts what it explains`() throws {
    let motif = try register(picture(1, shade: 2), [], bank: .publicDomain, "firstPublication=1905")
    let alone = try desk.trace(picture(1))
    #expect(alone.sources.isEmpty)
    #expect(alone.publicDomainSources?.map(\.match.design) == [motif])
    // As the innovation map of a review has it.
    #expect(alone.innovation == 0)
    let lines = alone.text().split(separator: "\n").map { $0.drop { $0 == " " } }
    #expect(lines.contains("Explained by the public domain:"))
    #expect(lines.contains("as stated: first publication 1905"))

    let design = try register(picture(1, shade: 4), ["Lin"])
    let both = try desk.trace(picture(1))
    #expect(both.sources.map(\.match.design) == [design])
    #expect(both.publicDomainSources?.map(\.match.design) == [motif])
    #expect(both.leftOut == nil && both.innovation == 0)
  }
}
