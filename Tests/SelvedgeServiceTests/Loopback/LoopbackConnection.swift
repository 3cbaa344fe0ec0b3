// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import NIOPosix

/// A TCP connection to this machine that sends what it is told to, byte for byte.
///
/// Its calls wait on threads of their own, so that they never hold up the server in this process.
/// They give up only after `patience`: on a machine that is busy with all other tests, an answer may
/// take far longer than the server needs for it.
final class LoopbackConnection: Sendable {
  /// What went wrong with the connection.
  enum Failure: Error {
    case notConnected(errno: Int32)
    case closed(after: String)
    case malformed(String)
    case silent(after: String)
  }

  /// How long a call waits for bytes, in seconds.
  private static let patience = 240

  private static let threads: NIOThreadPool = {
    let threads = NIOThreadPool(numberOfThreads: 64)
    threads.start()
    return threads
  }()

  private let socket: Int32

  /// Connects to a port and sends what the server is to get at once.
  ///
  /// Among hundreds of tests an `await` may take minutes, and a server ends a connection that stays idle.
  ///
  /// - Parameters:
  ///   - port: Where the server listens.
  ///   - first: What is sent at once.
  ///   - rest: What is sent after that, one after the other.
  ///   - pause: How long to wait before each of these, in seconds.
  /// - Throws: `Failure` when nobody listens.
  init(
    port: Int, sending first: [UInt8] = [], then rest: [[UInt8]] = [], after pause: Double = 0
  ) async throws {
    socket = try await Self.threads.runIfActive {
      let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = in_port_t(port).bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      var patience = timeval(tv_sec: Self.patience, tv_usec: 0)
      setsockopt(
        socket, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
      let result = withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
      guard result == 0 else {
        let code = errno
        close(socket)
        throw Failure.notConnected(errno: code)
      }
      _ = Self.send(first, to: socket)
      for piece in rest {
        Thread.sleep(forTimeInterval: pause)
        _ = Self.send(piece, to: socket)
      }
      return socket
    }
  }

  deinit {
    close(socket)
  }

  /// Sends bytes; false when the other side no longer takes them.
  @discardableResult
  func send(_ bytes: [UInt8]) async throws -> Bool {
    try await Self.threads.runIfActive { [socket] in Self.send(bytes, to: socket) }
  }

  private static func send(_ bytes: [UInt8], to socket: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let sent = rest.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard sent > 0 else { return false }
      rest = rest.dropFirst(sent)
    }
    return true
  }

  /// Sends text.
  @discardableResult
  func send(_ text: String) async throws -> Bool {
    try await send(Array(text.utf8))
  }

  /// Receives one response.
  ///
  /// - Parameter isHead: Whether the request was `HEAD`, whose response has no body.
  /// - Returns: The response.
  /// - Throws: `Failure` when the connection ends, or falls silent, before the response is whole.
  func receive(isHead: Bool = false) async throws -> LoopbackResponse {
    try await Self.threads.runIfActive { [socket] in
      var head: [UInt8] = []
      while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
        head.append(contentsOf: try Self.receive(1, from: socket, after: head))
      }
      var response = try LoopbackResponse(head: String(decoding: head, as: UTF8.self))
      let isBodiless = isHead || response.status < 200 || response.status == 304
      if !isBodiless, response.headers["transfer-encoding"] == "chunked" {
        response.body = try Self.receiveChunks(from: socket)
        return response
      }
      let length = response.headers["content-length"].flatMap { Int($0) } ?? 0
      while !isBodiless, response.body.count < length {
        response.body += try Self.receive(
          length - response.body.count, from: socket, after: response.body)
      }
      return response
    }
  }

  /// Ends this side of the connection; the other side may go on.
  func endSending() async throws {
    _ = try await Self.threads.runIfActive { [socket] in
      shutdown(socket, Int32(SHUT_WR))
    }
  }

  /// Receives one response and whatever else comes before the other side ends the connection.
  ///
  /// - Returns: The response, whose body is all that came after the head, as it came.
  /// - Throws: `Failure` when the connection ends within the head, or falls silent.
  func receiveToEnd() async throws -> LoopbackResponse {
    try await Self.threads.runIfActive { [socket] in
      var head: [UInt8] = []
      while !head.suffix(4).elementsEqual([13, 10, 13, 10]) {
        head += try Self.receive(1, from: socket, after: head)
      }
      var response = try LoopbackResponse(head: String(decoding: head, as: UTF8.self))
      do {
        while true { response.body += try Self.receive(1 << 16, from: socket, after: head) }
      } catch Failure.closed {
        return response
      }
    }
  }

  /// Receives a body that comes in chunks (RFC 9112, section 7.1), through the empty one at its end.
  private static func receiveChunks(from socket: Int32) throws -> [UInt8] {
    var body: [UInt8] = []
    while true {
      var line: [UInt8] = []
      while !line.suffix(2).elementsEqual([13, 10]) {
        line += try receive(1, from: socket, after: body)
      }
      let text = String(decoding: line.dropLast(2), as: UTF8.self)
      guard let length = Int(text, radix: 16) else { throw Failure.malformed(text) }
      var chunk: [UInt8] = []
      while chunk.count < length + 2 {
        chunk += try receive(length + 2 - chunk.count, from: socket, after: body)
      }
      body += chunk.dropLast(2)
      if length == 0 { return body }
    }
  }

  /// Whether the other side ends the connection, with nothing more to read.
  ///
  /// - Throws: `Failure` when it neither ends nor says anything.
  func isEnded() async throws -> Bool {
    try await Self.threads.runIfActive { [socket] in
      var byte: UInt8 = 0
      let got = recv(socket, &byte, 1, 0)
      if got < 0 && errno == EAGAIN { throw Failure.silent(after: "") }
      return got <= 0
    }
  }

  private static func receive(
    _ count: Int, from socket: Int32, after received: [UInt8]
  ) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: count)
    let got = recv(socket, &buffer, count, 0)
    let isSilent = got < 0 && errno == EAGAIN
    guard got > 0 else {
      let beginning = String(decoding: received.prefix(200), as: UTF8.self)
      throw isSilent ? Failure.silent(after: beginning) : Failure.closed(after: beginning)
    }
    return Array(buffer.prefix(got))
  }
}
