// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import Testing

@testable import SelvedgeService

@Suite struct FirstAnswerTests {
  private static let lines = ("Accept", "application/x-ndjson")

  private static func request(_ path: String, _ bytes: [UInt8]) -> LoopbackRequest {
    var request = LoopbackRequest.post(path, bytes)
    request.headers.append(lines)
    return request
  }

  private static func lines(of response: LoopbackResponse) -> [String] {
    #expect(response.status == 200)
    #expect(response.headers["content-type"] == "application/x-ndjson")
    #expect(response.text.hasSuffix("\n"))
    return response.text.split(separator: "\n").map(String.init)
  }

  @Test func `What codes tell comes first, and then the report that a client gets who waits`()
    async throws
  {
    try await TestServer.run { server in
      let made = try await server.send(.post("/v1/designs?file=a.png", TestPictures.png(1)))
      let design: DesignRecord = try made.decoded()
      _ = try await server.send(.post("/v1/designs", TestPictures.png(2)))

      let response = try await server.send(
        Self.request("/v1/reviews?file=q.png", TestPictures.png(1)))
      let lines = Self.lines(of: response)
      try #require(lines.count == 2)
      let first = try JSONText.decode(FirstAnswer.Line.self, from: lines[0]).first
      #expect(first.query.file == "q.png" && first.compared == 2)
      #expect(
        first.near
          == [NearDesign(design: design.design, file: "a.png", pdqDistance: 0, edgeDistance: 0)])

      let report = try JSONText.decode(ReviewReport.self, from: lines[1])
      #expect(report.query == first.query && report.matches.first?.flagged == true)
      let kept = try await server.send(
        .get("/v1/reviews/\(try #require(report.review))", [("Accept", "application/json")]))
      #expect(try kept.decoded(ReviewReport.self) == report)
    }
  }

  @Test func `Who does not ask for lines gets none`() async throws {
    try await TestServer.run { server in
      for accept in ["*/*", "application/json", "application/json, application/x-ndjson;q=0.5"] {
        var request = LoopbackRequest.post("/v1/reviews?keep=false", TestPictures.png(1))
        request.headers.append(("Accept", accept))
        let response = try await server.send(request)
        #expect(response.headers["content-type"] == "application/json")
      }
    }
  }

  @Test func `What goes wrong at once is a problem as ever, and later a line`() async throws {
    try await TestServer.run { server in
      let cut = Array(TestPictures.png(1).prefix(600))
      let refused = try await server.send(Self.request("/v1/reviews", cut))
      #expect(refused.status == 422)
      #expect(refused.headers["content-type"] == "application/problem+json")
      #expect(try refused.problem.code == "undecodableImage")

      var views = LoopbackRequest.form(
        "/v1/reviews", [("image", "1.png", TestPictures.png(1)), ("image", "2.png", cut)])
      views.headers.append(Self.lines)
      let lines = Self.lines(of: try await server.send(views))
      try #require(lines.count == 2)
      #expect(
        try JSONText.decode(FirstAnswer.Line.self, from: lines[0]).first.query.file == "1.png")
      let problem = try JSONText.decode([String: ProblemDocument].self, from: lines[1])["problem"]
      #expect(problem?.code == "undecodableImage" && problem?.detail.contains("2.png") == true)
      #expect(try await server.send(.get("/v1/statistics")).text.contains("\"reviews\":0"))
    }
  }
}
