// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import SelvedgeService

@Suite struct RateLimiterTests {
  private let start = ContinuousClock.now

  @Test func `A bucket holds a minute's worth and fills evenly`() throws {
    let limiter = RateLimiter(perMinute: 6)
    for _ in 0..<6 { try limiter.take("a", at: start) }
    let problem = #expect(throws: Problem.self) { try limiter.take("a", at: start) }
    #expect(problem?.kind.status.code == 429)
    #expect(problem?.limit == 6)
    // A sixth of a minute for one more.
    #expect(problem?.retryAfterSeconds == 10)
    #expect(throws: Problem.self) { try limiter.take("a", at: start + .seconds(9)) }
    try limiter.take("a", at: start + .seconds(10.01))
    #expect(throws: Problem.self) { try limiter.take("a", at: start + .seconds(10.02)) }
    try limiter.take("b", at: start)
    for _ in 0..<6 { try limiter.take("a", at: start + .seconds(600)) }
    #expect(throws: Problem.self) { try limiter.take("a", at: start + .seconds(600)) }
  }

  @Test func `Many callers take no more memory than few, and the greediest is remembered`() throws {
    let limiter = RateLimiter(perMinute: 10, subjectLimit: 100)
    for _ in 0..<10 { try limiter.take("greedy", at: start) }
    for caller in 0..<10_000 {
      try limiter.take("\(caller)", at: start)
      #expect(limiter.subjectCount <= 100)
    }
    #expect(throws: Problem.self) { try limiter.take("greedy", at: start) }
  }

  @Test func `No limit is no limit`() throws {
    let limiter = RateLimiter(perMinute: 0)
    for _ in 0..<1000 { try limiter.take("a", at: start) }
    #expect(limiter.subjectCount == 0)
  }

  @Test func `A subscriber of IPv6 is one caller`() {
    let first = RateLimiter.subject(address: "2001:db8:1:2::1")
    #expect(first == RateLimiter.subject(address: "2001:0db8:0001:0002:ffff::"))
    #expect(first != RateLimiter.subject(address: "2001:db8:1:3::1"))
    #expect(
      RateLimiter.subject(address: "::ffff:1.2.3.4")
        != RateLimiter.subject(address: "::ffff:1.2.3.5"))
    #expect(RateLimiter.subject(address: "1.2.3.4") == "1.2.3.4")
  }

  /// Some proxies note the port as well (RFC 7239, section 6), which is another with each connection.
  @Test func `A caller is known by its address whatever its port`() {
    #expect(RateLimiter.subject(address: "1.2.3.4:5678") == "1.2.3.4")
    for address in ["[2001:db8:1:2::1]:5678", "[2001:db8:1:2::1]"] {
      #expect(
        RateLimiter.subject(address: address) == RateLimiter.subject(address: "2001:db8:1:2::1"))
    }
  }

  @Test func `The proxy's word counts only when it is trusted`() async throws {
    var configuration = ServiceConfiguration()
    configuration.addressRequestsPerMinute = 2
    for isTrusted in [false, true] {
      configuration.trustsForwardedFor = isTrusted
      try await TestServer.run(configuration) { server in
        // All at once: among many tests a minute may pass between two of them.
        let requests = (0..<4).map { client in
          LoopbackRequest.get("/readyz", [("X-Forwarded-For", "9.9.9.9, 10.0.0.\(client)")])
        }
        let connection = try await LoopbackConnection(
          port: server.port, sending: requests.flatMap { Array($0.head.utf8) })
        var statuses: [Int] = []
        for _ in requests { statuses.append(try await connection.receive().status) }
        #expect(statuses == (isTrusted ? [200, 200, 200, 200] : [200, 200, 429, 429]))
        #expect(try await server.send(.get("/healthz")).status == 200)
      }
    }
  }

  @Test func `A key has a limit of its own`() async throws {
    var configuration = ServiceConfiguration()
    configuration.keyRequestsPerMinute = 1
    try await TestServer.run(configuration) { server in
      for name in ["a", "b"] {
        let key = try server.desk.createKey(name: name, role: .vendor).text
        let header = [("Authorization", "Bearer \(key)")]
        let start = ContinuousClock.now
        let head = Array(LoopbackRequest.get("/v1/statistics", header).head.utf8)
        let connection = try await LoopbackConnection(port: server.port, sending: head + head)
        #expect(try await connection.receive().status == 200)
        let refused = try await connection.receive()
        #expect(refused.status == 429)
        // The bucket has filled for as long as the two requests took, and no longer.
        let seconds = try #require(refused.headers["retry-after"].flatMap { Int($0) })
        let elapsed = (ContinuousClock.now - start) / .seconds(1)
        #expect(seconds <= 60 && Double(seconds) >= 60 - elapsed)
      }
    }
  }
}
