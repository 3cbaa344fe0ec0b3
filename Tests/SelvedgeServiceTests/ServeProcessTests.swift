// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

/// `selvedge serve` as a user has it: a process with an address, a log and an end.
@Suite struct ServeProcessTests {
  private static let program = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "selvedge")

  @Test func `The program serves, logs each request, and ends well when told to`() async throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let process = Process()
    let problems = Pipe()
    process.executableURL = Self.program
    process.arguments = ["serve", "--registry", folder.path("registry"), "--port", "0"]
    process.standardError = problems
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    defer { process.terminate() }

    var log = ""
    var port: Int?
    while port == nil {
      let more = problems.fileHandleForReading.availableData
      try #require(!more.isEmpty, "the program ended: \(log)")
      log += String(decoding: more, as: UTF8.self)
      port = log.firstMatch(of: /serving .* at http:\/\/127\.0\.0\.1:(\d+)\n/).flatMap {
        Int($0.1)
      }
    }
    let made = LoopbackRequest.post("/v1/designs", TestPictures.png(1))
    let connection = try await LoopbackConnection(
      port: try #require(port), sending: Array(made.head.utf8) + TestPictures.png(1))
    #expect(try await connection.receive().status == 201)

    process.terminate()
    #expect(try await connection.isEnded())
    log += String(decoding: problems.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(log.contains("method=POST"))
    #expect(log.contains("route=/v1/designs status=201"))
  }

  @Test func `A port that is taken is an error with a status`() async throws {
    try await TestServer.run { server in
      let folder = try TemporaryFolder()
      defer { withExtendedLifetime(folder) {} }
      let process = Process()
      let problems = Pipe()
      process.executableURL = Self.program
      process.arguments = [
        "serve", "--registry", folder.path("registry"), "--port", "\(server.port)",
      ]
      process.standardError = problems
      try process.run()
      let text = String(
        decoding: problems.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 74)
      #expect(text.contains("127.0.0.1:\(server.port): cannot listen there: another program does"))
      #expect(text.hasSuffix("[ioFailure]\n"))
    }
  }
}
