// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import Foundation
import ImageBuffers
import MatchReporting
import Provenance
import Testing
import TransparencyLog
import _TestSupport

@testable import CopyrightReview

@Suite struct SealTests {
  let folder: TemporaryFolder
  let desk: ReviewDesk

  init() throws {
    folder = try TemporaryFolder()
    desk = try ReviewDesk.open(folder.path("registry"), create: true)
    for seed in UInt64(0)..<4 {
      _ = try desk.register(Submission(picture: picture(seed, "\(seed).png")))
    }
  }

  private func picture(_ seed: UInt64, _ name: String = "q.png") -> Picture {
    let drawn = DrawnPicture.shapes(seed: seed, size: ImageSize(width: 320, height: 240))
    return Picture.png(drawn, name)
  }

  private let secret = DesignDetails(
    title: "Crane secret", holders: ["Mill secret"], registrant: "Agent secret",
    notes: "secret note", dates: [])

  private func sealed(_ seed: UInt64 = 50) throws -> (SealedDesign, SealOpening) {
    var opening: SealOpening?
    let sealed = try desk.seal(
      Submission(picture: picture(seed, "file secret.png"), details: secret)
    ) { opening = $0 }
    return (sealed, try #require(opening))
  }

  @Test func `whose key a design was sealed with is kept, and nothing of whoever had none`() throws
  {
    let (nobodys, _) = try sealed()
    let sealed = try desk.seal(Submission(picture: picture(51)), bearer: "key-7") { _ in }
    #expect(try desk.sealedDesign(sealed.design).bearer == "key-7")
    #expect(try desk.sealedDesign(nobodys.design).bearer == nil)
    #expect(try desk.registry.unloggedProblems() == [])
  }

  @Test func `a review says that a sealed design is there, and nothing else of it`() throws {
    let (sealed, opening) = try sealed()
    #expect(folder.files(in: "registry/originals").count == 4)
    let cut = DrawnPicture.shapes(seed: 50, size: ImageSize(width: 320, height: 240))
      .cropped(x: 20, y: 10, size: ImageSize(width: 280, height: 220))
    let claim = OwnershipClaim(
      holder: "Mill secret", dates: [TypedDate(.claimedCreation, try PartialDate("2999"))])
    for query in [picture(50), Picture.png(cut, "q.png")] {
      let report = try desk.review(query, keep: true, claim: claim)
      #expect(report.finding == .earlierLookAlike && report.compared == 5)
      #expect(
        report.sealedMatches
          == [SealedMatch(design: sealed.design, sealedAt: sealed.sealedAt)])
      #expect(!report.matches.contains { $0.flagged || $0.design == sealed.design })
      #expect(report.designs?.contains { $0.design == sealed.design } != true)
      #expect(report.ownership?.alerts.map(\.design) == [sealed.design])
      var told = try JSONText.encode(report) + report.text()
      // The claim repeats what the caller said.
      told = told.replacing("\"holder\":\"Mill secret\"", with: "")
      #expect(!told.contains("secret"))
      // Of the sealed file itself the report says what the query is.
      let isSame = query.sha256 == opening.fileSha256
      #expect(told.contains(opening.fileSha256) == isSame)
      #expect(told.contains(opening.pixelSha256) == isSame)
      let trace = try desk.trace(query)
      #expect(trace.sealedMatches == report.sealedMatches && trace.innovation == nil)
      #expect(!(try JSONText.encode(trace) + trace.text()).contains("secret"))
    }
    #expect(try desk.designs(after: nil, limit: 9).count == 4)
    #expect(throws: SelvedgeError.self) { try desk.design(sealed.design) }
    #expect(throws: SelvedgeError.self) { try desk.original(of: sealed.design) }
  }

  @Test func `revealing shows the design since its sealing, and earlier reviews repeat`() throws {
    let (sealed, opening) = try sealed()
    let before = try desk.review(picture(50), keep: true)
    let design = try desk.reveal(
      sealed.design, picture: picture(50, "elsewhere.png"), opening: opening)
    #expect(design.design == sealed.design && design.number == sealed.number)
    #expect(design.file == "file secret.png" && design.details.title == "Crane secret")
    #expect(design.registeredAt == sealed.sealedAt && design.revealedAt != nil)
    #expect(try desk.original(of: design.design).bytes.count == design.byteCount)
    let after = try desk.review(picture(50), keep: true)
    #expect(after.sealedMatches == nil && after.matches.first?.design == sealed.design)
    #expect(after.matches.first?.relations == ["sameFile"])
    let other = try ReviewDesk.open(folder.path("registry"), create: false)
    #expect(before.matches.first?.flagged != true)
    for number in ["1", "2"] { #expect(try other.rerun(number).differences == []) }
    let error = #expect(throws: SelvedgeError.self) {
      try desk.reveal(sealed.design, picture: picture(50), opening: opening)
    }
    #expect(error?.code == .designAlreadyRegistered)
    #expect(try RegistryExaminer.examine(folder.path("registry")).problems == [])
    // The same bytes are one design now.
    #expect(try desk.register(Submission(picture: picture(50))).status == .alreadyRegistered)
  }

  @Test func `a picture or an opening that does not fit is refused`() throws {
    let (sealed, opening) = try sealed()
    let (_, other) = try self.sealed(51)
    func refusal(_ picture: Picture, _ opening: SealOpening) -> ProblemCode? {
      do throws(SelvedgeError) {
        _ = try desk.reveal(sealed.design, picture: picture, opening: opening)
        return nil
      } catch {
        return error.code
      }
    }
    func changed(_ name: KeyValuePairs<String, String>) throws -> SealOpening {
      var text = String(decoding: try opening.json(), as: UTF8.self)
      for (old, new) in name { text = text.replacing(old, with: new) }
      return try SealOpening(file: try folder.write(Array(text.utf8), to: "opening"))
    }
    let zeros = String(repeating: "0", count: 64)
    #expect(refusal(picture(51), opening) == .notVerified)
    #expect(refusal(picture(51), other) == .notVerified)
    #expect(refusal(picture(50), try changed([opening.nonce: zeros])) == .notVerified)
    #expect(refusal(picture(50), try changed(["Crane secret": "Crane"])) == .notVerified)
    #expect(refusal(picture(50), try changed([opening.pixelSha256: zeros])) == .notVerified)
    #expect(
      refusal(picture(51), try changed([opening.fileSha256: picture(51).sha256])) == .notVerified)
    #expect(throws: SelvedgeError.self) {
      try SealOpening(file: try folder.write([0x7B, 0x7D], to: "none"))
    }
    #expect(try desk.entry(sealed.design) == .sealed(sealed))
    #expect(folder.files(in: "registry/originals").count == 4)
    #expect(refusal(picture(50), opening) == nil)
  }

  @Test func `an opening that is not stored seals nothing`() throws {
    let error = #expect(throws: SelvedgeError.self) {
      _ = try desk.seal(Submission(picture: picture(50), details: secret)) {
        _ throws(SelvedgeError) in
        throw SelvedgeError(.outputNotWritable, subject: "x", message: "full")
      }
    }
    #expect(error?.code == .outputNotWritable)
    #expect(try desk.sealedDesigns(after: 0, limit: 9).isEmpty)
    let open = #expect(throws: SelvedgeError.self) {
      _ = try desk.seal(Submission(picture: picture(2))) { _ in }
    }
    #expect(open?.code == .designAlreadyRegistered)
  }

  @Test func `somebody who registers the same bytes openly meanwhile comes second`() throws {
    let (sealed, opening) = try sealed()
    let second = try desk.register(Submission(picture: picture(50)))
    #expect(second.status == .registered)
    _ = try desk.reveal(sealed.design, picture: picture(50), opening: opening)
    let report = try desk.review(picture(50))
    let found = report.matches.filter(\.flagged).map(\.design)
    #expect(found == [sealed.design, second.design.design])
    #expect(try RegistryExaminer.examine(folder.path("registry")).problems == [])
    let made = try RegistryBackup.backUp(
      folder.path("registry"), to: folder.path("backup"), linking: false
    ) { _, _ in }
    let summary = try #require(made)
    #expect(summary.designs == 6 && summary.originals == 5)
  }

  @Test func `a sealed design can be withdrawn, and is then no longer found`() throws {
    let (sealed, _) = try sealed()
    #expect(try desk.withdraw(sealed.design, reason: "sold").isNew)
    let report = try desk.review(picture(50))
    #expect(report.finding == .none && report.sealedMatches == nil && report.compared == 4)
    #expect(try RegistryExaminer.examine(folder.path("registry")).problems == [])
  }

  /// Seals a design as an engine of before would have: its fingerprint means nothing to this one.
  private func sealedByAnotherEngine(_ seed: UInt64) throws -> SealOpening {
    var made: SealOpening?
    _ = try? desk.seal(Submission(picture: picture(seed, "file secret.png"), details: secret)) {
      opening throws(SelvedgeError) in
      made = opening
      throw SelvedgeError(.outputNotWritable, subject: "x", message: "not with this engine")
    }
    let opening = try #require(made)
    let told = try JSONText.encode(
      ToldDocument(
        dates: [TypedDate(.depositedHere, try PartialDate(opening.sealedAt))],
        holders: secret.holders, salt: "00", sealedAt: opening.sealedAt))
    let stored = StoredFingerprint(
      engine: "2", pdq: String(repeating: "0", count: 64), quality: 99, global: [1], local: [2])
    let entry = LogEntry.designSealed(
      DesignSealed(
        at: try LogTime(opening.sealedAt), design: opening.design,
        commitment: try #require(Digest256(hex: opening.commitment)), fingerprint: stored.digest,
        metadata: Digest256.sha256(of: told.utf8), engine: "2"))
    try desk.registry.seal(
      NewSealedDesign(
        design: opening.design, commitment: opening.commitment, holders: secret.holders, dates: [],
        document: told, fingerprint: stored), at: opening.sealedAt
    ) { last throws(RegistryError) in try desk.log.append([entry], after: last) }
    return opening
  }

  @Test func `what an older engine sealed is kept, told as not compared, and found once revealed`()
    throws
  {
    let path = folder.path("registry")
    let before = try desk.review(picture(50), keep: true)
    #expect(before.basis?.sealedNotCompared == nil && before.compared == 4)
    let opening = try sealedByAnotherEngine(50)
    _ = try desk.register(Submission(picture: picture(9, "9.png")))
    let other = try ReviewDesk.open(path, create: false)
    for desk in [desk, other] {
      let report = try desk.review(picture(50), keep: true)
      #expect(report.finding == .none && report.sealedMatches == nil && report.compared == 5)
      #expect(report.basis?.sealedNotCompared == 1)
      #expect(report.certificate[0].contains("1 sealed design could not be compared: an older"))
      #expect(report.certificate[1].contains("另有 1 件封存图案未能比对"))
      #expect(report.text().contains("1 sealed design could not be compared"))
    }
    #expect(try desk.statistics().sealedNotCompared == 1)
    let examined = try RegistryExaminer.examine(path)
    #expect(examined.problems == [])
    #expect(
      examined.notes.contains { $0.contains("it is sealed, and its fingerprint is of engine 2") })

    _ = try desk.reveal(opening.design, picture: picture(50), opening: opening)
    #expect(try desk.statistics().sealedNotCompared == nil)
    for desk in [desk, other, try ReviewDesk.open(path, create: false)] {
      let report = try desk.review(picture(50))
      #expect(report.matches.first?.design == opening.design && report.compared == 6)
      #expect(report.basis?.sealedNotCompared == nil)
      for number in 1...3 { #expect(try desk.rerun("\(number)").differences == []) }
    }
    #expect(try RegistryExaminer.examine(path).problems == [])
  }
}
