// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Logging
import ServiceLifecycle
import _TestSupport

@testable import SelvedgeService

/// A live server on a free port over a registry of its own.
struct TestServer: Sendable {
  let port: Int
  let state: ServiceState
  let log: LineLog
  /// Where keys are made.
  var desk: ReviewDesk { state.desk }
  private let group: ServiceGroup

  /// Runs a server for the time of `body`, then shuts it down gracefully.
  ///
  /// - Parameters:
  ///   - configuration: The bounds; host and port are set here.
  ///   - registry: The registry's folder; `nil` makes one that goes away afterwards.
  ///   - body: What to do meanwhile.
  /// - Throws: What the server or `body` throws.
  static func run(
    _ configuration: ServiceConfiguration = ServiceConfiguration(), registry: String? = nil,
    _ body: @Sendable (TestServer) async throws -> Void
  ) async throws {
    await places.take()
    do {
      try await serve(configuration, registry, body)
    } catch {
      await places.give()
      throw error
    }
    await places.give()
  }

  /// Servers at once: each has some twenty files open, and `Process` has been seen to crash as it listed 1,360 of them.
  private static let places = Places(16)

  private static func serve(
    _ configuration: ServiceConfiguration, _ registry: String?,
    _ body: @Sendable (TestServer) async throws -> Void
  ) async throws {
    let temporary = try TemporaryFolder()
    defer { withExtendedLifetime(temporary) {} }
    var configuration = configuration
    configuration.host = "127.0.0.1"
    configuration.port = 0
    let log = LineLog()
    let logger = Logger(label: "test") { _ in LineLogHandler(log: log) }
    let (ports, announce) = AsyncStream<Int>.makeStream()
    let server = SelvedgeServer(
      desk: try ReviewDesk.open(
        registry ?? temporary.path("registry"), create: true), configuration: configuration,
      logger: logger
    ) { port in
      announce.yield(port)
      announce.finish()
    }
    let group = ServiceGroup(services: [server], logger: logger)
    try await withThrowingTaskGroup(of: Void.self) { tasks in
      tasks.addTask {
        defer { announce.finish() }
        try await group.run()
      }
      var port: Int?
      for await announced in ports { port = announced }
      if let port {
        try await body(TestServer(port: port, state: server.state, log: log, group: group))
      }
      await group.triggerGracefulShutdown()
      try await tasks.waitForAll()
    }
  }

  /// Sends a request on a connection of its own.
  func send(_ request: LoopbackRequest) async throws -> LoopbackResponse {
    let connection = try await LoopbackConnection(
      port: port, sending: Array(request.head.utf8) + (request.body ?? []))
    return try await connection.receive(isHead: request.method == "HEAD")
  }

  /// Begins the graceful shutdown.
  func shutDown() async {
    await group.triggerGracefulShutdown()
  }
}

/// Lets so many go on at once, the others in the order in which they came.
private actor Places {
  private var free: Int
  private var waiting: [CheckedContinuation<Void, Never>] = []

  init(_ count: Int) {
    free = count
  }

  func take() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiting.append($0) }
  }

  func give() {
    if waiting.isEmpty {
      free += 1
    } else {
      waiting.removeFirst().resume()
    }
  }
}
