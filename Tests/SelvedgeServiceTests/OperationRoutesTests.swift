// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing

@testable import SelvedgeService

@Suite struct OperationRoutesTests {
  @Test func `The service says that it lives, is ready, and what it holds`() async throws {
    try await TestServer.run { server in
      #expect(try await server.send(.get("/healthz")).text == #"{"status":"ok"}"#)
      #expect(try await server.send(.get("/readyz")).text == #"{"status":"ready"}"#)
      _ = try await server.send(.post("/v1/designs", TestPictures.png(1)))
      let statistics = try await server.send(.get("/v1/statistics"))
      #expect(statistics.text.contains("\"designs\":1"))
      let metrics = try await server.send(.get("/metrics"))
      #expect(metrics.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      let lines = metrics.text.split(separator: "\n").map(String.init)
      for line in [
        "selvedge_http_requests_total{route=\"/v1/designs\",method=\"POST\",status=\"201\"} 1",
        "selvedge_http_requests_total{route=\"/healthz\",method=\"GET\",status=\"200\"} 1",
        "selvedge_http_requests_in_flight 1", "selvedge_designs 1",
        "selvedge_decodes_in_flight 0", "selvedge_decode_queue_depth 0",
        "selvedge_rejected_total 0", "selvedge_body_bytes_held 0",
      ] {
        #expect(lines.contains(line), "\(line)")
      }
    }
  }

  @Test func `The router's own errors are problems as well`() async throws {
    try await TestServer.run { server in
      for path in ["/none", "/v1", "/v1/designs/a/b", "/nothing?x=%", "//none"] {
        let response = try await server.send(.get(path))
        #expect(response.status == 404, "\(path)")
        #expect(response.headers["content-type"] == "application/problem+json")
      }
      let wrong = try await server.send(LoopbackRequest(method: "DELETE", path: "/v1/designs"))
      #expect(wrong.status == 405)
      #expect(wrong.headers["allow"] == "GET, HEAD, POST")
      #expect(try wrong.problem.code == "methodNotAllowed")
      let odd = try await server.send(LoopbackRequest(method: "QUERY", path: "/v1/designs/a/"))
      #expect(odd.status == 405 && odd.headers["allow"] == "GET, HEAD")
      let post = try await server.send(.post("/healthz", []))
      #expect(post.status == 405 && post.headers["allow"] == "GET, HEAD")
      let metrics = try await server.send(.get("/metrics"))
      #expect(metrics.text.contains("route=\"other\",method=\"GET\",status=\"404\""))
      #expect(!metrics.text.contains("nothing"))
    }
  }

  @Test func `Every response carries its id and the security headers`() async throws {
    try await TestServer.run { server in
      let id = "0F1C2A3E-0D5B-4C9A-8A77-0123456789AB"
      for path in ["/healthz", "/nowhere"] {
        let response = try await server.send(.get(path, [("X-Request-Id", id)]))
        #expect(response.headers["x-request-id"] == id.lowercased())
        #expect(response.headers["x-content-type-options"] == "nosniff")
        #expect(
          response.headers["content-security-policy"]
            == "default-src 'none'; frame-ancestors 'none'")
        #expect(response.headers["cache-control"] == "no-store")
        #expect(response.headers["referrer-policy"] == "no-referrer")
      }
      let problem = try await server.send(.get("/nowhere", [("X-Request-Id", id)])).problem
      #expect(problem.instance == "urn:uuid:\(id.lowercased())")
      let odd = try await server.send(.get("/healthz", [("X-Request-Id", "a\"b")]))
      let made = try #require(odd.headers["x-request-id"])
      #expect(UUID(uuidString: made) != nil)
    }
  }

  @Test func `Each request is one line in the log`() async throws {
    try await TestServer.run { server in
      let id = "0f1c2a3e-0d5b-4c9a-8a77-0123456789ab"
      _ = try await server.send(.get("/v1/designs/abc", [("X-Request-Id", id)]))
      let lines = server.log.lines.filter { $0.contains(id) }
      #expect(lines.count == 1)
      let line = try #require(lines.first)
      #expect(line.hasPrefix("info answered bytes="))
      for pair in ["id=\(id)", "method=GET", "route=/v1/designs/{id}", "status=404", "ms="] {
        #expect(line.contains(pair), "\(line)")
      }
    }
  }
}
