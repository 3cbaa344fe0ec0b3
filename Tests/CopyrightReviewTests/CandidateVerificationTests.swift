// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import MatchReporting
import PerceptualHashing
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct CandidateVerificationTests {
  private static let size = ImageSize(width: 200, height: 160)

  private static func analysis(_ picture: PixelBuffer) -> PictureAnalysis {
    PictureAnalysis(pdq: PDQHasher.hash(picture), picture: picture)
  }

  private static func analysis(seed: UInt64) -> PictureAnalysis {
    analysis(DrawnPicture.shapes(seed: seed, size: size))
  }

  private static let query = QueryPicture(of: analysis(seed: 9))
  private static let copy = Fingerprint(of: analysis(seed: 9))
  private static let strangers = (10..<14).map { Fingerprint(of: analysis(seed: $0)) }

  /// Verifies 60 candidates, of which those in `copies` are the query itself.
  private func verified(
    _ query: QueryPicture = query, copies: Set<Int>, procedure: VerificationProcedure = .current
  ) throws -> (flagged: [Int], looks: [Int], work: ReviewWork) {
    var looks: [Int] = []
    var verification = CandidateVerification(of: query, procedure: procedure) { number in
      copies.contains(number) ? Self.copy : Self.strangers[number % 4]
    } look: { match in
      looks.append(match.number)
      return nil
    }
    try verification.run(
      over: (0..<60).map { EngineIndex.Candidate(number: $0, sides: .plain) })
    var work = ReviewWork()
    verification.report(in: &work)
    return (verification.matches.filter(\.isFlagged).map(\.number), looks, work)
  }

  @Test func `the best of the first are compared, and no more once one is flagged`() throws {
    let found = try verified(copies: [3])
    #expect(found.flagged == [3])
    // A code speaks for the copy; beside it the best of the others are compared.
    #expect(found.work.verified == 1 + CandidateVerification.bestCount)
  }

  @Test func `a copy among the last candidates is found by its support`() throws {
    let found = try verified(copies: [58])
    #expect(found.flagged == [58])
    #expect(
      found.work.verified
        == CandidateVerification.bestCount + CandidateVerification.lastCount)
  }

  @Test(arguments: [(3, true), (15, true), (24, false), (58, false)])
  func `of a negative the first candidates are all`(place: Int, isFound: Bool) throws {
    let negative = DrawnPicture.shapes(seed: 9, size: Self.size).negative
    let query = QueryPicture(of: Self.analysis(negative)).negative
    let found = try verified(query, copies: [place])
    #expect(found.flagged == (isFound ? [place] : []))
    #expect(found.work.verified == CandidateVerification.bestCount + (isFound ? 1 : 0))
  }

  @Test func `a design that is registered again and again is followed as far as it goes`() throws {
    let found = try verified(copies: Set(10..<30))
    #expect(found.flagged.sorted() == Array(10..<30))
    // 14 of the first 24 and 6 others; 6 of the next 8 and 4 others; 4 of the 8 after these, and no more.
    #expect(found.work.verified == 20 + 10 + 4)
  }

  @Test(arguments: [([3], 24), ([58], 24 + 20), (Array(10..<30), 40)])
  func `in turn as many are compared as when reviews of method 2 were made`(
    copies: [Int], comparedCount: Int
  ) throws {
    let found = try verified(copies: Set(copies), procedure: .inTurn)
    #expect(found.flagged.sorted() == copies && found.work.verified == comparedCount)
  }

  @Test(arguments: [7, 31])
  func `a detail that no code speaks for gets the answer that comparing every candidate gives`(
    place: Int
  ) throws {
    let large = ImageSize(width: 420, height: 340)
    let design = DrawnPicture.shapes(seed: 70, size: large)
    let detail = design.cropped(x: 90, y: 60, size: ImageSize(width: 210, height: 170))
    let query = QueryPicture(of: Self.analysis(detail.transformed(by: .mirror)))
    let own = Fingerprint(of: Self.analysis(design))
    let others = (71..<75).map { seed in
      Fingerprint(of: Self.analysis(DrawnPicture.shapes(seed: seed, size: large)))
    }
    func fingerprint(_ number: Int) -> Fingerprint { number == place ? own : others[number % 4] }
    let examiner = PairExaminer(query: query)
    var all = (0..<40).map { number in
      examiner.match(
        of: examiner.pair(with: fingerprint(number), number: number, sides: [.plain, .mirrored]))
    }
    MatchEngine.sort(&all)
    #expect(
      !examiner.pair(with: own, number: 0, sides: [.plain, .mirrored]).isNearByCode)
    var verification = CandidateVerification(of: query) {
      fingerprint($0)
    } look: { _ in
      nil
    }
    try verification.run(
      over: (0..<40).map { EngineIndex.Candidate(number: $0, sides: [.plain, .mirrored]) })
    let (found, best) = (try #require(verification.matches.first), all[0])
    #expect(best.number == place && best.isFlagged)
    #expect(found.number == best.number && found.observation == best.observation)
    #expect(
      found.log10LikelihoodRatio == best.log10LikelihoodRatio
        && verification.matches.filter(\.isFlagged).map(\.number)
          == all.filter(\.isFlagged).map(\.number)
    )
  }

  @Test(arguments: [1, 2, 3])
  func `what is found does not depend on the number of threads`(threads: Int) throws {
    var found: [[Int: Double]] = []
    for count in [1, threads] {
      var verification = CandidateVerification(of: Self.query, threads: count) { number in
        number == 50 ? Self.copy : Self.strangers[number % 4]
      } look: { _ in
        nil
      }
      try verification.run(
        over: (0..<60).map { EngineIndex.Candidate(number: $0, sides: [.plain, .mirrored]) })
      found.append(
        Dictionary(
          uniqueKeysWithValues: verification.matches.map { ($0.number, $0.log10LikelihoodRatio) }))
    }
    #expect(found[0] == found[1] && found[0].count > 20)
  }

  @Test func `no design is looked at closer twice`() throws {
    let found = try verified(copies: [])
    #expect(found.flagged.isEmpty)
    #expect(Set(found.looks).count == found.looks.count)
  }

  @Test func `what is no more is passed over`() throws {
    var verification = CandidateVerification(of: Self.query) { number in
      number == 1 ? Self.copy : nil
    } look: { _ in
      nil
    }
    try verification.run(over: (0..<3).map { EngineIndex.Candidate(number: $0, sides: .plain) })
    #expect(verification.matches.map(\.number) == [1])
  }
}
