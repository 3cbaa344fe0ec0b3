// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import SelvedgeService

@Suite struct LogRoutesTests {
  @Test func `The checkpoint is the signed note, as text, and grows with the designs`() async throws
  {
    try await TestServer.run { server in
      let none = try await server.send(.get("/v1/log/checkpoint"))
      #expect(none.status == 404)
      #expect(try none.problem.code == "logEntryNotFound")
      for (seed, size) in [(1, "1"), (5, "2")] {
        let made = try await server.send(.post("/v1/designs", TestPictures.png(UInt64(seed))))
        #expect(made.status == 201)
        let response = try await server.send(.get("/v1/log/checkpoint"))
        #expect(response.status == 200)
        #expect(response.headers["content-type"] == "text/plain; charset=utf-8")
        let lines = response.text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count == 6)
        #expect(lines[0].hasPrefix("selvedge-registry/"))
        #expect(lines[1] == size)
        #expect(lines[3].isEmpty && lines[4].hasPrefix("\u{2014} \(lines[0]) "))
      }
    }
  }
}
