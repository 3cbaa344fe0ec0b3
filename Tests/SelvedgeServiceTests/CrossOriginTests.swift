// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import SelvedgeService

@Suite struct CrossOriginTests {
  private static let office = "https://office.example"

  private static var configuration: ServiceConfiguration {
    var configuration = ServiceConfiguration()
    configuration.crossOrigins = [office]
    return configuration
  }

  private func preflight(_ path: String, _ origin: String) -> LoopbackRequest {
    LoopbackRequest(
      method: "OPTIONS", path: path,
      headers: [
        ("Origin", origin), ("Access-Control-Request-Method", "POST"),
        ("Access-Control-Request-Headers", "authorization,content-type"),
      ])
  }

  @Test func `unless an origin is listed, no page of another site may read anything`() async throws
  {
    try await TestServer.run { server in
      for request in [
        preflight("/v1/reviews", Self.office), .get("/v1/designs", [("Origin", Self.office)]),
      ] {
        let answer = try await server.send(request)
        #expect(answer.headers.keys.allSatisfy { !$0.hasPrefix("access-control") })
        #expect(answer.headers["vary"] != "Origin")
      }
    }
  }

  @Test func `a listed origin may ask and read, also problems`() async throws {
    try await TestServer.run(Self.configuration) { server in
      let asked = try await server.send(preflight("/v1/designs", Self.office))
      #expect(asked.status == 204)
      #expect(asked.headers["access-control-allow-origin"] == Self.office)
      #expect(asked.headers["access-control-allow-credentials"] == "true")
      #expect(asked.headers["access-control-allow-methods"] == "GET, HEAD, POST")
      #expect(
        asked.headers["access-control-allow-headers"]?.contains("Idempotency-Key") == true)
      #expect(asked.headers["access-control-max-age"] == "600")
      #expect(asked.headers["vary"] == "Origin")
      let headers = [("Origin", Self.office), ("Sec-Fetch-Site", "cross-site")]
      let made = try await server.send(
        .post("/v1/designs", TestPictures.png(1), type: "image/png", headers))
      #expect(made.status == 201)
      #expect(made.headers["access-control-allow-origin"] == Self.office)
      #expect(made.headers["access-control-expose-headers"]?.contains("Location") == true)
      let missing = try await server.send(.get("/v1/designs/x", headers))
      #expect(missing.status == 404)
      #expect(missing.headers["access-control-allow-origin"] == Self.office)
    }
  }

  @Test func `a listed origin may send fields as it may send pictures, others may not`()
    async throws
  {
    try await TestServer.run(Self.configuration) { server in
      let made = try await server.send(.post("/v1/reviews", TestPictures.png(1)))
      let place = try #require(made.headers["location"])
      let said = Array(#"{"outcome":"accepted","by":"Li"}"#.utf8)
      for (origin, status) in [(Self.office, 201), ("https://evil.example", 403)] {
        let sent = try await server.send(
          .post(
            "\(place)/findings", said, type: "application/json",
            [("Origin", origin), ("Sec-Fetch-Site", "cross-site")]))
        #expect(sent.status == status, "\(origin)")
      }
    }
  }

  @Test(arguments: [
    "https://evil.example", "https://office.example.evil.example", "http://office.example",
    "https://office.example:8443", "null", "https://OFFICE.example",
  ])
  func `an origin that is not listed gets nothing, and never credentials`(origin: String)
    async throws
  {
    try await TestServer.run(Self.configuration) { server in
      let asked = try await server.send(preflight("/v1/designs", origin))
      #expect(asked.status == 405)
      let headers = [("Origin", origin), ("Sec-Fetch-Site", "cross-site")]
      let sent = try await server.send(
        .post("/v1/designs", TestPictures.png(1), type: "image/png", headers))
      #expect(sent.status == 403)
      for answer in [asked, sent, try await server.send(.get("/v1/designs", headers))] {
        #expect(answer.headers.keys.allSatisfy { !$0.hasPrefix("access-control") })
        #expect(answer.headers["vary"] == "Origin")
      }
    }
  }

  // Browsers tell where a page is from by its origin alone to servers without TLS on other machines.
  @Test(arguments: [
    ("https://evil.example", nil, 403), ("null", nil, 403), ("http://localhost:1", nil, 403),
    ("http://localhost:1", "same-site", 403), ("http://localhost", nil, 201),
    ("https://LOCALHOST:443", nil, 201), ("https://office.example", nil, 201),
    ("http://localhost:1", "same-origin", 201), (nil, nil, 201),
  ])
  func `a foreign origin is refused where a browser does not say more`(
    origin: String?, site: String?, status: Int
  ) async throws {
    try await TestServer.run(Self.configuration) { server in
      let headers =
        (origin.map { [("Origin", $0)] } ?? []) + (site.map { [("Sec-Fetch-Site", $0)] } ?? [])
      let sent = try await server.send(
        .post("/v1/designs", TestPictures.png(1), type: "image/png", headers))
      #expect(sent.status == status)
      let left = try await server.send(.post("/logout", [], type: "text/plain", headers))
      // A listed origin may ask, but its pages are no pages of this service.
      #expect(left.status == (status == 403 || origin == Self.office ? 403 : 303))
    }
  }

  // Such a host is none that an origin may be listed with; it must not look like every other that is none.
  @Test func `a host of unusual form is not taken for an origin of none`() async throws {
    try await TestServer.run(Self.configuration) { server in
      for (origin, status) in [
        ("null", 403), ("http://other_host", 403), ("http://print_shop:8080", 201),
      ] {
        let sent = try await server.send(
          .post(
            "/v1/designs", TestPictures.png(1), type: "image/png",
            [("Host", "print_shop:8080"), ("Origin", origin)]))
        #expect(sent.status == status, "\(origin)")
      }
    }
  }

  @Test func `only what programs ask is open, and only methods that there are`() async throws {
    try await TestServer.run(Self.configuration) { server in
      let plain = LoopbackRequest(
        method: "OPTIONS", path: "/v1/designs", headers: [("Origin", Self.office)])
      for (request, status) in [
        (preflight("/login", Self.office), 405), (preflight("/v1/none", Self.office), 404),
        (plain, 405),
      ] {
        let answer = try await server.send(request)
        #expect(answer.status == status, "\(request.path)")
      }
    }
  }

  @Test func `origins are read as browsers write them`() {
    #expect(ServiceConfiguration.crossOrigin("https://Office.Example:443") == Self.office)
    #expect(ServiceConfiguration.crossOrigin("http://[::1]:8080") == "http://[::1]:8080")
    #expect(ServiceConfiguration.crossOrigin("http://localhost:3000") == "http://localhost:3000")
    for text in [
      "*", "office.example", "https://", "https://a/", "https://a/b", "https://a:0", "https://a:x",
      "https://u@a", "ftp://a", "null", "https://a b", "https://a:1:2",
    ] { #expect(ServiceConfiguration.crossOrigin(text) == nil, "\(text)") }
  }
}
