// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import CopyrightReview
internal import Glibc
import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
public import ServiceLifecycle

/// Serves a registry over HTTP.
///
/// Requests are received on event loops, and pictures are decoded on threads of their own, as many
/// as the configuration says; what comes on top of those waits in a bounded queue or is refused.
/// A graceful shutdown ends the listening at once and answers what was accepted.
public struct SelvedgeServer: Service {
  private let configuration: ServiceConfiguration
  private let logger: Logger
  private let onRunning: @Sendable (Int) async -> Void
  let state: ServiceState

  /// Creates a server, which does not listen yet.
  ///
  /// - Parameters:
  ///   - desk: The registry and its index.
  ///   - configuration: Where to listen, and what to bear at once.
  ///   - logger: Told of every request, in one line each.
  ///   - onRunning: Called with the port once the server listens.
  public init(
    desk: ReviewDesk, configuration: ServiceConfiguration, logger: Logger,
    onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
  ) {
    self.configuration = configuration
    self.logger = logger
    self.onRunning = onRunning
    state = ServiceState(desk: desk, configuration: configuration, logger: logger)
  }

  /// Serves until SIGTERM or SIGINT, then answers what was accepted.
  ///
  /// - Throws: When the address cannot be listened on.
  public func runUntilSignalled() async throws {
    var group = ServiceGroupConfiguration(
      services: [self], gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
    // The slowest request may still arrive, and then waits for its decode.
    group.maximumGracefulShutdownDuration = .seconds(configuration.requestTimeout + 30)
    try await ServiceGroup(configuration: group).run()
  }

  /// Serves until the task's graceful shutdown, then answers what was accepted.
  ///
  /// - Throws: `SelvedgeError` when strangers could reach a service that has no keys, when the files for TLS are
  ///   unfit, or when another program listens on the address; another error when it cannot be listened on.
  public func run() async throws {
    try configuration.requireKeysBeyondLoopback(hasKeys: state.desk.hasKeys())
    let application = Application(
      responder: ServiceRouter.responder(state),
      server: try builder,
      configuration: ApplicationConfiguration(
        address: .hostname(configuration.host, port: configuration.port),
        availableConnectionsDelegate: .maximum(connectionLimit, logger: logger)),
      onServerRunning: { channel in
        await onRunning(channel.localAddress?.port ?? configuration.port)
      },
      logger: logger)
    let imports = Task { [state] in await state.imports.run() }
    let ended = await Result { try await application.run() }
    // Rows that are not done by now are done after the next start.
    state.imports.stop()
    await imports.value
    let isIdle = await Result { try await state.shutdown() }
    do {
      try ended.get()
    } catch let error as IOError where error.errnoCode == EADDRINUSE {
      throw SelvedgeError(
        .ioFailure, subject: "\(configuration.host):\(configuration.port)",
        message: "cannot listen there: another program does; name another port")
    }
    try isIdle.get()
  }

  /// How many connections are taken at once; fewer than was asked for are told.
  private var connectionLimit: Int {
    var limits = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limits) == 0 else {
      return configuration.connectionLimit
    }
    let descriptors = Int(clamping: limits.rlim_cur)
    let limit = configuration.connectionLimit(descriptorLimit: descriptors)
    if limit < configuration.connectionLimit {
      logger.warning(
        "takes \(limit) connections at once, not \(configuration.connectionLimit): the process may have \(descriptors) files open (ulimit -n)"
      )
    }
    return limit
  }

  private var builder: HTTPServerBuilder {
    get throws {
      let plain = HTTPServerBuilder.http1(configuration: connection)
      guard let tls = configuration.tls else { return plain }
      return try .tls(plain, tlsConfiguration: try tls.configuration())
    }
  }

  /// How long the answer to a request that took too long to arrive may take.
  private static let answeringTime = TimeAmount.seconds(30)

  private var connection: HTTP1Channel.Configuration {
    let requestTime = TimeAmount.milliseconds(Int64(configuration.requestTimeout * 1000))
    // An idle connection is ended without a word, so that must come after the guard's answer, which a busy machine may
    // put off.
    let idleTime =
      TimeAmount.milliseconds(Int64(configuration.requestTimeout * 1500)) + Self.answeringTime
    let bodyLimit = configuration.bodyLimit
    let stallTime = requestTime + Self.answeringTime
    return HTTP1Channel.Configuration(
      additionalChannelHandlers: [
        ConnectionGuard(
          requestTime: requestTime, bodyLimit: bodyLimit, importLimit: configuration.importLimit),
        ResponseGuard(stallTime: stallTime),
      ],
      idleTimeout: idleTime,
      httpDecoderConfiguration: .init(
        maxHeaderFieldSize: MalformedRequest.headByteLimit,
        maxHeaderListSize: MalformedRequest.headByteLimit,
        maxHeaderFieldCount: MalformedRequest.headerCountLimit))
  }
}

extension Result where Failure == any Error, Success == Void {
  /// What became of some work.
  fileprivate init(_ work: () async throws -> Void) async {
    do {
      self = .success(try await work())
    } catch {
      self = .failure(error)
    }
  }
}
