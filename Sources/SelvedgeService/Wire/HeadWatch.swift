// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import NIOCore
import NIOHTTP1

/// Keeps of each request's head what the codec behind it drops: the version, and the machine that a whole address names.
///
/// A client of HTTP/1.0 is answered in HTTP/1.0, whose bodies have a length or go on to the end of the connection, and
/// is not told to go on. What asks for the end of the connection, in whatever way, is passed on as `Connection: close`.
/// A machine in the address stands for that in `Host`. A request whose end cannot be known is an error of syntax.
///
/// > Source: RFC 9112, sections 3.2.2 (absolute form), 6.1 and 6.3 (framing), and 9.3 (persistence); RFC 9110, section
/// > 10.1.1 (expectations).
final class HeadWatch: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias InboundOut = HTTPServerRequestPart
  typealias OutboundIn = HTTPServerResponsePart
  typealias OutboundOut = HTTPServerResponsePart

  private let came: (AnswerTerms) -> Void
  private let answered: () -> AnswerTerms?
  private var isBroken = false

  /// Creates the watch.
  ///
  /// - Parameters:
  ///   - came: Is called for each request that comes, on the connection's event loop.
  ///   - answered: Tells of the request that is being answered; `nil` of what is none.
  init(came: @escaping (AnswerTerms) -> Void, answered: @escaping () -> AnswerTerms?) {
    self.came = came
    self.answered = answered
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isBroken else { return }
    guard case .head(var head) = unwrapInboundIn(data) else { return context.fireChannelRead(data) }
    let isOld = head.version == .http1_0
    guard Self.hasKnownEnd(head), Self.moveHost(of: &head) else {
      isBroken = true
      return context.fireErrorCaught(HTTPParserError.unknown)
    }
    let options = head.headers[canonicalForm: "Connection"].map { $0.lowercased() }
    let endsConnection =
      options.contains("close") || isOld && !options.contains("keep-alive")
      || Self.asksForAnotherProtocol(head, options)
    if endsConnection { head.headers.replaceOrAdd(name: "Connection", value: "close") }
    if isOld { head.headers.remove(name: "Expect") }
    came(AnswerTerms(isOld: isOld, endsConnection: endsConnection))
    context.fireChannelRead(wrapInboundOut(.head(head)))
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    guard case .head(var head) = unwrapOutboundIn(data), answered()?.isOld == true else {
      return context.write(data, promise: promise)
    }
    // The codec behind puts chunks into answers of HTTP/1.1 only.
    head.version = .http1_0
    context.write(wrapOutboundOut(.head(head)), promise: promise)
  }

  /// Whether the decoder takes what follows for another protocol, and so reads no more requests.
  ///
  /// None is spoken here, but many clients ask for HTTP/2 with the first request of each connection.
  private static func asksForAnotherProtocol(
    _ head: HTTPRequestHead, _ options: [String]
  ) -> Bool {
    head.method == .CONNECT || options.contains("upgrade") && head.headers.contains(name: "Upgrade")
  }

  /// Whether it can be known where a request ends.
  private static func hasKnownEnd(_ head: HTTPRequestHead) -> Bool {
    guard let last = head.headers[canonicalForm: "Transfer-Encoding"].last else { return true }
    return head.version != .http1_0 && last.lowercased() == "chunked"
  }

  /// Puts the machine that the address names into `Host`; false when it names none, or a user beside it.
  ///
  /// Several hosts stay, to be refused.
  private static func moveHost(of head: inout HTTPRequestHead) -> Bool {
    guard !head.uri.hasPrefix("/"), let scheme = head.uri.firstRange(of: "://") else { return true }
    let machine = head.uri[scheme.upperBound...].prefix { !"/?#".contains($0) }
    guard !machine.isEmpty, !machine.contains("@") else { return false }
    if head.headers["Host"].count <= 1 {
      head.headers.replaceOrAdd(name: "Host", value: String(machine))
    }
    return true
  }
}
