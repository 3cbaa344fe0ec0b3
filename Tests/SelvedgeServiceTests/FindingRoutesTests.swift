// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import Testing

@testable import SelvedgeService

@Suite struct FindingRoutesTests {
  private static func bearer(_ key: String) -> [(String, String)] {
    [("Authorization", "Bearer \(key)")]
  }

  @Test func `A judge records findings, as JSON and on the page, and everybody sees them`()
    async throws
  {
    try await TestServer.run { server in
      let desk = server.desk
      _ = try desk.register(Submission(picture: Picture(name: "a.png", bytes: TestPictures.png(1))))
      let judge = Self.bearer(try desk.createKey(name: "Court 3", role: .judge).text)
      let vendor = Self.bearer(try desk.createKey(name: "Stall 12", role: .vendor).text)
      let review = try await server.send(
        .post("/v1/reviews", TestPictures.png(1), vendor)
      ).decoded(ReviewReport.self)
      let id = try #require(review.review)
      let design = try #require(review.matches.first).design

      let said = #"{"outcome":"rejected","by":"Chen","design":"\#(design)","note":"<b>other</b>"}"#
      let json = try await server.send(
        .post("/v1/reviews/\(id)/findings", Array(said.utf8), type: "application/json", judge))
      #expect(json.status == 201 && json.headers["location"] == "/v1/reviews/\(id)")
      let finding = try json.decoded(ReviewFinding.self)
      #expect(finding.by == "Chen (key of Court 3)" && finding.design == design)
      let form = try await server.send(
        .post(
          "/reviews/\(id)/findings", Array("outcome=accepted&design=&by=&note=%E5%90%8C".utf8),
          type: "application/x-www-form-urlencoded", judge))
      #expect(form.status == 303)
      #expect(form.headers["location"] == "/reviews/\(id)#own-finding")

      let kept = try await server.send(.get("/v1/reviews/\(id)", vendor)).decoded(
        ReviewReport.self)
      #expect(kept.findings?.map(\.outcome) == [.rejected, .accepted])
      #expect(kept.findings?.last?.by == "Court 3" && kept.findings?.last?.note == "同")

      let page = try await server.send(.get("/reviews/\(id)", judge))
      #expect(page.text.contains("action=\"/reviews/\(id)/findings\""))
      #expect(page.headers["content-security-policy"]?.contains("form-action 'self'") == true)
      #expect(page.text.contains("Chen (key of Court 3)"))
      #expect(page.text.contains("&lt;b&gt;other") && !page.text.contains("<b>other"))
      let read = try await server.send(.get("/reviews/\(id)", vendor))
      #expect(!read.text.contains("<form") && read.text.contains("Chen (key of Court 3)"))
      #expect(try desk.rerun(id).holds)
    }
  }

  @Test func `A form that is sent twice is recorded once, and another opinion is another finding`()
    async throws
  {
    try await TestServer.run { server in
      let review = try await server.send(.post("/v1/reviews", TestPictures.png(1))).decoded(
        ReviewReport.self)
      let id = try #require(review.review)
      func send(_ note: String) async throws -> String? {
        let sent = try await server.send(
          .post(
            "/reviews/\(id)/findings?lang=en",
            Array("outcome=remark&design=&by=Li&note=\(note)".utf8),
            type: "application/x-www-form-urlencoded"))
        return sent.headers["location"]
      }
      let (new, again) = (
        "/reviews/\(id)?lang=en#own-finding",
        "/reviews/\(id)?lang=en&recorded=before#own-finding"
      )
      #expect(try await send("one") == new)
      #expect(try await send("one") == again)
      #expect(try await send("two") == new)
      #expect(try await send("one") == new)
      #expect(try server.desk.keptReview(id).findings?.map(\.note) == ["one", "two", "one"])
      let words = "it was not recorded again"
      #expect(
        try await server.send(.get("/reviews/\(id)?lang=en&recorded=before")).text.contains(words))
      #expect(try await !server.send(.get("/reviews/\(id)?lang=en")).text.contains(words))
      // Programs mean what they send.
      for _ in 0..<2 {
        let said = Array(#"{"outcome":"remark","by":"Li","note":"three"}"#.utf8)
        let told = try await server.send(
          .post("/v1/reviews/\(id)/findings", said, type: "application/json"))
        #expect(told.status == 201)
      }
      #expect(try server.desk.keptReview(id).findings?.count == 5)
      // Two presses of one button may come at once.
      async let first = send("four")
      async let second = send("four")
      #expect(try await Set([first, second]) == [new, again])
    }
  }

  // What is logged is never changed, so what is meant must be plain.
  @Test func `A member given twice is refused`() async throws {
    try await TestServer.run { server in
      let review = try await server.send(.post("/v1/reviews", TestPictures.png(1))).decoded(
        ReviewReport.self)
      let place = "/v1/reviews/\(try #require(review.review))/findings"
      for (said, status) in [
        (#"{"outcome":"remark","outcome":"accepted","by":"x"}"#, 400),
        (#"{"outcome":"remark","by":"x","\u0062y":"y"}"#, 400),
        (#"{"outcome":"remark","by":"x","note":"a \"b\": {\\"}"#, 201),
      ] {
        let sent = try await server.send(
          .post(place, Array(said.utf8), type: "application/json"))
        #expect(sent.status == status, "\(said)")
      }
    }
  }

  /// An urlencoded form writes a Chinese character as 9 bytes and one beyond the first 65,536 as 12, as JSON may.
  @Test func `The longest notes fit, whatever their characters`() async throws {
    try await TestServer.run { server in
      let review = try await server.send(.post("/v1/reviews", TestPictures.png(1))).decoded(
        ReviewReport.self)
      let id = try #require(review.review)
      let limit = RequestFields.valueLengthLimit
      for character in ["认", "𠀀"] {
        let (note, by) = (
          String(repeating: character, count: limit), String(repeating: character, count: limit)
        )
        let form =
          "outcome=remark&design=&by=\(PercentEncoding.encoded(by))&note=\(PercentEncoding.encoded(note))"
        let sent = try await server.send(
          .post(
            "/reviews/\(id)/findings", Array(form.utf8),
            type: "application/x-www-form-urlencoded"))
        #expect(sent.status == 303, "\(sent.text)")
        let units = character.utf16.map { "\\u" + String($0, radix: 16) }.joined()
        let text = String(repeating: units, count: limit)
        let json = #"{"outcome":"remark","by":"\#(text)","note":"\#(text)"}"#
        let told = try await server.send(
          .post("/v1/reviews/\(id)/findings", Array(json.utf8), type: "application/json"))
        #expect(told.status == 201, "\(told.text.prefix(200))")
        #expect(try told.decoded(ReviewFinding.self).note == note)
      }
    }
  }

  @Test func `The lines of a note are shown as they were typed`() async throws {
    try await TestServer.run { server in
      let review = try await server.send(.post("/v1/reviews", TestPictures.png(1))).decoded(
        ReviewReport.self)
      let id = try #require(review.review)
      let form = "outcome=remark&design=&by=Li&note=first+line%0D%0Asecond"
      let sent = try await server.send(
        .post(
          "/reviews/\(id)/findings", Array(form.utf8), type: "application/x-www-form-urlencoded"))
      #expect(sent.status == 303)
      // What a program says is its own, and older notes have it, too.
      let json = #"{"outcome":"remark","by":"Li","note":"third\r\nfourth"}"#
      let told = try await server.send(
        .post("/v1/reviews/\(id)/findings", Array(json.utf8), type: "application/json"))
      #expect(told.status == 201)
      let kept = try server.desk.keptReview(id)
      #expect(kept.findings?.map(\.note) == ["first line\nsecond", "third\r\nfourth"])
      let page = try await server.send(.get("/reviews/\(id)"))
      #expect(page.text.contains("<bdi class=\"lines\">first line\nsecond</bdi>"))
      #expect(page.text.contains("<bdi class=\"lines\">third\nfourth</bdi>"))
    }
  }

  @Test func `A sealed design that the report lists can be judged, others cannot`() async throws {
    try await TestServer.run { server in
      let sealed = try server.desk.seal(
        Submission(picture: Picture(name: "secret.png", bytes: TestPictures.png(1)))
      ) { _ in }
      let review = try await server.send(.post("/v1/reviews", TestPictures.png(1))).decoded(
        ReviewReport.self)
      #expect(review.sealedMatches?.map(\.design) == [sealed.design])
      let id = try #require(review.review)
      let blank = try await server.send(.get("/reviews/\(id)"))
      #expect(blank.text.contains("<option value=\"\(sealed.design)\""))
      func record(_ design: String) async throws -> LoopbackResponse {
        let said = #"{"outcome":"accepted","by":"Li","design":"\#(design)"}"#
        return try await server.send(
          .post("/v1/reviews/\(id)/findings", Array(said.utf8), type: "application/json"))
      }
      let made = try await record(sealed.design)
      #expect(made.status == 201, "\(made.text)")
      #expect(try made.decoded(ReviewFinding.self).design == sealed.design)
      let other = try await record(String(repeating: "0", count: 24))
      #expect(other.status == 404)
      #expect(try other.problem.code == "designNotFound")
      let page = try await server.send(.get("/reviews/\(id)"))
      #expect(page.text.contains("针对封存图案 \(sealed.design)"))
      #expect(page.text.contains("of the sealed design \(sealed.design)"))
    }
  }

  @Test func `A finding that says nothing, of nothing or by nobody is refused`() async throws {
    try await TestServer.run { server in
      let review = try await server.send(.post("/v1/reviews", TestPictures.png(1))).decoded(
        ReviewReport.self)
      let path = "/v1/reviews/\(try #require(review.review))/findings"
      for (body, status) in [
        ("{}", 400), ("[]", 400), (#"{"outcome":"guilty","by":"Li"}"#, 400),
        (#"{"outcome":"accepted"}"#, 400), (#"{"outcome":"accepted","by":"Li","x":"y"}"#, 400),
        (#"{"outcome":"accepted","by":"Li","design":"000000000000000000000000"}"#, 404),
        (#"{"outcome":"accepted","by":1}"#, 400),
        ("{\"note\":\"" + String(repeating: "x", count: 20_000) + "\"}", 400),
      ] {
        let answer = try await server.send(.post(path, Array(body.utf8), type: "application/json"))
        #expect(answer.status == status, "\(body.prefix(80))")
      }
      let foreign = try await server.send(
        .post(
          path, Array(#"{"outcome":"accepted","by":"Li"}"#.utf8), type: "application/json",
          [("Sec-Fetch-Site", "cross-site")]))
      #expect(foreign.status == 403)
      let kept = try server.desk.keptReview(try #require(review.review))
      #expect(kept.findings == nil)
    }
  }
}
