// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// How a service runs: where it listens, and what it bears at once.
public struct ServiceConfiguration: Equatable, Sendable {
  /// The address to listen on; anything but the loopback lets strangers in.
  public var host: String
  /// The port to listen on; 0 takes any free one.
  public var port: Int
  /// The largest request body, in bytes.
  public var bodyLimit: Int
  /// The bodies of all requests together, in bytes; more are refused for the moment.
  public var bodyBudget: Int
  /// Pictures that are decoded at once.
  public var decodes: Int
  /// Requests that may wait for a decode; more are refused for the moment.
  public var queueLimit: Int
  /// How long a request may take to arrive, in seconds.
  public var requestTimeout: Double
  /// Connections at once; more wait until others end.
  ///
  /// Fewer are taken where the process may not open so many files.
  public var connectionLimit: Int
  /// The largest request body of an import, whose files go to the disk as they come, in bytes.
  public var importLimit = 2 << 30
  /// Whether whoever presents no key may do what vendors do.
  public var admitsAnonymousVendors = false
  /// Requests that one address may send in a minute; 0 sets no limit.
  public var addressRequestsPerMinute = 0
  /// Requests that may come with one key in a minute; 0 sets no limit.
  public var keyRequestsPerMinute = 0
  /// Origins whose pages may ask from a browser, as browsers send them; none unless said.
  public var crossOrigins: Set<String> = []
  /// Whether the last address in `X-Forwarded-For` is taken for the client's: right only behind a
  /// proxy that writes it.
  public var trustsForwardedFor = false
  /// The certificate and its key; `nil` serves without TLS.
  public var tls: TLSFiles?

  /// Creates a configuration.
  ///
  /// - Parameters:
  ///   - host: The address to listen on.
  ///   - port: The port to listen on; 0 takes any free one.
  ///   - bodyLimit: The largest request body, in bytes.
  ///   - bodyBudget: The bodies of all requests together, in bytes; at least `bodyLimit` is taken.
  ///   - decodes: Pictures that are decoded at once, at least 1.
  ///   - queueLimit: Requests that may wait for a decode, at least 0.
  ///   - requestTimeout: How long a request may take to arrive, in seconds.
  ///   - connectionLimit: Connections at once.
  public init(
    host: String = "127.0.0.1", port: Int = 8080, bodyLimit: Int = 64 << 20,
    bodyBudget: Int = 256 << 20, decodes: Int = ProcessInfo.processInfo.activeProcessorCount,
    queueLimit: Int = 64, requestTimeout: Double = 60, connectionLimit: Int = 1024
  ) {
    self.host = host
    self.port = port
    self.bodyLimit = bodyLimit
    self.bodyBudget = max(bodyBudget, bodyLimit)
    self.decodes = max(1, decodes)
    self.queueLimit = max(0, queueLimit)
    self.requestTimeout = requestTimeout
    self.connectionLimit = connectionLimit
  }

  /// Reads an origin whose pages may ask.
  ///
  /// - Parameter text: A scheme, a host and, if it is not the scheme's own, a port.
  /// - Returns: The origin as browsers send it; `nil` when it is none.
  public static func crossOrigin(_ text: String) -> String? { CrossOriginPolicy.origin(text) }

  /// How many connections may be open at once beside the files of the registry.
  ///
  /// - Parameter descriptorLimit: How many files and connections the process may have open.
  /// - Returns: At most ``connectionLimit``; a quarter of the descriptors, 256 at least and half of all at most, are left
  ///   to files.
  func connectionLimit(descriptorLimit: Int) -> Int {
    let reserved = min(max(256, descriptorLimit / 4), descriptorLimit / 2)
    return max(1, min(connectionLimit, descriptorLimit - reserved))
  }

  /// Whether only this machine can reach the service.
  public var isLoopback: Bool {
    Self.isLoopback(host)
  }

  /// Whether a host name or address means this machine.
  ///
  /// - Parameter host: A name, or an address without brackets.
  /// - Returns: Whether it is `localhost` or a loopback address.
  static func isLoopback(_ host: String) -> Bool {
    let isFourBytes = host.split(separator: ".").allSatisfy { UInt8($0) != nil }
    return ["::1", "localhost"].contains(host) || host.hasPrefix("127.") && isFourBytes
  }
}
