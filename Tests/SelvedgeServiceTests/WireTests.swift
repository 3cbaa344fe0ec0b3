// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing
import _TestSupport

@testable import SelvedgeService

@Suite struct WireTests {
  /// A piece of a body in chunked coding.
  private static func chunk(_ text: String) -> String {
    "\(String(text.utf8.count, radix: 16))\r\n\(text)\r\n"
  }

  @Test func `A body over the limit is refused before it is sent`() async throws {
    try await TestServer.run(ServiceConfiguration(bodyLimit: 1000)) { server in
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send(
        "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
          + "Content-Length: 10000000000\r\n\r\n")
      let response = try await connection.receive()
      #expect(response.status == 413)
      #expect(response.headers["connection"] == "close")
      #expect(try response.problem.code == "imageExceedsLimits")
      #expect(try response.problem.limit == 1000)
      #expect(try await connection.isEnded())
    }
  }

  @Test(arguments: ["image/png", "multipart/form-data; boundary=b"])
  func `A body that grows over the limit is refused while it is sent`(type: String) async throws {
    try await TestServer.run(ServiceConfiguration(bodyLimit: 100_000)) { server in
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send(
        "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Type: \(type)\r\n"
          + "Transfer-Encoding: chunked\r\n\r\n")
      try await connection.send(
        Self.chunk("--b\r\nContent-Disposition: form-data; name=\"image\"\r\n\r\n"))
      // As much as the client likes: the answer comes, and the connection ends.
      for _ in 0..<200 {
        guard try await connection.send(Self.chunk(String(repeating: "x", count: 4096))) else {
          break
        }
      }
      let response = try await connection.receive()
      #expect(response.status == 413)
      #expect(try response.problem.limit == 100_000)
    }
  }

  @Test func `A client that asks first is told to go on, or not`() async throws {
    try await TestServer.run(ServiceConfiguration(bodyLimit: 100_000)) { server in
      let png = TestPictures.png(1)
      let welcome = try await LoopbackConnection(port: server.port)
      let request = LoopbackRequest.post("/v1/reviews", png, [("Expect", "100-continue")])
      try await welcome.send(request.head)
      #expect(try await welcome.receive().status == 100)
      try await welcome.send(png)
      #expect(try await welcome.receive().status == 201)

      let refused = try await LoopbackConnection(port: server.port)
      try await refused.send(
        "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Length: 100001\r\n"
          + "Expect: 100-continue\r\n\r\n")
      #expect(try await refused.receive().status == 413)
    }
  }

  // RFC 9110, 9.3.2: no body after HEAD, or else the next answer on the connection begins with it.
  @Test(arguments: ["/v1/designs/000000000000000000000000", "/nope", "/v1/designs?limit=x"])
  func `HEAD has no body, of a problem either`(path: String) async throws {
    try await TestServer.run { server in
      let told = try await server.send(.get(path))
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send(
        "HEAD \(path) HTTP/1.1\r\nHost: localhost\r\n\r\n"
          + "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
      let head = try await connection.receive(isHead: true)
      #expect(head.status == told.status)
      #expect(head.headers["content-length"] == "\(told.body.count)")
      #expect(try await connection.receive().status == 200)
    }
  }

  // RFC 9112, 3.2: who reads only the first of two hosts, and who only the last, must not be told apart.
  @Test func `A request that names two hosts is refused, and the next one answered`() async throws {
    try await TestServer.run { server in
      let connection = try await LoopbackConnection(port: server.port)
      for hosts in ["localhost\r\nHost: elsewhere.example", "localhost\r\nHost: localhost"] {
        try await connection.send("GET /healthz HTTP/1.1\r\nHost: \(hosts)\r\n\r\n")
        let refused = try await connection.receive()
        #expect(refused.status == 400)
        #expect(try refused.problem.code == "invalidRequest")
      }
      try await connection.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
      #expect(try await connection.receive().status == 200)
    }
  }

  @Test func `A request that takes too long to arrive is ended`() async throws {
    try await TestServer.run(ServiceConfiguration(requestTimeout: 0.4)) { server in
      let begun =
        "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
        + "Content-Length: 1000\r\n\r\nx"
      let connection = try await LoopbackConnection(port: server.port, sending: Array(begun.utf8))
      let response = try await connection.receive()
      #expect(response.status == 408)
      #expect(try response.problem.code == "requestTimeout")
      #expect(response.headers["connection"] == "close")
      #expect(try await connection.isEnded())

      let silent = try await LoopbackConnection(
        port: server.port, sending: Array("POST /v1/rev".utf8))
      #expect(try await silent.receive().status == 408)
      #expect(try await silent.isEnded())
      #expect(try await server.send(.get("/healthz")).status == 200)
    }
  }

  @Test func `A drip of bytes does not put the end off`() async throws {
    try await TestServer.run(ServiceConfiguration(requestTimeout: 0.5)) { server in
      let head =
        "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
        + "Content-Length: 1000\r\n\r\n"
      let connection = try await LoopbackConnection(port: server.port, sending: Array(head.utf8))
      for _ in 0..<10 {
        try await connection.send("x")
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(try await connection.receive().status == 408)
    }
  }

  @Test func `A head that drips in is ended, a connection that waits is not`() async throws {
    try await TestServer.run(ServiceConfiguration(requestTimeout: 0.5)) { server in
      let waiting = try await LoopbackConnection(port: server.port)
      let dripping = try await LoopbackConnection(port: server.port)
      for byte in "GET /healthz HT" {
        try await dripping.send(String(byte))
        try await Task.sleep(for: .milliseconds(100))
      }
      let refused = try await dripping.receive()
      #expect(refused.status == 408)
      #expect(try refused.problem.code == "requestTimeout")
      #expect(try await dripping.isEnded())
      // Each request has its own time: what lies between two counts for none.
      for _ in 0..<2 {
        try await waiting.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")
        #expect(try await waiting.receive().status == 200)
        try await Task.sleep(for: .milliseconds(700))
      }
    }
  }

  /// Pieces of an import put the end off while somebody wants them; one that is refused is wanted by nobody.
  @Test func `An import that was answered is not drained without end`() async throws {
    try await TestServer.run(ServiceConfiguration(requestTimeout: 1)) { server in
      _ = try server.desk.createKey(name: "An office", role: .registrar)
      let head =
        "POST /v1/imports HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
      let connection = try await LoopbackConnection(port: server.port, sending: Array(head.utf8))
      #expect(try await connection.receive().status == 401)
      let size = ConnectionGuard.importPace
      let piece =
        Array("\(String(size, radix: 16))\r\n".utf8) + [UInt8](repeating: 120, count: size)
        + Array("\r\n".utf8)
      var isTaken = true
      for _ in 0..<100 where isTaken {
        isTaken = try await connection.send(piece)
        try await Task.sleep(for: .milliseconds(100))
      }
      #expect(!isTaken)
    }
  }

  @Test(arguments: [
    "NONSENSE\r\n\r\n", "GET / HTTP/1.1\r\nHost\r\n\r\n", "\u{16}\u{3}\u{1}hello\r\n\r\n",
    "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
  ])
  func `What is not HTTP gets a problem and the end of the connection`(text: String) async throws {
    try await TestServer.run { server in
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send(text)
      let response = try await connection.receive()
      #expect(response.status == 400)
      #expect(response.headers["content-type"] == "application/problem+json")
      #expect(response.headers["date"]?.hasSuffix(" GMT") == true)
      #expect(try response.problem.code == "invalidRequest")
      #expect(try await connection.isEnded())
    }
  }

  @Test func `Headers without end are refused`() async throws {
    try await TestServer.run { server in
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send(
        "GET /healthz HTTP/1.1\r\nHost: x\r\nX: \(String(repeating: "x", count: 70_000))\r\n\r\n")
      let response = try await connection.receive()
      #expect(response.status == 431)
      #expect(try response.problem.code == "requestHeadTooLarge")
      let many = try await LoopbackConnection(port: server.port)
      let fields = (0..<101).map { "X-\($0): y\r\n" }.joined()
      try await many.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\(fields)\r\n")
      let refused = try await many.receive()
      #expect(refused.status == 431)
      #expect(refused.text.contains("more than 100 header fields"))
    }
  }

  @Test func `One connection serves many requests, also after a problem`() async throws {
    try await TestServer.run { server in
      let connection = try await LoopbackConnection(port: server.port)
      let png = TestPictures.png(1)
      for round in 0..<3 {
        let bad = LoopbackRequest.post("/v1/reviews", png, type: "text/plain")
        try await connection.send(Array(bad.head.utf8) + png)
        #expect(try await connection.receive().status == 415, "\(round)")
        try await connection.send(LoopbackRequest.get("/healthz").head)
        #expect(try await connection.receive().status == 200, "\(round)")
      }
    }
  }

  @Test func `A full queue refuses with the time to come back, and serves again`() async throws {
    let configuration = ServiceConfiguration(decodes: 1, queueLimit: 1)
    try await TestServer.run(configuration) { server in
      let gate = Gate()
      let decodes = server.state.decodes
      async let running: Void = decodes.run { gate.wait() }
      async let waiting: Void = decodes.run { gate.wait() }
      while decodes.load.running + decodes.load.waiting < 2 { await Task.yield() }
      for path in ["/v1/reviews", "/v1/designs", "/v1/comparisons"] {
        let refused = try await server.send(.post(path, TestPictures.png(1)))
        #expect(refused.status == 503)
        #expect(refused.headers["retry-after"] == "2")
        #expect(try refused.problem.code == "registryBusy")
      }
      // Reading goes on meanwhile.
      #expect(try await server.send(.get("/v1/designs")).status == 200)
      let metrics = try await server.send(.get("/metrics")).text
      #expect(metrics.contains("selvedge_rejected_total 3\n"))
      #expect(metrics.contains("selvedge_decodes_in_flight 1\n"))
      #expect(metrics.contains("selvedge_decode_queue_depth 1\n"))
      gate.open()
      _ = try await (running, waiting)
      #expect(try await server.send(.post("/v1/reviews", TestPictures.png(1))).status == 201)
    }
  }

  @Test func `Bodies together keep within their memory`() async throws {
    let configuration = ServiceConfiguration(bodyLimit: 60_000, bodyBudget: 60_000)
    try await TestServer.run(configuration) { server in
      let holder = try await LoopbackConnection(port: server.port)
      try await holder.send(
        "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
          + "Content-Length: 59000\r\n\r\n" + String(repeating: "x", count: 58_000))
      while server.state.uploads.budget.heldByteCount < 58_000 { await Task.yield() }
      let refused = try await server.send(
        .post("/v1/reviews", [UInt8](repeating: 0, count: 5000)))
      #expect(refused.status == 503)
      try await holder.send(String(repeating: "x", count: 1000))
      #expect(try await holder.receive().status == 415)
      #expect(server.state.uploads.budget.heldByteCount == 0)
    }
  }

  @Test func `A shutdown answers what was accepted and takes no more`() async throws {
    let configuration = ServiceConfiguration(decodes: 1, queueLimit: 4)
    try await TestServer.run(configuration) { server in
      let gate = Gate()
      let decodes = server.state.decodes
      async let running: Void = decodes.run { gate.wait() }
      async let accepted = server.send(.post("/v1/designs", TestPictures.png(1)))
      while decodes.load.waiting < 1 { await Task.yield() }
      let idle = try await LoopbackConnection(port: server.port)
      try await idle.send(LoopbackRequest.get("/healthz").head)
      #expect(try await idle.receive().status == 200)

      await server.shutDown()
      #expect(try await idle.isEnded())
      await #expect(throws: LoopbackConnection.Failure.self) {
        while true {
          _ = try await server.send(.get("/healthz"))
        }
      }
      gate.open()
      try await running
      #expect(try await accepted.status == 201)
    }
  }

  @Test func `What was registered is there after a restart`() async throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    try await TestServer.run(registry: folder.path("registry")) { server in
      let made = try await server.send(.post("/v1/designs", TestPictures.png(1)))
      let found = try await server.send(.post("/v1/reviews", TestPictures.png(1)))
      #expect(made.status == 201 && found.status == 201)
    }
    try await TestServer.run(registry: folder.path("registry")) { server in
      let statistics = try await server.send(.get("/v1/statistics"))
      #expect(statistics.text.contains("\"designs\":1"))
      #expect(statistics.text.contains("\"reviews\":1"))
      #expect(try await server.send(.post("/v1/designs", TestPictures.png(1))).status == 409)
    }
  }

  @Test func `Many clients at once get the right answers`() async throws {
    try await TestServer.run { server in
      for seed in 0..<4 as Range<UInt64> {
        _ = try await server.send(.post("/v1/designs?file=\(seed).png", TestPictures.png(seed)))
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for client in 0..<32 as Range<UInt64> {
          group.addTask {
            let seed = client % 4
            let found = try await server.send(
              .post("/v1/reviews?keep=false", TestPictures.png(seed)))
            #expect(found.status == 200)
            #expect(found.text.contains("\"file\":\"\(seed).png\",\"flagged\":true"))
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
