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

      A registry without keys is served to this machine only, which may do everything. selvedge \
      keys create makes a key; from then on each request needs one, or --anonymous vendor lets \
      everybody look up. Pages of other sites may not ask from a browser, unless --cors-origin names \
      their origin. What callers without a key send is not kept unless they say keep=true.

      Once keys are asked for, or strangers let in, an address and a key may each ask 600 times a \
      minute unless said otherwise.
      """)

  @OptionGroup var registry: RegistryOptions

  @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
  var host = "127.0.0.1"

  @Option(help: ArgumentHelp("The port to listen on; 0 takes any free one.", valueName: "port"))
  var port = 8080

  @Option(help: ArgumentHelp("The largest request body, in MiB.", valueName: "n"))
  var maxBodyMib = 64

  @Option(help: ArgumentHelp("The largest import over HTTP, in MiB.", valueName: "n"))
  var maxImportMib = 2048

  @Option(help: ArgumentHelp("Pictures decoded at once; all cores unless said.", valueName: "n"))
  var decodes: Int?

  @Option(
    help: ArgumentHelp("Requests that may wait for a decode; more get 503.", valueName: "n"))
  var queue = 64

  @Option(
    help: ArgumentHelp(
      "How long a request may take to arrive, from its first byte to its last, in seconds.",
      valueName: "s"))
  var requestTimeout = 60.0

  @Option(
    help: ArgumentHelp("Let callers without a key do what vendors do.", valueName: "vendor"),
    transform: { text in
      guard text == AccessRole.vendor.rawValue else {
        throw ValidationError("--anonymous takes vendor only: everything else needs a key.")
      }
      return .vendor
    })
  var anonymous: AccessRole?

  @Option(
    help: ArgumentHelp(
      "Requests of one address in a minute; more get 429. 0 sets no limit.", valueName: "n"))
  var addressRate: Int?

  @Option(
    help: ArgumentHelp(
      "Requests with one key in a minute; more get 429. 0 sets no limit.", valueName: "n"))
  var keyRate: Int?

  @Flag(
    help: "Take the last address in X-Forwarded-For for the client's; only behind a proxy of yours."
  )
  var trustForwardedFor = false

  @Option(
    help: ArgumentHelp(
      "Let pages of this origin, such as https://office.example, ask from a browser; repeatable.",
      valueName: "origin"))
  var corsOrigin: [String] = []

  @Option(help: ArgumentHelp("Serve over TLS with this certificate.", valueName: "pem"))
  var tlsCertificate: String?

  @Option(help: ArgumentHelp("The private key of the certificate.", valueName: "pem"))
  var tlsKey: String?

  func validate() throws {
    try require("--port", port, in: 0...65535)
    try require("--max-body-mib", maxBodyMib, in: 1...4096)
    try require("--max-import-mib", maxImportMib, in: 1...1_048_576)
    try require("--decodes", decodes ?? 1, in: 1...256)
    try require("--queue", queue, in: 0...100_000)
    try require("--address-rate", addressRate ?? 0, in: 0...1_000_000)
    try require("--key-rate", keyRate ?? 0, in: 0...1_000_000)
    for origin in corsOrigin where ServiceConfiguration.crossOrigin(origin) == nil {
      throw ValidationError(
        "--cors-origin takes an origin such as https://office.example, one each, not \(origin).")
    }
    guard (tlsCertificate == nil) == (tlsKey == nil) else {
      throw ValidationError("--tls-certificate and --tls-key belong together; give both.")
    }
    guard (0.1...3600).contains(requestTimeout) else {
      throw ValidationError("--request-timeout takes 0.1 to 3600, not \(requestTimeout).")
    }
  }

  func run() async throws {
    let isNew = access(registry.path + "/registry.sqlite", F_OK) != 0
    let desk = try registry.open(create: true, forReview: true)
    if isNew {
      ProblemLog.note("there was no registry at \(registry.path); a new, empty one was made there")
    }
    let logger = Logger(label: "selvedge", factory: StreamLogHandler.standardError(label:))
    var configuration = ServiceConfiguration(
      host: host, port: port, bodyLimit: maxBodyMib << 20, queueLimit: queue,
      requestTimeout: requestTimeout)
    if let decodes { configuration.decodes = decodes }
    let hasKeys = try desk.hasKeys()
    configuration.admitsAnonymousVendors = anonymous == .vendor
    try configuration.requireKeysBeyondLoopback(hasKeys: hasKeys)
    let standardRate = hasKeys || anonymous != nil ? Self.standardRate : 0
    configuration.addressRequestsPerMinute = addressRate ?? standardRate
    configuration.keyRequestsPerMinute = keyRate ?? standardRate
    configuration.importLimit = maxImportMib << 20
    configuration.crossOrigins = Set(corsOrigin.compactMap(ServiceConfiguration.crossOrigin))
    configuration.trustsForwardedFor = trustForwardedFor
    if let tlsCertificate, let tlsKey {
      configuration.tls = TLSFiles(certificatePath: tlsCertificate, keyPath: tlsKey)
    }
    let scheme = configuration.tls == nil ? "http" : "https"
    if !hasKeys, anonymous == nil {
      ProblemLog.note(
        "the registry has no keys: this machine only, and all of it may do everything")
    }
    let address = host.contains(":") ? "[\(host)]" : host
    let server = SelvedgeServer(desk: desk, configuration: configuration, logger: logger) { port in
      ProblemLog.note("serving \(registry.path) at \(scheme)://\(address):\(port)")
    }
    do {
      try await server.runUntilSignalled()
    } catch let error as SelvedgeError {
      throw error
    } catch {
      throw SelvedgeError(
        .ioFailure, subject: "\(address):\(port)",
        message: "cannot listen there: \(error)")
    }
  }

  /// Requests a minute, where strangers may ask: ten a second, more than a person or a page sends.
  private static let standardRate = 600

  private func require(_ option: String, _ value: Int, in range: ClosedRange<Int>) throws {
    guard range.contains(value) else {
      throw ValidationError(
        "\(option) takes \(range.lowerBound) to \(range.upperBound), not \(value).")
    }
  }
}
