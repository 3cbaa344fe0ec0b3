// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import Testing

@testable import SelvedgeService

@Suite struct ReviewRoutesTests {
  @Test func `A registered picture is found, and the report is kept under its id`() async throws {
    try await TestServer.run { server in
      let made = try await server.send(.post("/v1/designs?file=a.png", TestPictures.png(1)))
      let design: DesignRecord = try made.decoded()
      _ = try await server.send(.post("/v1/designs", TestPictures.png(2)))

      let found = try await server.send(.post("/v1/reviews?file=q.png", TestPictures.png(1)))
      #expect(found.status == 201)
      let report: ReviewReport = try found.decoded()
      #expect(report.matches.first?.design == design.design)
      #expect(report.matches.first?.flagged == true)
      #expect(report.query.file == "q.png" && report.compared == 2 && report.schema == 1)
      let id = try #require(report.review)
      // The number of a review is for the command line: anybody can count.
      #expect(try await server.send(.get("/v1/reviews/1")).status == 404)
      #expect(try await server.send(.get("/v1/reviews/0001")).status == 404)
      #expect(found.headers["location"] == "/v1/reviews/\(id)")

      let kept = try await server.send(
        .get("/v1/reviews/\(id)", [("Accept", "application/json")]))
      #expect(kept.status == 200)
      #expect(try kept.decoded(ReviewReport.self) == report)
      #expect(kept.headers["vary"] == "Accept")
      let picture = try await server.send(.get("/v1/reviews/\(id)", [("Accept", "image/png")]))
      #expect(picture.status == 406)
      #expect(try picture.problem.code == "notAcceptable")
    }
  }

  @Test func `A report that is not to be kept has no address`() async throws {
    try await TestServer.run { server in
      for request in [
        LoopbackRequest.post("/v1/reviews?keep=false&limit=1", TestPictures.png(1)),
        .form(
          "/v1/reviews",
          [("keep", nil, Array("false".utf8)), ("image", "a.png", TestPictures.png(1))]),
      ] {
        let found = try await server.send(request)
        #expect(found.status == 200 && found.headers["location"] == nil)
        #expect(try found.decoded(ReviewReport.self).review == nil)
      }
      #expect(try await server.send(.get("/v1/statistics")).text.contains("\"reviews\":0"))
    }
  }

  @Test func `Several views are answered as one`() async throws {
    try await TestServer.run { server in
      for seed in [1, 2] as [UInt64] {
        _ = try await server.send(.post("/v1/designs", TestPictures.png(seed)))
      }
      let found = try await server.send(
        .form(
          "/v1/reviews",
          [("image", "1.png", TestPictures.png(1)), ("image", "2.png", TestPictures.png(2))]))
      #expect(found.status == 201)
      let report: ReviewReport = try found.decoded()
      #expect(report.matches.filter(\.flagged).count == 2)
      let files = [report.query.file] + (report.views ?? []).map(\.file)
      #expect(files.count == 2 && Set(files) == ["1.png", "2.png"])
      #expect(report.matches.map { $0.viewSHA256 == nil } == [true, false])
      // Kept with both pictures, and the same when it is run again.
      let id = try #require(report.review)
      #expect(try server.desk.rerun(id).differences == [])
      let page = try await server.send(.get("/reviews/\(id)"))
      #expect(page.status == 200 && page.text.contains("2 views of one design"))
      let many = try await server.send(
        .form("/v1/reviews", (0..<9).map { _ in ("image", "a", [1]) }))
      #expect(many.status == 400)
      #expect(try many.problem.limit == 8)
    }
  }

  @Test func `A picture in which there is nothing to see cannot be judged`() async throws {
    try await TestServer.run { server in
      let found = try await server.send(.post("/v1/reviews", TestPictures.plain))
      #expect(found.status == 201)
      let report: ReviewReport = try found.decoded()
      #expect(report.finding == .cannotJudge && report.reason != nil)
    }
  }

  @Test(arguments: ["limit=0", "limit=101", "limit=x", "keep=maybe", "title=x"])
  func `Parameters that make no sense are refused`(query: String) async throws {
    try await TestServer.run { server in
      let response = try await server.send(
        .post("/v1/reviews?\(query)", TestPictures.png(1)))
      #expect(response.status == 400)
      #expect(try response.problem.code == "invalidRequest")
    }
  }

  @Test(arguments: ["0", "no-such-review", "..%2f", "a'b"])
  func `A review that was never kept is not found`(id: String) async throws {
    try await TestServer.run { server in
      let response = try await server.send(.get("/v1/reviews/\(id)"))
      #expect(response.status == 404)
      #expect(try response.problem.code == "reviewNotFound")
    }
  }

  @Test func `Two pictures are compared, whichever way they are named`() async throws {
    try await TestServer.run { server in
      let pairs = [("first", "second"), ("second", "first"), ("image", "image")]
      for (one, two) in pairs {
        let response = try await server.send(
          .form(
            "/v1/comparisons",
            [(one, "\(one).png", TestPictures.png(1)), (two, "\(two).png", TestPictures.png(1))]))
        #expect(response.status == 200)
        let report: ComparisonReport = try response.decoded()
        #expect(report.first.file == (one == "second" ? "first.png" : "\(one).png"))
        #expect(report.finding == .lookAlike && report.match.flagged)
      }
      let png = TestPictures.png(1)
      for parts in [
        [("first", "a", png)], [("first", "a", png), ("first", "b", png)],
        [("first", "a", png), ("image", "b", png)],
      ] as [[(String, String?, [UInt8])]] {
        #expect(try await server.send(.form("/v1/comparisons", parts)).status == 400)
      }
      #expect(try await server.send(.post("/v1/comparisons", png)).status == 400)
    }
  }

  @Test func `A claim with a date that somebody else precedes is told so`() async throws {
    try await TestServer.run { server in
      let fields = "holder=Lin&dates=firstPublication%3D2020-03-05%3Bfair"
      let made = try await server.send(.post("/v1/designs?" + fields, TestPictures.png(1)))
      #expect(made.status == 201)
      for (claim, finding) in [
        ("claimedHolder=Wang&claimedDate=2022", Finding.earlierLookAlike),
        ("claimedHolder=Wang&claimedDate=2020", .earlierLookAlike),
        ("claimedHolder=Wang&claimedDate=2020-02", .lookAlike),
        ("claimedHolder=lin&claimedDate=2022", .lookAlike), ("claimedHolder=Wang", .lookAlike),
        ("claimedDate=registration%3D2020-03-06", .earlierLookAlike),
      ] {
        let answer = try await server.send(
          .post("/v1/reviews?keep=false&" + claim, TestPictures.png(1)))
        #expect(answer.status == 200)
        #expect(try answer.decoded(ReviewReport.self).finding == finding, "\(claim)")
      }
      let broken = try await server.send(
        .post("/v1/reviews?claimedDate=soon", TestPictures.png(1)))
      #expect(broken.status == 400)
      let future = try await server.send(
        .post("/v1/reviews?claimedDate=2999", TestPictures.png(1)))
      #expect(future.status == 400 && future.text.contains("2999 lies in the future"))
    }
  }
}
