// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Synchronization
import Testing

@testable import SelvedgeService

@Suite struct OpenAPITests {
  typealias Answer = OpenAPIDescription.Answer

  /// Meets every documented answer but those that only a broken disk or a bug brings about.
  @Test func `Every documented answer is given, and none that is not documented`() async throws {
    let met = Mutex<Set<Answer>>([])
    let document = try OpenAPIDescription(PackageResources.openapi_json)
    #expect(document.version == "3.1.0")

    @Sendable func exchange(
      _ server: TestServer, _ path: String, _ request: LoopbackRequest
    ) async throws {
      let response = try await server.send(request)
      let document = try OpenAPIDescription(PackageResources.openapi_json)
      let answer = Answer(method: request.method, path: path, status: response.status)
      #expect(document.faults(of: response, to: answer) == [])
      met.withLock { _ = $0.insert(answer) }
    }

    let png = TestPictures.png(1)
    let uploads = [
      ("/v1/designs", png), ("/v1/reviews", png), ("/v1/comparisons", png),
      ("/v1/sealed-designs", png),
    ]
    let nobody = "/v1/sealed-designs/\(String(repeating: "0", count: 24))/reveal"
    @Sendable func importing(_ query: String = "", bytes: [UInt8] = png) -> LoopbackRequest {
      .form("/v1/imports" + query, [("image", "a.png", bytes)])
    }
    var bounded = ServiceConfiguration(bodyLimit: 200_000)
    bounded.importLimit = 200_000
    try await TestServer.run(bounded) { server in
      let designs = "/v1/designs"
      let checkpoint = "/v1/log/checkpoint"
      try await exchange(server, checkpoint, .get(checkpoint))
      try await exchange(
        server, designs,
        .post("/v1/designs?title=a&notes=b&holder=y&dates=firstPublication%3D2020", png))
      try await exchange(server, designs, .post("/v1/designs", png))
      try await exchange(server, checkpoint, .get(checkpoint))
      try await exchange(server, designs, .post("/v1/designs", TestPictures.plain))
      try await exchange(server, designs, .post("/v1/designs", TestPictures.png(2)))
      try await exchange(server, designs, .get("/v1/designs?limit=1"))
      try await exchange(server, designs, .get("/v1/designs"))
      try await exchange(server, designs, .get("/v1/designs?limit=none"))
      let page: DesignPage = try await server.send(.get("/v1/designs?limit=1")).decoded()
      let design = try #require(page.designs.first)

      let one = "/v1/designs/{id}"
      try await exchange(server, one, .get("/v1/designs/\(design.design)"))
      try await exchange(server, one, .get("/v1/designs/none"))
      let image = "/v1/designs/{id}/image"
      let path = "/v1/designs/\(design.design)/image"
      try await exchange(server, image, .get(path))
      try await exchange(server, image, .get(path, [("If-None-Match", "\"\(design.sha256)\"")]))
      try await exchange(server, image, .get("/v1/designs/none/image"))

      let reviews = "/v1/reviews"
      try await exchange(server, reviews, .post("/v1/reviews", TestPictures.plain))
      try await exchange(
        server, reviews, .post("/v1/reviews?keep=false&claimedHolder=x&claimedDate=2022", png))
      try await exchange(server, reviews, .post("/v1/reviews", Array(png.dropLast(40))))
      let kept = try await server.send(.post("/v1/reviews", png)).headers["location"] ?? ""
      let review = "/v1/reviews/{id}"
      try await exchange(server, review, .get(kept))
      try await exchange(server, review, .get(kept, [("Accept", "text/html")]))
      try await exchange(server, review, .get(kept, [("Accept", "image/png")]))
      try await exchange(server, review, .get("/v1/reviews/none"))

      let imports = "/v1/imports"
      try await exchange(server, imports, importing())
      let path202 = try await server.send(importing()).headers["location"] ?? ""
      _ = try await ImportRoutesTests.ended(path202, server)
      for (method, suffix) in [("GET", ""), ("GET", "/rows"), ("DELETE", "")] {
        let path = imports + "/{id}" + suffix
        try await exchange(
          server, path, LoopbackRequest(method: method, path: path202 + suffix))
        try await exchange(
          server, path, LoopbackRequest(method: method, path: "/v1/imports/none" + suffix))
      }
      for query in [
        "", "?after=none", "?after=" + String(repeating: "0", count: 24),
        "?after=" + String(repeating: "x", count: 70_000),
      ] {
        try await exchange(server, imports, .get(imports + query))
      }
      let rows = imports + "/{id}/rows"
      try await exchange(server, rows, .get(path202 + "/rows?limit=none"))
      try await exchange(
        server, rows, .get(path202 + "/rows?status=" + String(repeating: "x", count: 70_000)))
      try await exchange(server, imports, importing("?file=a"))
      try await exchange(
        server, imports, importing("?holder=" + String(repeating: "x", count: 70_000)))
      try await exchange(server, imports, importing(bytes: [UInt8](repeating: 0, count: 200_001)))
      try await exchange(server, imports, .post(imports, png))
      try await exchange(
        server, imports,
        .form(imports, [("image", "a.png", png), ("manifest", "m.csv", Array("title\n".utf8))]))
      var named = importing()
      let receiver = try ImportReceiver(
        type: HeaderParameters(named.headers[0].1),
        fields: try RequestFields(query: nil, allowedNames: ["holder"]),
        intake: try server.desk.makeImportIntake(),
        share: server.state.uploads.budget.makeShare())
      try receiver.consume(named.body ?? [])
      _ = try server.desk.claim(
        RepeatableRequest(bearer: "", key: "k", digest: try receiver.finish().digest))
      named.headers.append(("Idempotency-Key", "k"))
      try await exchange(server, imports, named)

      let findings = "/v1/reviews/{id}/findings"
      func finding(_ text: String, to path: String, type: String = "application/json")
        -> LoopbackRequest
      { .post("\(path)/findings", Array(text.utf8), type: type) }
      try await exchange(
        server, findings, finding(#"{"outcome":"accepted","by":"Li","note":"same"}"#, to: kept))
      try await exchange(server, findings, finding(#"{"outcome":"right"}"#, to: kept))
      try await exchange(
        server, findings, finding(#"{"outcome":"remark","by":"Li"}"#, to: "/v1/reviews/none"))
      try await exchange(server, findings, finding("x", to: kept, type: "text/plain"))
      try await exchange(server, review, .get(kept))

      let one404 = "/v1/sealed-designs/{id}"
      try await exchange(server, one404, .get("/v1/sealed-designs/\(design.design)"))
      let sealed = try server.desk.seal(
        Submission(
          picture: Picture(name: "s.png", bytes: TestPictures.png(77)),
          details: DesignDetails(holder: "A mill"))
      ) { _ in }
      try await exchange(server, one404, .get("/v1/sealed-designs/\(sealed.design)"))
      let receipt = "/v1/sealed-designs/{id}/receipt"
      try await exchange(server, receipt, .get("/v1/sealed-designs/\(sealed.design)/receipt"))
      try await exchange(server, receipt, .get("/v1/sealed-designs/\(design.design)/receipt"))
      let registered = "/v1/designs/{id}/receipt"
      try await exchange(server, registered, .get("/v1/designs/\(design.design)/receipt"))
      try await exchange(
        server, registered, .get("/v1/designs/\(String(design.design.reversed()))/receipt"))
      try await exchange(
        server, reviews, .post("/v1/reviews?keep=false", TestPictures.png(77)))

      let (seals, reveal) = ("/v1/sealed-designs", "/v1/sealed-designs/{id}/reveal")
      func sealing(_ picture: [UInt8], _ key: String) -> LoopbackRequest {
        .post(seals, picture, [("Idempotency-Key", key)])
      }
      try await exchange(server, seals, sealing(TestPictures.png(78), "s"))
      try await exchange(server, seals, sealing(png, "t"))
      try await exchange(server, seals, sealing(TestPictures.plain, "u"))
      let made = try await server.send(sealing(TestPictures.png(78), "s"))
      let opening = try SealedDesignRoutesTests.opening(made)
      let path201 = try #require(made.headers["location"]) + "/reveal"
      func revealing(_ path: String, _ picture: [UInt8], _ opening: [UInt8]) -> LoopbackRequest {
        .form(path, [("image", "s.png", picture), ("opening", "s.opening", opening)])
      }
      try await exchange(server, reveal, revealing(path201, png, opening))
      try await exchange(server, reveal, revealing(path201, TestPictures.png(78), opening))
      try await exchange(server, reveal, revealing(path201, TestPictures.png(78), opening))
      try await exchange(server, reveal, revealing(nobody, png, opening))
      try await exchange(server, reveal, .post(path201, png))
      try await exchange(server, reveal, .post(path201, png, [("Sec-Fetch-Site", "cross-site")]))
      try await exchange(
        server, reveal, .post(path201, [UInt8](repeating: 0, count: 200_001)))
      try await exchange(server, reveal, .post(path201, png, type: "text/plain"))
      try await exchange(
        server, reveal, .post(path201 + "?file=" + String(repeating: "x", count: 70_000), png))

      let comparisons = "/v1/comparisons"
      try await exchange(
        server, comparisons, .form("/v1/comparisons", [("first", "a", png), ("second", "b", png)]))
      try await exchange(
        server, comparisons,
        .form("/v1/comparisons", [("image", "a", png), ("image", "b", Array(png.dropLast(40)))]))

      for (path, png) in uploads {
        let large = [UInt8](repeating: 0, count: 200_001)
        try await exchange(server, path, .post(path, []))
        try await exchange(server, path, .post(path, png, [("Sec-Fetch-Site", "cross-site")]))
        try await exchange(server, path, .post(path, large))
        try await exchange(server, path, .post(path, png, type: "text/plain"))
      }
      let long = String(repeating: "x", count: 70_000)
      for path in ["/v1/designs", "/v1/reviews", "/v1/sealed-designs"] {
        try await exchange(server, path, .post("\(path)?file=\(long)", png))
      }
      for path in ["/v1/statistics", "/healthz", "/readyz", "/metrics", "/openapi.json"] {
        try await exchange(server, path, .get(path))
      }
      // Nothing is taken here, so whatever is asked is a mistake that its sender is told of.
      for operation in Operation.allCases where !operation.isPage {
        let (method, path) = operation.route
        guard path.hasPrefix("/v1/") else { continue }
        try await exchange(
          server, path,
          LoopbackRequest(
            method: method.rawValue,
            path: path.replacing("{id}", with: String(repeating: "0", count: 24)) + "?nonsense=1",
            headers: method == .post ? [("Idempotency-Key", "n")] : [],
            body: method == .post ? png : nil))
      }
    }

    try await TestServer.run(ServiceConfiguration(requestTimeout: 0.3)) { server in
      for (path, _) in uploads {
        let unfinished = LoopbackRequest(
          method: "POST", path: path, headers: [("Content-Length", "9")])
        try await exchange(server, path, unfinished)
      }
      try await exchange(
        server, "/v1/sealed-designs/{id}/reveal",
        LoopbackRequest(method: "POST", path: nobody, headers: [("Content-Length", "9")]))
      try await exchange(
        server, "/v1/imports",
        LoopbackRequest(
          method: "POST", path: "/v1/imports",
          headers: [
            ("Content-Length", "9"), ("Content-Type", "multipart/form-data; boundary=x"),
          ]))
      try await exchange(
        server, "/v1/reviews/{id}/findings",
        LoopbackRequest(
          method: "POST", path: "/v1/reviews/a/findings",
          headers: [("Content-Length", "9"), ("Content-Type", "application/json")]))
    }

    try await TestServer.run(ServiceConfiguration(decodes: 1, queueLimit: 0)) { server in
      let gate = Gate()
      let (decodes, lookups) = (server.state.decodes, server.state.lookups)
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await decodes.run { gate.wait() } }
        let places = lookups.threadCount + lookups.queueLimit
        for _ in 0..<places {
          group.addTask { try await lookups.run { gate.wait() } }
        }
        while decodes.load.running + lookups.load.running + lookups.load.waiting < places + 1 {
          await Task.yield()
        }
        for (path, png) in uploads { try await exchange(server, path, .post(path, png)) }
        try await exchange(server, "/v1/sealed-designs/{id}/reveal", .post(nobody, png))
        try await exchange(server, "/v1/imports", importing())
        let id = "000000000000000000000000"
        try await exchange(
          server, "/v1/imports/{id}",
          LoopbackRequest(method: "DELETE", path: "/v1/imports/\(id)"))
        for (path, asked) in [
          ("/v1/designs", "/v1/designs"), ("/v1/designs/{id}", "/v1/designs/\(id)"),
          ("/v1/designs/{id}/image", "/v1/designs/\(id)/image"),
          ("/v1/designs/{id}/receipt", "/v1/designs/\(id)/receipt"),
          ("/v1/imports", "/v1/imports"), ("/v1/imports/{id}", "/v1/imports/\(id)"),
          ("/v1/imports/{id}/rows", "/v1/imports/\(id)/rows"),
          ("/v1/reviews/{id}", "/v1/reviews/a"), ("/v1/statistics", "/v1/statistics"),
          ("/v1/sealed-designs/{id}", "/v1/sealed-designs/\(id)"),
          ("/v1/sealed-designs/{id}/receipt", "/v1/sealed-designs/\(id)/receipt"),
          ("/v1/log/checkpoint", "/v1/log/checkpoint"),
          ("/readyz", "/readyz"), ("/metrics", "/metrics"), ("/healthz", "/healthz"),
        ] {
          try await exchange(server, path, .get(asked))
        }
        try await exchange(
          server, "/v1/reviews/{id}/findings",
          .post(
            "/v1/reviews/a/findings", Array(#"{"outcome":"remark","by":"Li"}"#.utf8),
            type: "application/json"))
        gate.open()
        try await group.waitForAll()
      }
    }

    let operations = Operation.allCases.filter { !$0.isPage }
    @Sendable func ask(
      _ server: TestServer, _ headers: [(String, String)], after first: LoopbackRequest? = nil
    ) async throws {
      for operation in operations {
        if let first { _ = try await server.send(first) }
        let (method, path) = operation.route
        try await exchange(
          server, path,
          LoopbackRequest(
            method: method.rawValue, path: path.replacing("{id}", with: design404),
            headers: headers, body: method == .post ? png : nil))
      }
    }
    let design404 = String(repeating: "0", count: 24)
    try await TestServer.run { server in try await ask(server, [("Host", "a.example")]) }
    try await TestServer.run { server in
      _ = try server.desk.createKey(name: "a", role: .vendor)
      try await ask(server, [])
    }
    var strict = ServiceConfiguration()
    strict.addressRequestsPerMinute = 1
    // Each time anew, for what is allowed comes again within a minute, and this may take longer.
    try await TestServer.run(strict) { server in
      try await ask(server, [], after: .get("/readyz"))
    }
    try await TestServer.run(ServiceConfiguration(decodes: 1)) { server in
      let gate = Gate()
      let lookups = server.state.lookups
      try await withThrowingTaskGroup(of: Void.self) { group in
        for _ in 0..<lookups.threadCount + lookups.queueLimit {
          group.addTask { try await lookups.run { gate.wait() } }
        }
        while lookups.load.running + lookups.load.waiting
          < lookups.threadCount + lookups.queueLimit
        { await Task.yield() }
        try await exchange(server, "/metrics", .get("/metrics"))
        gate.open()
        try await group.waitForAll()
      }
    }
    let documented = document.roles
    #expect(documented.count == operations.count)
    for operation in operations {
      let roles = operation.roles.map { Set($0.map(\.rawValue)) }
      #expect(documented[operation.rawValue] == .some(roles), "\(operation)")
    }

    let expected = document.answers.filter { $0.status != 500 }
    #expect(expected.count > 40)
    #expect(expected.subtracting(met.withLock { $0 }).sorted() == [])
  }

  @Test func `Each documented path refuses the methods that it does not document`() async throws {
    try await TestServer.run { server in
      let document = try OpenAPIDescription(PackageResources.openapi_json)
      for path in Set(document.answers.map(\.path)) {
        let known = document.methods(of: path)
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"]
        where !known.contains(method) {
          let response = try await server.send(LoopbackRequest(method: method, path: path))
          #expect(response.status == 405, "\(method) \(path)")
          let allowed = response.headers["allow"]?.split(separator: ", ").map(String.init) ?? []
          #expect(Set(allowed).subtracting(["HEAD"]) == known)
        }
      }
    }
  }
}
