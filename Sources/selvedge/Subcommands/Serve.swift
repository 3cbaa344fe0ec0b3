// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc
import Logging
import SelvedgeService

/// `selvedge serve` answers over HTTP until it is told to stop.
struct Serve: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Serve the registry over HTTP.",
    discussion: """
      Serves until SIGTERM or SIGINT, then answers what was accepted. The address itself, in a \
      browser, shows pages for people; /openapi.json describes what programs can ask. The log, one line a request, goes to standard error.

      There are no keys yet: whoever reaches the port may register and look up. Listen beyond \
      this machine only behind something that asks who is there.
      """)

  @OptionGroup var registry: RegistryOptions

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port to listen on; 0 takes any free one.", valueName: "port"))
  var port = 8080

  @Option(help: ArgumentHelp("The largest request body, in MiB.", valueName: "n"))
  var maxBodyMib = 64

  @Option(help: ArgumentHelp("Pictures decoded at once; all cores unless said.", valueName: "n"))
  var decodes: Int?

  @Option(
    help: ArgumentHelp("Requests that may wait for a decode; more get 503.", valueName: "n"))
  var queue = 64

  @Option(
    help: ArgumentHelp("How long a request may take to arrive, in seconds.", valueName: "s"))
  var requestTimeout = 60.0

  func validate() throws {
    try require("--port", port, in: 0...65535)
    try require("--max-body-mib", maxBodyMib, in: 1...4096)
    try require("--decodes", decodes ?? 1, in: 1...256)
    try require("--queue", queue, in: 0...100_000)
    guard (0.1...3600).contains(requestTimeout) else {
      throw ValidationError("--request-timeout takes 0.1 to 3600, not \(requestTimeout).")
    }
  }

  func run() async throws {
    let desk = try registry.open(create: true, forReview: true)
    let logger = Logger(label: "selvedge", factory: StreamLogHandler.standardError(label:))
    var configuration = ServiceConfiguration(
      host: host, port: port, bodyLimit: maxBodyMib << 20, queueLimit: queue,
      requestTimeout: requestTimeout)
    if let decodes { configuration.decodes = decodes }
    let address = host.contains(":") ? "[\(host)]" : host
    let server = SelvedgeServer(desk: desk, configuration: configuration, logger: logger) { port in
      ProblemLog.note("serving \(registry.path) at http://\(address):\(port)")
    }
    do {
      try await server.runUntilSignalled()
    } catch {
      throw SelvedgeError(
        .ioFailure, subject: "\(address):\(port)",
        message: "cannot listen there: \(error)")
    }
  }

  private func require(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) takes \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
  }
}
