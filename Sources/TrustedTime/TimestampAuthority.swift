// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import Foundation
#if canImport(FoundationNetworking)
  internal import FoundationNetworking
#endif
private import Synchronization

/// An authority that gives time stamps over HTTP or HTTPS.
///
/// > Source: RFC 3161, section 3.4.
public struct TimestampAuthority: Sendable {
  /// Where it is asked.
  public let url: String

  /// The most bytes of an answer; real ones have a few thousand.
  static let byteLimit = 1 << 20

  /// Names an authority.
  ///
  /// - Parameter url: Where it is asked, `http://…` or `https://…`.
  public init(url: String) { self.url = url }

  /// Whether a text is the address of a machine that may be asked.
  ///
  /// - Parameter url: The text.
  /// - Returns: Whether it begins with `http://` or `https://` and names a machine.
  public static func isAddress(_ url: String) -> Bool {
    guard let address = URL(string: url) else { return false }
    return ["http", "https"].contains(address.scheme ?? "")
      && address.host?.isEmpty == false
  }

  /// Asks for a stamp.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - seconds: How long to wait for the whole answer.
  /// - Returns: The answer; nothing of it is verified.
  /// - Throws: ``TimestampError``: `unreachable`, `rejected`, `malformed` or `unsupported`.
  public func stamp(
    _ request: TimestampRequest, within seconds: Double = 30
  ) async throws(TimestampError) -> TimestampResponse {
    guard Self.isAddress(url), let address = URL(string: url) else {
      throw .unreachable(url: url, reason: "this is no address; give one with http:// or https://")
    }
    var message = URLRequest(url: address, timeoutInterval: seconds)
    message.httpMethod = "POST"
    message.httpBody = Data(try request.der())
    message.setValue("application/timestamp-query", forHTTPHeaderField: "Content-Type")
    message.setValue("application/timestamp-reply", forHTTPHeaderField: "Accept")
    let exchange = Exchange(limit: Self.byteLimit)
    let outcome = await exchange.run(message, within: seconds)
    switch outcome {
    case .failed(let reason): throw .unreachable(url: url, reason: reason)
    case .answered(let status, let type, let body):
      guard status == 200 else {
        throw .unreachable(url: url, reason: "it answers with HTTP status \(status)")
      }
      guard type?.lowercased().hasPrefix("application/timestamp-reply") == true else {
        throw .unreachable(
          url: url, reason: "it answers with \(type ?? "no content type"), not a time stamp")
      }
      return try TimestampResponse(der: body)
    }
  }
}

/// One request and its answer, which is cut off when it grows too long.
private final class Exchange: NSObject, URLSessionDataDelegate, Sendable {
  enum Outcome: Sendable {
    case answered(status: Int, type: String?, body: [UInt8])
    case failed(reason: String)
  }

  private struct State {
    var body: [UInt8] = []
    var isTooLong = false
    var continuation: CheckedContinuation<Outcome, Never>?
  }

  private let limit: Int
  private let state = Mutex(State())

  init(limit: Int) { self.limit = limit }

  func run(_ message: URLRequest, within seconds: Double) async -> Outcome {
    let configuration = URLSessionConfiguration.ephemeral
    configuration.timeoutIntervalForRequest = seconds
    configuration.timeoutIntervalForResource = seconds
    let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
    defer { session.finishTasksAndInvalidate() }
    return await withCheckedContinuation { continuation in
      state.withLock { $0.continuation = continuation }
      session.dataTask(with: message).resume()
    }
  }

  func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
    let isTooLong = state.withLock { state in
      state.body += data
      state.isTooLong = state.body.count > limit
      return state.isTooLong
    }
    if isTooLong { dataTask.cancel() }
  }

  /// A stamp is not asked for anywhere else than where the user said.
  func urlSession(
    _ session: URLSession, task: URLSessionTask,
    willPerformHTTPRedirection response: HTTPURLResponse, newRequest request: URLRequest,
    completionHandler: @escaping (URLRequest?) -> Void
  ) {
    completionHandler(nil)
  }

  func urlSession(
    _ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?
  ) {
    let (continuation, body, isTooLong) = state.withLock { state in
      defer { state.continuation = nil }
      return (state.continuation, state.body, state.isTooLong)
    }
    let outcome: Outcome
    if isTooLong {
      outcome = .failed(reason: "its answer is longer than \(limit) bytes")
    } else if let response = task.response as? HTTPURLResponse, error == nil {
      outcome = .answered(
        status: response.statusCode, type: response.value(forHTTPHeaderField: "Content-Type"),
        body: body)
    } else {
      outcome = .failed(reason: error?.localizedDescription ?? "there is no answer")
    }
    continuation?.resume(returning: outcome)
  }
}
