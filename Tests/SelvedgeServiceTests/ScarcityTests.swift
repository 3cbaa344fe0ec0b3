// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import SelvedgeService

/// What the server does where the machine gives it little.
@Suite struct ScarcityTests {
  @Test(arguments: [(1024, 768), (2048, 1024), (1_048_576, 1024), (256, 128), (2, 1)])
  func `connections leave files to the registry`(descriptors: Int, connections: Int) {
    let configuration = ServiceConfiguration(connectionLimit: 1024)
    #expect(configuration.connectionLimit(descriptorLimit: descriptors) == connections)
  }

  // RFC 9562, section 5.4.
  @Test func `the ids of requests are random UUIDs`() {
    let ids = (0..<1000).map { _ in ServiceContext.makeRequestID() }
    #expect(Set(ids).count == 1000)
    for id in ids {
      #expect(
        id.wholeMatch(of: /[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/)
          != nil, "\(id)")
    }
  }

  @Test func `A head that announces more than there is memory takes none`() async throws {
    try await TestServer.run(ServiceConfiguration(bodyLimit: 1 << 60)) { server in
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send(
        "POST /v1/reviews HTTP/1.1\r\nHost: x\r\nContent-Type: image/png\r\n"
          + "Content-Length: \(1 << 50)\r\n\r\nx")
      // What the first connection began is under way when this one is answered.
      #expect(try await server.send(.get("/healthz")).status == 200)
      try await connection.send([UInt8](repeating: 1, count: 1 << 20))
      #expect(try await server.send(.get("/healthz")).status == 200)
    }
  }
}
