// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Testing

@testable import SelvedgeService

/// How long a connection lasts, and where an answer ends (RFC 9112, sections 6 and 9).
@Suite struct ConnectionEndTests {
  @Test(arguments: [
    ("1.0", "", true), ("1.0", "Connection: Keep-Alive\r\n", false),
    ("1.0", "Connection: close\r\n", true), ("1.1", "", false),
    ("1.1", "Connection: keep-alive\r\n", false), ("1.1", "Connection: Close\r\n", true),
    ("1.1", "Connection: te, close\r\nTE: trailers\r\n", true),
    ("1.1", "Connection: te\r\nConnection: close\r\n", true),
    // No other protocol is spoken, and a client that asks for one must not wait for its next answer.
    ("1.1", "Connection: te, Upgrade\r\nUpgrade: h2c\r\n", true),
    ("1.1", "Upgrade: h2c\r\n", false),
  ])
  func `A connection ends when its client says so`(
    version: String, option: String, ends: Bool
  ) async throws {
    try await TestServer.run { server in
      let head = "GET /healthz HTTP/\(version)\r\nHost: localhost\r\n\(option)\r\n"
      let connection = try await LoopbackConnection(port: server.port, sending: Array(head.utf8))
      let answer = try await connection.receive()
      #expect(answer.version == "HTTP/\(version)")
      #expect(answer.text == #"{"status":"ok"}"#)
      #expect((answer.headers["connection"] == "close") == ends)
      guard !ends else { return #expect(try await connection.isEnded()) }
      // Unless told so, a client of HTTP/1.0 takes the connection for one that ends.
      #expect(version == "1.1" || answer.headers["connection"] == "keep-alive")
      try await connection.send(head)
      #expect(try await connection.receive().status == 200)
    }
  }

  // RFC 9112, 6.1: no transfer coding in an answer to what is not HTTP/1.1 or later.
  @Test func `A client of HTTP/1.0 gets lines without chunks`() async throws {
    try await TestServer.run { server in
      let png = TestPictures.png(1)
      let head =
        "POST /v1/reviews?keep=false HTTP/1.0\r\nHost: localhost\r\nContent-Type: image/png\r\n"
        + "Content-Length: \(png.count)\r\nAccept: application/x-ndjson\r\n"
        + "Connection: keep-alive\r\nExpect: 100-continue\r\n\r\n"
      let connection = try await LoopbackConnection(
        port: server.port, sending: Array(head.utf8) + png)
      let answer = try await connection.receiveToEnd()
      // Nor does it know of an answer before the answer (RFC 9110, 10.1.1).
      #expect(answer.status == 200)
      #expect(answer.headers["transfer-encoding"] == nil)
      #expect(answer.headers["connection"] == "close")
      let lines = answer.text.split(separator: "\n")
      #expect(lines.count == 2)
      #expect(lines.allSatisfy { $0.hasPrefix("{") && $0.hasSuffix("}") })
    }
  }

  // RFC 9112, 6.1 and 6.3.
  @Test(arguments: [
    "GET /healthz HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n",
    "POST /v1/reviews HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
  ])
  func `A request whose end is not known is refused`(text: String) async throws {
    try await TestServer.run { server in
      let connection = try await LoopbackConnection(port: server.port, sending: Array(text.utf8))
      let answer = try await connection.receive()
      #expect(answer.status == 400)
      #expect(try answer.problem.code == "invalidRequest")
      #expect(try await connection.isEnded())
    }
  }

  // RFC 9112, 3.2.2: the machine in the address counts, and Host is ignored.
  @Test(arguments: [
    ("http://localhost/v1/designs", "a.example", 200),
    ("http://a.example/v1/designs", "localhost", 403),
    ("http://127.0.0.1:80?limit=1", "a.example", 200),
    ("http://localhost@a.example/v1/designs", "localhost", 400),
    ("http:///v1/designs", "localhost", 400),
    ("/v1/designs?after=://a.example", "localhost", 400),
    ("http://localhost/v1/designs", "localhost\r\nHost: localhost", 400),
  ])
  func `A whole address outweighs the host`(
    address: String, host: String, status: Int
  ) async throws {
    try await TestServer.run { server in
      let head = "GET \(address) HTTP/1.1\r\nHost: \(host)\r\n\r\n"
      let connection = try await LoopbackConnection(port: server.port, sending: Array(head.utf8))
      #expect(try await connection.receive().status == status)
    }
  }

  /// More than the system takes for a client that does not read yet.
  @Test(arguments: ["", "Connection: close\r\n"])
  func `A client that ends its side and reads late gets the whole answer`(
    option: String
  ) async throws {
    try await TestServer.run { server in
      let original = TestPictures.png(1) + [UInt8](repeating: 7, count: 12 << 20)
      let design = try server.desk.register(
        Submission(picture: Picture(name: "large.png", bytes: original))
      ).design.design
      let head =
        "GET /v1/designs/\(design)/image HTTP/1.1\r\nHost: localhost\r\n\(option)\r\n"
      let connection = try await LoopbackConnection(port: server.port, sending: Array(head.utf8))
      try await connection.endSending()
      try await Task.sleep(for: .seconds(1))
      let answer = try await connection.receiveToEnd()
      #expect(answer.headers["content-length"] == "\(original.count)")
      #expect(answer.body == original)
    }
  }
}
