// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Testing

@testable import SelvedgeService

@Suite struct DesignRoutesTests {
  @Test func `A raw picture is registered, shown and given back byte for byte`() async throws {
    try await TestServer.run { server in
      let png = TestPictures.png(1)
      let made = try await server.send(
        .post("/v1/designs?file=a%2Fcheck.png&title=Indigo+check&holder=%E8%8A%B1", png))
      #expect(made.status == 201)
      let design: DesignRecord = try made.decoded()
      #expect(made.headers["location"] == "/v1/designs/\(design.design)")
      #expect(design.file == "check.png" && design.format == .png)
      #expect(design.details == DesignDetails(title: "Indigo check", holder: "花"))
      #expect(design.byteCount == png.count && design.number == 1)

      let shown = try await server.send(.get("/v1/designs/\(design.design)"))
      #expect(shown.status == 200)
      #expect(try shown.decoded(DesignRecord.self) == design)

      let image = try await server.send(.get("/v1/designs/\(design.design)/image"))
      #expect(image.status == 200 && image.body == png)
      #expect(image.headers["content-type"] == "image/png")
      #expect(image.headers["etag"] == "\"\(design.sha256)\"")
      #expect(image.headers["cache-control"] == "private, max-age=31536000, immutable")
      #expect(image.headers["x-content-type-options"] == "nosniff")
      #expect(
        image.headers["content-disposition"]
          == "inline; filename=\"check.png\"; filename*=UTF-8''check.png")

      let same = try await server.send(
        .get(
          "/v1/designs/\(design.design)/image",
          [("If-None-Match", "\"x\", W/\"\(design.sha256)\"")]))
      #expect(same.status == 304 && same.headers["content-length"] == nil)
      // Blanks and tabs may stand on either side of a comma (RFC 9110, section 5.6.1).
      for tags in ["\"\(design.sha256)\" , \"x\"", "\"x\",\t\"\(design.sha256)\"", "*"] {
        let again = try await server.send(
          .get("/v1/designs/\(design.design)/image", [("If-None-Match", tags)]))
        #expect(again.status == 304, "\(tags)")
      }
      let head = try await server.send(
        LoopbackRequest(method: "HEAD", path: "/v1/designs/\(design.design)/image"))
      #expect(head.status == 200 && head.headers["content-length"] == "\(png.count)")
    }
  }

  @Test func `An escaped digit of an id is that digit, a broken escape no id`() async throws {
    try await TestServer.run { server in
      let id = try await server.send(.post("/v1/designs", TestPictures.png(5))).decoded(
        DesignRecord.self
      ).design
      let first = try #require(id.utf8.first)
      let escaped = "%" + String(first, radix: 16) + id.dropFirst()
      #expect(try await server.send(.get("/v1/designs/\(escaped)")).status == 200)
      #expect(try await server.send(.get("/v1/designs/%3\(id)")).status == 404)
      #expect(try await server.send(.get("/v1/designs/%00\(id.dropFirst(3))")).status == 404)
    }
  }

  @Test func `The same bytes again are a conflict that names the design`() async throws {
    try await TestServer.run { server in
      let first = try await server.send(.post("/v1/designs", TestPictures.png(2)))
      let again = try await server.send(
        .post("/v1/designs", TestPictures.png(2), type: "application/octet-stream"))
      #expect(again.status == 409)
      let problem = try again.problem
      #expect(problem.code == "designAlreadyRegistered")
      #expect(problem.design == (try first.decoded(DesignRecord.self)).design)
      #expect(!problem.detail.contains("not stored"))
      let other = try await server.send(
        .form(
          "/v1/designs",
          [("holder", nil, Array("B mill".utf8)), ("image", "b.png", TestPictures.png(2))]))
      #expect(other.status == 409)
      #expect(try other.problem.detail.hasSuffix("not stored: holders."))
    }
  }

  @Test func `Of equal holders and dates one is kept, also when the request is repeated`()
    async throws
  {
    try await TestServer.run { server in
      var request = LoopbackRequest.form(
        "/v1/designs",
        [
          ("holder", nil, Array("A|A|a".utf8)),
          ("dates", nil, Array("registration=2020|registration=2020|firstSale=2020".utf8)),
          ("image", "a.png", TestPictures.png(4)),
        ])
      request.headers.append(("Idempotency-Key", "twice"))
      let made = try await server.send(request).decoded(DesignRecord.self)
      #expect(made.details.holders == ["A", "a"] && made.details.dates.count == 2)
      #expect(try await server.send(request).decoded(DesignRecord.self) == made)
    }
  }

  @Test func `A form brings the metadata with it`() async throws {
    try await TestServer.run { server in
      let made = try await server.send(
        .form(
          "/v1/designs",
          [
            ("title", nil, Array("蓝印花布".utf8)), ("registrationNumber", nil, Array("7".utf8)),
            ("image", "C:\\photos\\蓝.png", TestPictures.png(3)), ("notes", nil, []),
          ]))
      #expect(made.status == 201)
      let design: DesignRecord = try made.decoded()
      #expect(design.file == "蓝.png")
      #expect(design.details == DesignDetails(title: "蓝印花布", registrationNumber: "7"))
    }
  }

  @Test func `A form's field outweighs the query, and a nameless picture goes by file`()
    async throws
  {
    try await TestServer.run { server in
      var request = LoopbackRequest.form(
        "/v1/designs", [("title", nil, [66]), ("image", nil, TestPictures.png(3))])
      request.path += "?title=A&holder=H&file=n.png"
      let design: DesignRecord = try await server.send(request).decoded()
      #expect(design.file == "n.png")
      #expect(design.details == DesignDetails(title: "B", holder: "H"))
    }
  }

  @Test func `Holders, bank and dates come as fields`() async throws {
    try await TestServer.run { server in
      let made = try await server.send(
        .form(
          "/v1/designs",
          [
            ("holder", nil, Array("Lin Mill | 花布厂".utf8)), ("bank", nil, Array("control".utf8)),
            ("dates", nil, Array("firstSale=2024-03;invoice 7\nclaimedCreation=2023".utf8)),
            ("image", "a.png", TestPictures.png(3)),
          ]))
      #expect(made.status == 201)
      let design: DesignRecord = try made.decoded()
      #expect(design.details.holders == ["Lin Mill", "花布厂"])
      #expect(design.details.bank == .control)
      #expect(
        design.details.dates.map(\.description) == [
          "firstSale=2024-03;invoice 7", "claimedCreation=2023",
        ])
      for query in [
        "dates=2024", "bank=mine", "dates=depositedHere%3D2024", "dates=crawled%3D9999",
      ] {
        let refused = try await server.send(.post("/v1/designs?" + query, TestPictures.png(4)))
        #expect(refused.status == 400, "\(query)")
        #expect(try refused.problem.code == "invalidRequest")
      }
    }
  }

  @Test func `Designs are listed page by page`() async throws {
    try await TestServer.run { server in
      for seed in 10..<15 as Range<UInt64> {
        let made = try await server.send(.post("/v1/designs", TestPictures.png(seed)))
        #expect(made.status == 201)
      }
      var numbers: [[Int]] = []
      var path: String? = "/v1/designs?limit=2"
      while let next = path {
        let response = try await server.send(.get(next))
        let page: DesignPage = try response.decoded()
        numbers.append(page.designs.map(\.number))
        path = page.next.map { "/v1/designs?after=\($0)&limit=2" }
        #expect(response.headers["link"] == path.map { "<\($0)>; rel=\"next\"" })
      }
      #expect(numbers == [[1, 2], [3, 4], [5]])
      let beyond = try await server.send(.get("/v1/designs?after=5"))
      #expect(try beyond.decoded(DesignPage.self).designs.isEmpty)
      for query in ["limit=0", "limit=1001", "after=-1", "after=x", "offset=3", "limit=1&limit=2"] {
        #expect(try await server.send(.get("/v1/designs?\(query)")).status == 400, "\(query)")
      }
    }
  }

  @Test func `What cannot be registered is refused with its code`() async throws {
    try await TestServer.run { server in
      let png = TestPictures.png(4)
      let cases: [(LoopbackRequest, Int, String)] = [
        (.post("/v1/designs", Array(png.dropLast(40))), 422, "undecodableImage"),
        (.post("/v1/designs", Array("GIF89a....".utf8)), 415, "unsupportedFormat"),
        (.post("/v1/designs", TestPictures.plain), 422, "featurelessImage"),
        (.post("/v1/designs", []), 400, "invalidRequest"),
        (.post("/v1/designs", png, type: "text/html"), 415, "unsupportedFormat"),
        (
          .post("/v1/designs", png, type: "application/x-www-form-urlencoded"), 415,
          "unsupportedFormat"
        ),
        (.post("/v1/designs?tilte=x", png), 400, "invalidRequest"),
        (.post("/v1/designs", png, [("Content-Encoding", "gzip")]), 415, "unsupportedFormat"),
        (.post("/v1/designs", png, [("Sec-Fetch-Site", "cross-site")]), 403, "forbidden"),
        (.post("/v1/designs", png, type: "multipart/form-data"), 400, "invalidRequest"),
        (.form("/v1/designs", [("title", nil, [65])]), 400, "invalidRequest"),
        (.form("/v1/designs", [("image", "", [])]), 400, "invalidRequest"),
        (.form("/v1/designs", [("photo", "a.png", png)]), 400, "invalidRequest"),
        (
          .form("/v1/designs", [("image", "a", png), ("image", "b", png)]), 400, "invalidRequest"
        ),
        (
          .form("/v1/designs", [("title", nil, [0xFF]), ("image", "a", png)]), 400,
          "invalidRequest"
        ),
      ]
      for (request, status, code) in cases {
        let response = try await server.send(request)
        #expect(response.status == status, "\(request.head) \(response.text)")
        #expect(response.headers["content-type"] == "application/problem+json")
        #expect(try response.problem.code == code)
      }
      #expect(try await server.send(.get("/v1/statistics")).text.contains("\"designs\":0"))
    }
  }

  @Test(arguments: [
    "000000000000000000000000", "x", "0000000000000000000000", "..%2F..", "%00", "'",
    "ABCDEFABCDEFABCDEFABCDEF",
  ])
  func `An id that is none is not found`(id: String) async throws {
    try await TestServer.run { server in
      for path in ["/v1/designs/\(id)", "/v1/designs/\(id)/image"] {
        let response = try await server.send(.get(path))
        #expect(response.status == 404)
        #expect(try response.problem.code == "designNotFound")
      }
    }
  }

  @Test(arguments: ["image/png", "image/jpeg", "image/webp", "Application/Octet-Stream", nil])
  func `The signature decides the format, whatever image type is declared`(type: String?)
    async throws
  {
    try await TestServer.run { server in
      let made = try await server.send(.post("/v1/designs", TestPictures.png(5), type: type))
      #expect(made.status == 201)
      #expect(try made.decoded(DesignRecord.self).format == .png)
    }
  }
}
