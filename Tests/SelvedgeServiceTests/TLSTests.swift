// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import Testing
import _TestSupport

@testable import SelvedgeService

@Suite struct TLSTests {
  /// Runs a program, on a thread that no task waits for, and gives back what it printed.
  private static func run(
    _ arguments: [String], input: String = ""
  ) async throws -> (status: Int32, output: String) {
    try await withCheckedThrowingContinuation { continuation in
      Thread.detachNewThread {
        continuation.resume(with: Result { try runAndWait(arguments, input: input) })
      }
    }
  }

  private static func runAndWait(
    _ arguments: [String], input: String
  ) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = arguments
    let (to, from) = (Pipe(), Pipe())
    process.standardInput = to
    process.standardOutput = from
    process.standardError = from
    try process.run()
    // A program that was refused may have ended before it is given anything; what it printed says so.
    try? to.fileHandleForWriting.write(contentsOf: Data(input.utf8))
    // The other side ends the connection; a closed input would end it before the answer.
    let output = try from.fileHandleForReading.readToEnd() ?? Data()
    try to.fileHandleForWriting.close()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// A certificate for this machine that vouches for itself.
  private static func makeCertificate(in folder: TemporaryFolder) async throws -> TLSFiles {
    let files = TLSFiles(
      certificatePath: folder.path("cert.pem"), keyPath: folder.path("key.pem"))
    let made = try await run([
      "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
      "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1", "-keyout",
      files.keyPath, "-out", files.certificatePath,
    ])
    #expect(made.status == 0, "\(made.output)")
    return files
  }

  private static func ask(
    _ port: Int, _ files: TLSFiles, _ options: [String], _ path: String = "/healthz"
  ) async throws -> String {
    try await run(
      [
        "timeout", "20", "openssl", "s_client", "-connect", "127.0.0.1:\(port)", "-servername",
        "localhost", "-CAfile", files.certificatePath, "-quiet", "-verify_return_error", "-ign_eof",
      ] + options,
      input: "GET \(path) HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
    ).output
  }

  @Test func `requests are answered over TLS 1.2 and 1.3, and over nothing older`() async throws {
    let folder = try TemporaryFolder()
    var configuration = ServiceConfiguration()
    let files = try await Self.makeCertificate(in: folder)
    configuration.tls = files
    try await TestServer.run(configuration) { server in
      for version in ["-tls1_2", "-tls1_3"] {
        let answer = try await Self.ask(server.port, files, [version])
        #expect(answer.contains("HTTP/1.1 200") && answer.contains("\"ok\""), "\(answer)")
      }
      let old = try await Self.ask(server.port, files, ["-tls1_1", "-cipher", "ALL:@SECLEVEL=0"])
      #expect(!old.contains("HTTP/1.1"), "\(old)")
      // The session cookie of a service with TLS goes over TLS only.
      let out = try await Self.ask(server.port, files, ["-tls1_2"], "/login")
      #expect(out.contains("HTTP/1.1 200"))
    }
  }

  @Test func `plain HTTP to a port with TLS is not answered`() async throws {
    let folder = try TemporaryFolder()
    var configuration = ServiceConfiguration()
    configuration.tls = try await Self.makeCertificate(in: folder)
    try await TestServer.run(configuration) { server in
      let connection = try await LoopbackConnection(port: server.port)
      try await connection.send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
      #expect(try await connection.isEnded())
    }
  }

  @Test func `files that are no certificate or key are named`() async throws {
    let folder = try TemporaryFolder()
    let good = try await Self.makeCertificate(in: folder)
    let bad = folder.path("bad.pem")
    try Data("nonsense".utf8).write(to: URL(fileURLWithPath: bad))
    for (files, option) in [
      (TLSFiles(certificatePath: bad, keyPath: good.keyPath), "--tls-certificate"),
      (TLSFiles(certificatePath: good.certificatePath, keyPath: bad), "--tls-key"),
      (
        TLSFiles(certificatePath: folder.path("none.pem"), keyPath: good.keyPath),
        "--tls-certificate"
      ),
    ] {
      let error = #expect(throws: SelvedgeError.self) { _ = try files.configuration() }
      #expect(error?.code == .invalidRequest && error?.subject.hasPrefix(option) == true)
    }
  }
}
