// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Testing

@testable import SelvedgeService

@Suite struct QueryTests {
  private static let id = String(repeating: "0", count: 24)

  @Test func `The interface for programs refuses parameters that it does not know`() async throws {
    try await TestServer.run { server in
      var count = 0
      for operation in Operation.allCases where operation.route.path.hasPrefix("/v1/") {
        let (method, path) = operation.route
        var request = LoopbackRequest.form("", [("image", "a.png", TestPictures.png(1))])
        if method != .post { request = .get("") }
        request.method = method.rawValue
        request.path = path.replacing("{id}", with: Self.id) + "?limmit=1"
        request.headers.append(("Idempotency-Key", "a"))
        let answer = try await server.send(request)
        #expect(answer.status == 400, "\(operation)")
        #expect(try answer.problem.detail.contains("\"limmit\""), "\(operation)")
        count += 1
      }
      #expect(count == 20)
    }
  }

  /// Messengers add to the links that their users share.
  @Test func `Pages take no notice of parameters that they do not know`() async throws {
    try await TestServer.run { server in
      for path in [
        "/", "/designs", "/kept-reviews", "/batch", "/compare", "/register", "/seal", "/statistics",
        "/login", "/healthz", "/readyz", "/metrics", "/openapi.json",
      ] {
        let answer = try await server.send(.get(path + "?from=singlemessage&isappinstalled=0&%zz"))
        #expect(answer.status == 200, "\(path)")
      }
      // What they know still has to make sense.
      for query in ["?after=x", "?after=1&after=2", "?after=%zz"] {
        #expect(try await server.send(.get("/designs" + query)).status == 400, "\(query)")
      }
    }
  }

  @Test(arguments: [("en", 200), ("zh", 200), ("de", 400), ("", 400)])
  func `A review takes the language of its page`(language: String, status: Int) async throws {
    try await TestServer.run { server in
      let kept = try await server.send(.post("/v1/reviews", TestPictures.png(1)))
      let path = try #require(kept.headers["location"])
      let page = try await server.send(.get(path + "?lang=\(language)", [("Accept", "text/html")]))
      #expect(page.status == status)
      #expect(status != 200 || page.text.contains("data-language=\"\(language)\""))
      #expect(try await server.send(.get(path + "?lang=\(language)")).status == status)
    }
  }
}
