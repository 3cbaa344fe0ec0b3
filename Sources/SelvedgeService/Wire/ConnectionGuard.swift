// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import Glibc
import HTTPTypes
import Hummingbird
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Keeps one connection in order: answers `Expect: 100-continue`, bounds the time that a request
/// may take to arrive (of an import, that each of its pieces may take), ends the connection after a response when request
/// or response says so, and gives a malformed request its problem document.
///
/// It stands between the HTTP codec and the server, which knows none of these. A ``FirstByteWatch`` before the codec
/// tells it when a request begins, for the codec passes a head on only when it is whole. A ``HeadWatch`` behind it tells
/// what each head asks of the answer.
///
/// - Important: A connection that ends is closed when the client has taken the whole answer, and then for writing
///   first and read on for `lingeringTime`, as RFC 9112, section 9.6, asks; a plain close would
///   make the kernel reset the connection on whatever else comes, and the client would lose the answer.
final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// What an import has to bring in the time of a request: 17 KiB a second, unless said otherwise.
  static let importPace = 1 << 20

  /// How long a closing connection is read on.
  static let lingeringTime = TimeAmount.seconds(2)

  private let requestTime: TimeAmount
  private let bodyLimit: Int
  private let importLimit: Int
  private var isImport = false
  private var byteCount = 0
  private var deadline: Scheduled<Void>?
  private var unansweredCount = 0
  /// What the answers to come have to keep to, the next one first.
  private var terms = CircularBuffer<AnswerTerms>()
  private var isInputIncomplete = false
  private var closesAfterResponse = false
  /// Whether no more requests are taken.
  private var isClosing = false
  /// Whether the last answer was taken and the connection only read on.
  private var isLingering = false

  /// Creates the guard of one connection.
  ///
  /// - Parameters:
  ///   - requestTime: How long a request may take to arrive, from its first byte to its last.
  ///   - bodyLimit: The largest body that a client is told to go on with, in bytes.
  ///   - importLimit: The same for imports.
  init(requestTime: TimeAmount, bodyLimit: Int, importLimit: Int) {
    self.requestTime = requestTime
    self.bodyLimit = bodyLimit
    self.importLimit = importLimit
  }

  func handlerAdded(context: ChannelHandlerContext) {
    let pipeline = context.pipeline.syncOperations
    // Behind TLS, whose own bytes begin no request.
    guard let codec = try? pipeline.handler(type: ByteToMessageHandler<HTTPRequestDecoder>.self),
      (try? pipeline.addHandler(
        FirstByteWatch { [unowned self] in bytesArrived(context) }, position: .before(codec)))
        != nil,
      (try? pipeline.addHandler(
        HeadWatch(
          came: { [unowned self] in terms.append($0) }, answered: { [unowned self] in terms.first }),
        position: .after(codec))) != nil
    else { preconditionFailure("the guard of a connection stands behind the HTTP codec") }
  }

  /// Starts the time of a request with its first byte.
  ///
  /// While an answer is awaited, bytes are those of that request, or of a next one that has not its turn yet.
  private func bytesArrived(_ context: ChannelHandlerContext) {
    guard !isClosing, !isInputIncomplete, unansweredCount == 0, deadline == nil else { return }
    startDeadline(context)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isClosing else { return }
    switch unwrapInboundIn(data) {
    case .head(let head):
      unansweredCount += 1
      isInputIncomplete = true
      isImport = Self.isImport(head)
      byteCount = 0
      if deadline == nil { startDeadline(context) }
      if head.headerFields[.expect]?.lowercased() == "100-continue", isWelcome(head) {
        let going = HTTPResponse(status: .continue)
        context.writeAndFlush(wrapOutboundOut(.head(going)), promise: nil)
      }
    case .body(let bytes):
      byteCount += bytes.readableBytes
      // Thousands of pictures take their time; what counts is that they keep coming, and that somebody wants them.
      if isImport, unansweredCount > 0, byteCount >= Self.importPace {
        byteCount = 0
        startDeadline(context)
      }
    case .end:
      isInputIncomplete = false
      stopDeadline()
    }
    context.fireChannelRead(data)
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    context.fireChannelReadComplete()
    if isClosing { context.read() }
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head(var head):
      head.headerFields[.connection] = connectionOption(of: head)
      closesAfterResponse = head.headerFields[.connection] == "close"
      context.write(wrapOutboundOut(.head(head)), promise: promise)
    case .body:
      context.write(data, promise: promise)
    case .end:
      unansweredCount -= 1
      _ = terms.popFirst()
      guard closesAfterResponse else { return context.write(data, promise: promise) }
      endConnection(data, promise, context)
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    guard let error = error as? HTTPParserError else { return context.fireErrorCaught(error) }
    let malformation: MalformedRequest = error == .headerOverflow ? .headTooLarge : .syntax
    stopDeadline()
    isInputIncomplete = true
    guard unansweredCount == 0 else { return context.fireErrorCaught(malformation) }
    refuse(Problem(malformation), context)
  }

  /// Answers what is no request yet: the problem goes out from here, and nothing more comes in.
  private func refuse(_ problem: Problem, _ context: ChannelHandlerContext) {
    guard !isClosing else { return }
    let requestID = ServiceContext.makeRequestID()
    let text = ProblemDocument(problem, requestID: requestID).text
    var head = ProblemDocument.response(problem, requestID: requestID).head
    unansweredCount += 1
    head.headerFields[ServiceHeaders.requestID] = requestID
    // The server puts it into its own answers.
    head.headerFields[.date] = HTTPDate.text(time(nil))
    SecurityHeaders.add(to: &head.headerFields)
    closesAfterResponse = true
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    context.write(wrapOutboundOut(.body(ByteBuffer(string: text))), promise: nil)
    write(context: context, data: wrapOutboundOut(.end(nil)), promise: nil)
  }

  func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
    if isLingering, case ChannelEvent.inputClosed = event {
      return context.close(promise: nil)
    }
    context.fireUserInboundEventTriggered(event)
  }

  func channelInactive(context: ChannelHandlerContext) {
    stopDeadline()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stopDeadline()
  }

  /// What a response says of the connection: nothing where it goes on as is usual for the client.
  private func connectionOption(of head: HTTPResponse) -> String? {
    let own = head.headerFields[.connection]
    guard let terms = terms.first, own?.lowercased() != "close" else { return own?.lowercased() }
    // An old client finds the end of a body without a length only where the connection ends.
    let isEndless = terms.isOld && head.headerFields[.contentLength] == nil
    guard !terms.endsConnection, !isEndless else { return "close" }
    return terms.isOld ? "keep-alive" : own
  }

  private func isWelcome(_ head: HTTPRequest) -> Bool {
    guard let length = head.headerFields[.contentLength].flatMap({ Int($0) }) else { return true }
    return length <= (isImport ? importLimit : bodyLimit)
  }

  private static func isImport(_ head: HTTPRequest) -> Bool {
    // The router takes no notice of further slashes either.
    let path = head.path?.prefix { $0 != "?" }.split(separator: "/")
    return head.method == .post && (path == ["v1", "imports"] || path == ["imports"])
  }

  private func startDeadline(_ context: ChannelHandlerContext) {
    deadline?.cancel()
    let bound = NIOLoopBound((guard: self, context: context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(in: requestTime) {
      let (connection, context) = bound.value
      connection.deadline = nil
      guard connection.isInputIncomplete else {
        connection.isInputIncomplete = true
        return connection.refuse(Problem(RequestTimeout()), context)
      }
      context.fireErrorCaught(RequestTimeout())
    }
  }

  private func stopDeadline() {
    deadline?.cancel()
    deadline = nil
  }

  /// Ends the connection with the last part of an answer, as soon as that is on its way.
  private func endConnection(
    _ end: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
  ) {
    stopDeadline()
    isClosing = true
    let sent = promise ?? context.eventLoop.makePromise(of: Void.self)
    // A close drops what was not sent, so it waits.
    sent.futureResult.assumeIsolated().whenComplete { [self] _ in
      if context.channel.isActive { linger(context) }
    }
    context.writeAndFlush(end, promise: sent)
    context.read()
  }

  private func linger(_ context: ChannelHandlerContext) {
    isLingering = true
    context.close(mode: .output, promise: nil)
    context.read()
    let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
    context.eventLoop.scheduleTask(in: Self.lingeringTime) {
      bound.value.close(promise: nil)
    }
  }
}
