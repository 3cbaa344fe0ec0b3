// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import DesignRegistry
import Foundation
import Testing
import _TestSupport

@testable import SelvedgeService

@Suite struct RepeatsTests {
  private func post(_ seed: UInt64, _ key: String, query: String = "") -> LoopbackRequest {
    .post("/v1/designs" + query, TestPictures.png(seed), [("Idempotency-Key", key)])
  }

  @Test func `the same key and request get the same answer, quoted or not`() async throws {
    try await TestServer.run { server in
      let first = try await server.send(post(1, "\"a-1\""))
      #expect(first.status == 201)
      for key in ["\"a-1\"", "a-1"] {
        let again = try await server.send(post(1, key))
        #expect(again.status == 201)
        #expect(again.body == first.body)
        #expect(again.headers["location"] == first.headers["location"])
      }
      // Without the key, the second registration is a conflict.
      #expect(try await server.send(.post("/v1/designs", TestPictures.png(1))).status == 409)
    }
  }

  /// RFC 8941, section 3.3.3: what may stand in a string, and what its escapes stand for.
  @Test(arguments: [
    (#""a b""#, "a b"), (#""a\"b""#, #"a"b"#), (#""a\\b""#, #"a\b"#), (#""\"""#, "\""),
    ("a-b/c,d", "a-b/c,d"),
    ("\"" + String(repeating: "\\\"", count: 255) + "\"", String(repeating: "\"", count: 255)),
  ])
  func `a key is a string of structured fields, or bare`(header: String, name: String) throws {
    #expect(try IdempotencyKey(header)?.text == name)
  }

  @Test(arguments: [
    "", "\"", "\"\"", "a b", #"a"b"#, #"a\b"#, #""a"b""#, #""a\b""#, #""a\""#, #""a"#, #"a""#,
    "\"\u{e9}\"", "\"a\tb\"", "\"" + String(repeating: "a", count: 256) + "\"",
  ])
  func `a key that is neither is refused`(header: String) {
    #expect(throws: Problem.self) { try IdempotencyKey(header) }
  }

  @Test func `the description of the interface takes the keys that the service takes`() throws {
    let document = Data(PackageResources.openapi_json)
    let object = try JSONSerialization.jsonObject(with: document) as? [String: Any]
    let paths = try #require(object?["paths"] as? [String: [String: Any]])
    var metCount = 0
    for methods in paths.values {
      for operation in methods.values {
        let parameters = (operation as? [String: Any])?["parameters"] as? [[String: Any]] ?? []
        for parameter in parameters where parameter["name"] as? String == "Idempotency-Key" {
          let schema = try #require(parameter["schema"] as? [String: Any])
          let pattern = try NSRegularExpression(pattern: try #require(schema["pattern"] as? String))
          metCount += 1
          for key in [#""a b""#, #""a\"b""#, #""a\\b""#, "a-1", "a b", #"a"b"#, #""a\b""#, "\"\""] {
            let range = NSRange(key.startIndex..., in: key)
            let isTaken = (try? IdempotencyKey(key)) != nil
            #expect((pattern.firstMatch(in: key, range: range) != nil) == isTaken, "\(key)")
          }
        }
      }
    }
    #expect(metCount == 4)
  }

  @Test func `a form counts by what it says, not by its boundary`() async throws {
    try await TestServer.run { server in
      func form(_ boundary: String, _ title: String) -> LoopbackRequest {
        var request = LoopbackRequest.form(
          "/v1/designs",
          [("title", nil, Array(title.utf8)), ("image", "a.png", TestPictures.png(2))])
        let text = (request.body ?? []).map { Unicode.Scalar($0) }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text)
        request.body = String(scalars).replacing("--frontier", with: "--" + boundary)
          .unicodeScalars.map { UInt8($0.value) }
        request.headers = [
          ("Content-Type", "multipart/form-data; boundary=\(boundary)"), ("Idempotency-Key", "f"),
        ]
        return request
      }
      let first = try await server.send(form("one", "Peony"))
      #expect(first.status == 201)
      #expect(try await server.send(form("two", "Peony")).body == first.body)
      let other = try await server.send(form("two", "Lotus"))
      #expect(other.status == 422)
      #expect(try other.problem.code == "idempotencyKeyReused")
    }
  }

  @Test func `another request under the same key is refused, another caller's is not`() async throws
  {
    try await TestServer.run { server in
      let keys = try (1...2).map {
        try server.desk.createKey(name: "office \($0)", role: .registrar).text
      }
      func send(_ seed: UInt64, _ bearer: String) async throws -> LoopbackResponse {
        var request = post(seed, "k")
        request.headers.append(("Authorization", "Bearer \(bearer)"))
        return try await server.send(request)
      }
      #expect(try await send(3, keys[0]).status == 201)
      #expect(try await send(4, keys[0]).status == 422)
      #expect(try await send(4, keys[1]).status == 201)
    }
  }

  @Test func `a refusal that would come again is kept, one of the moment is not`() async throws {
    try await TestServer.run { server in
      let bad = Array(TestPictures.png(5).dropLast(40))
      var details: Set<String> = []
      for _ in 0..<2 {
        let answer = try await server.send(
          .post("/v1/designs", bad, [("Idempotency-Key", "bad")]))
        #expect(answer.status == 422)
        let problem = try answer.problem
        #expect(problem.code == "undecodableImage")
        details.insert(problem.detail)
        #expect(problem.instance == "urn:uuid:\(answer.headers["x-request-id"] ?? "")")
      }
      #expect(details.count == 1)
    }
    try await TestServer.run(ServiceConfiguration(decodes: 1, queueLimit: 0)) { server in
      let gate = Gate()
      let decodes = server.state.decodes
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await decodes.run { gate.wait() } }
        while decodes.load.running == 0 { await Task.yield() }
        #expect(try await server.send(post(6, "m")).status == 503)
        gate.open()
        try await group.waitForAll()
      }
      #expect(try await server.send(post(6, "m")).status == 201)
    }
  }

  @Test func `a request in flight is not begun a second time`() async throws {
    try await TestServer.run(ServiceConfiguration(decodes: 1, queueLimit: 4)) { server in
      let gate = Gate()
      let decodes = server.state.decodes
      try await withThrowingTaskGroup(of: Int.self) { group in
        group.addTask {
          try await decodes.run { gate.wait() }
          return 0
        }
        while decodes.load.running == 0 { await Task.yield() }
        group.addTask { try await server.send(post(7, "f")).status }
        // It waits behind the gate, with its claim made.
        while decodes.load.waiting == 0 { await Task.yield() }
        let second = try await server.send(post(7, "f"))
        #expect(second.status == 409)
        #expect(try second.problem.code == "idempotencyKeyInFlight")
        #expect(second.headers["retry-after"] != nil)
        gate.open()
        var statuses: Set<Int> = []
        for try await status in group { statuses.insert(status) }
        #expect(statuses == [0, 201])
      }
    }
  }

  @Test func `what was drafted of an answer outlives a claim that is given up`() throws {
    let folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    let request = RepeatableRequest(
      bearer: "", key: "k", digest: String(repeating: "0", count: 64))
    #expect(try desk.claim(request) == .granted(triedAt: nil))
    try desk.release(request)
    // Nothing was drafted, so that this is the first try.
    #expect(try desk.claim(request) == .granted(triedAt: nil))
    try desk.keepDraft("what opens the seal", of: request)
    try desk.release(request)
    guard case .granted(let triedAt) = try desk.claim(request) else {
      Issue.record("the request is in flight still")
      return
    }
    #expect(triedAt != nil)
    #expect(try desk.draft(of: request) == "what opens the seal")
    // What may have been done is granted as after the death of a process, too.
    let other = RepeatableRequest(bearer: "", key: "o", digest: request.digest)
    #expect(try desk.claim(other) == .granted(triedAt: nil))
    try desk.release(other, mayBeDone: true)
    guard case .granted(.some) = try desk.claim(other) else {
      Issue.record("the request is granted as if it had never been tried")
      return
    }
  }

  @Test(arguments: ["", "\"\"", "a b", "ü", String(repeating: "x", count: 256), "\"a\"b\""])
  func `what is no key is refused`(key: String) async throws {
    try await TestServer.run { server in
      let answer = try await server.send(post(8, key))
      #expect(answer.status == 400)
      #expect(answer.text.contains("Idempotency-Key"))
    }
  }

  /// Claims a request and does what it asks, in a desk that goes before it can answer.
  private static func registeringAndDying(
    _ path: String, _ png: [UInt8]
  ) throws -> RepeatableRequest {
    let desk = try ReviewDesk.open(path, create: true)
    let upload = try Upload.picture(png)
    let request = RepeatableRequest(
      bearer: "", key: "d", digest: upload.digest(of: .registerDesign))
    #expect(try desk.claim(request) == .granted(triedAt: nil))
    #expect(try desk.claim(request) == .inFlight)
    _ = try desk.register(Submission(picture: Picture(name: "image", bytes: png)))
    return request
  }

  @Test func `a try that died with its process is told from a conflict`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    let png = TestPictures.png(9)
    let request = try Self.registeringAndDying(path, png)
    try await TestServer.run(registry: path) { server in
      let again = try await server.send(post(9, "d"))
      #expect(again.status == 201, "\(again.text)")
      #expect(try await server.send(post(9, "d")).body == again.body)
      #expect(try server.desk.claim(request) != .inFlight)
    }
  }

  @Test func `an answer is forgotten when its time is over`() throws {
    let folder = try TemporaryFolder()
    let registry = try Registry(path: folder.path("registry"), create: true)
    let request = RepeatableRequest(
      bearer: "b", key: "k", digest: String(repeating: "0", count: 64))
    let answer = KeptAnswer(status: 201, location: "/x", body: "{}")
    let (day1, day2, day3) = ("2026-01-01T00:00:00.000Z", "2026-01-02T00:00:00.000Z", "2026-01-03")
    #expect(try registry.claim(request, at: day1, until: day2) == .granted(triedAt: nil))
    try registry.keep(answer, of: request)
    #expect(try registry.claim(request, at: "2026-01-01T23", until: day3) == .answered(answer))
    #expect(try registry.claim(request, at: day2, until: day3) == .granted(triedAt: nil))
    try registry.release(request)
    #expect(try registry.claim(request, at: day2, until: day3) == .granted(triedAt: nil))
  }
}
