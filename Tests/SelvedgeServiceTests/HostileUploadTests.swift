// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import Testing

@testable import SelvedgeService

/// Uploads that are wrong, broken or mean harm: each gets a problem that says what is wrong, and none more than that.
@Suite struct HostileUploadTests {
  private struct Attempt: Sendable {
    let name: String
    let request: LoopbackRequest
    let status: Int
    let says: String

    init(_ name: String, _ request: LoopbackRequest, _ status: Int, _ says: String) {
      (self.name, self.request, self.status, self.says) = (name, request, status, says)
    }
  }

  private static let png = TestPictures.png(1)

  private static func multipart(_ body: String, boundary: String? = "x") -> LoopbackRequest {
    let type = "multipart/form-data" + (boundary.map { "; boundary=\($0)" } ?? "")
    return .post("/v1/designs", Array(body.utf8), type: type)
  }

  private static func part(_ disposition: String, _ more: String = "", _ body: String = "a")
    -> String
  {
    "--x\r\nContent-Disposition: \(disposition)\r\n\(more)\r\n\(body)\r\n--x--\r\n"
  }

  private static let attempts: [Attempt] = [
    Attempt("wrong type", .post("/v1/designs", png, type: "text/html"), 415, "multipart/form-data"),
    Attempt("script as a picture", .post("/v1/designs", Array("<script>".utf8)), 415, "PNG"),
    Attempt("empty", .post("/v1/designs", []), 400, "no picture"),
    Attempt(
      "two files", .form("/v1/designs", [("image", "a.png", png), ("image", "b.png", png)]), 400,
      "most pictures"),
    Attempt(
      "no boundary", multipart(part("form-data; name=\"image\""), boundary: nil), 400, "boundary"),
    Attempt(
      "boundary too long",
      multipart("", boundary: String(repeating: "b", count: 71)), 400, "boundary"),
    Attempt(
      "no end", multipart("--x\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\na"), 400,
      "closing delimiter"),
    Attempt("no name", multipart(part("form-data")), 400, "no Content-Disposition"),
    Attempt("not form data", multipart(part("attachment; name=\"image\"")), 400, "form-data"),
    Attempt(
      "encoded part",
      multipart(part("form-data; name=\"image\"", "Content-Transfer-Encoding: base64\r\n")), 400,
      "base64"),
    Attempt("folded header", multipart(part("form-data;\r\n name=\"image\"")), 400, "header line"),
    Attempt(
      "huge part headers",
      multipart(part("form-data; name=\"image\"", "X: \(String(repeating: "x", count: 9000))\r\n")),
      400, "bytes of headers"),
    Attempt(
      "many parts",
      multipart(
        String(
          repeating: "--x\r\nContent-Disposition: form-data; name=\"notes\"\r\n\r\n\r\n", count: 70)
          + "--x--\r\n"), 400, "more than once"),
    Attempt("encoded body", .post("/v1/designs", png, [("Content-Encoding", "gzip")]), 415, "gzip"),
    Attempt(
      "another site", .post("/v1/designs", png, [("Sec-Fetch-Site", "cross-site")]), 403,
      "other sites"),
    Attempt(
      "address to fetch", .form("/v1/designs", [("url", nil, Array("http://a/".utf8))]), 400, "url"),
    Attempt(
      "control characters",
      .form("/v1/designs", [("title", nil, [0x1B, 0x5B]), ("image", "a", png)]),
      400, "control characters"),
    Attempt(
      "title not UTF-8", .form("/v1/designs", [("title", nil, [0xFF]), ("image", "a", png)]), 400,
      "UTF-8"),
    Attempt(
      "long title",
      .form(
        "/v1/designs",
        [("title", nil, [UInt8](repeating: 65, count: 2001)), ("image", "a", png)]), 400,
      "2000 characters"),
    Attempt("cut picture", .post("/v1/designs", Array(png.dropLast(30))), 422, "PNG ends after"),
    Attempt("bomb", .post("/v1/designs", bomb), 413, "60"),
    Attempt("percent", .post("/v1/designs?title=%ZZ", png), 400, "percent escape"),
  ]

  /// A PNG whose head announces 60,000 x 60,000 pixels.
  private static let bomb: [UInt8] = {
    func chunk(_ name: String, _ data: [UInt8]) -> [UInt8] {
      let body = Array(name.utf8) + data
      var crc: UInt32 = 0xFFFF_FFFF
      for byte in body {
        crc ^= UInt32(byte)
        for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
      }
      func word(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (24 - 8 * $0) & 255) } }
      return word(UInt32(data.count)) + body + word(~crc)
    }
    let side: [UInt8] = [0, 0, 0xEA, 0x60]
    return [0x89, 0x50, 0x4E, 0x47, 13, 10, 26, 10] + chunk("IHDR", side + side + [8, 2, 0, 0, 0])
      + chunk("IDAT", [0x78, 0x9C, 3, 0, 0, 0, 0, 1]) + chunk("IEND", [])
  }()

  @Test func `each is refused with a problem that names what is wrong`() async throws {
    #expect(Self.attempts.count == 22)
    try await TestServer.run { server in
      for attempt in Self.attempts {
        let answer = try await server.send(attempt.request)
        #expect(answer.status == attempt.status, "\(attempt.name): \(answer.text)")
        let problem = try answer.problem
        #expect(problem.detail.contains(attempt.says), "\(attempt.name): \(problem.detail)")
        #expect(!answer.text.contains(server.desk.path) && !answer.text.contains("SELECT"))
        #expect(answer.headers["x-content-type-options"] == "nosniff")
      }
      #expect(try server.desk.statistics().designs == 0)
      #expect(!server.log.lines.contains { $0.hasPrefix("error") })
    }
  }

  @Test func `ten gigabytes announced are refused before they come`() async throws {
    try await TestServer.run { server in
      for path in ["/v1/designs", "/v1/reviews", "/v1/comparisons", "/v1/imports"] {
        let connection = try await LoopbackConnection(port: server.port)
        try await connection.send(
          "POST \(path) HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\n"
            + "Content-Length: 10737418240\r\n\r\n--x\r\n")
        let answer = try await connection.receive()
        #expect(answer.status == 413, "\(path)")
        #expect(answer.headers["connection"] == "close")
      }
    }
  }

  @Test func `a slow sender is told and let go`() async throws {
    try await TestServer.run(ServiceConfiguration(requestTimeout: 1)) { server in
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send(
        "POST /v1/designs HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
          + "Content-Length: \(Self.png.count)\r\n\r\n")
      try await connection.send(Array(Self.png.prefix(20)))
      let answer = try await connection.receive()
      #expect(answer.status == 408)
      #expect(try answer.problem.code == "requestTimeout")
    }
  }

  @Test func `names with folders and titles with tags are shown and never followed or run`()
    async throws
  {
    try await TestServer.run { server in
      let title = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>"
      let made = try await server.send(
        .form(
          "/v1/designs",
          [
            ("title", nil, Array(title.utf8)),
            ("image", "../../../etc/passwd\u{202E}gnp.png", Self.png),
          ]))
      #expect(made.status == 201)
      let design: DesignRecord = try made.decoded()
      #expect(design.file == "passwdgnp.png" && design.details.title == title)
      let looked = try await server.send(.post("/v1/reviews?file=%3Cb%3E.png", Self.png))
      for path in [
        "/designs", "/designs/\(design.design)",
        "/reviews/\(try looked.decoded(ReviewIdentity.self).review)",
      ] {
        let page = try await server.send(.get(path, [("Accept", "text/html")]))
        #expect(page.status == 200)
        #expect(page.text.contains("&lt;script&gt;alert(1)"), "\(path)")
        #expect(!page.text.contains("<script>alert") && !page.text.contains("<img src=x"))
        #expect(!page.text.contains("<b>.png"))
        #expect(page.headers["content-security-policy"]?.contains("default-src 'none'") == true)
      }
      let image = try await server.send(.get("/v1/designs/\(design.design)/image"))
      #expect(image.headers["content-disposition"]?.contains("/") == false)
    }
  }

  private struct ReviewIdentity: Decodable {
    let review: String
  }
}
