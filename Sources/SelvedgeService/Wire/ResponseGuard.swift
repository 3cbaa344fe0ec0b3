// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import NIOCore
import NIOHTTPTypes

/// Keeps clients that do not read from holding memory: ends a connection whose client takes nothing of its responses for
/// `stallTime`, and reads no further request while one is unanswered.
///
/// Bodies go down in pieces, so that a slow client that takes some of them is told from one that takes none. While some is
/// taken, the server's own closing waits, be it that the connection counts as idle, that the service shuts down, or that
/// the client has ended its side: a close would drop what the client has not taken yet.
final class ResponseGuard: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = HTTPRequestPart
  typealias InboundOut = HTTPRequestPart
  typealias OutboundIn = HTTPResponsePart
  typealias OutboundOut = HTTPResponsePart

  /// The bytes of a body that go down at once.
  static let pieceByteCount = 64 << 10

  private let stallTime: TimeAmount
  private var unansweredCount = 0
  private var isInputIncomplete = false
  private var holdsRead = false
  /// Writes of which the system has not taken all.
  private var pendingCount = 0
  private var lastProgress = NIODeadline.uptimeNanoseconds(0)
  private var deadline: Scheduled<Void>?
  /// Closes that wait for the client.
  private var heldCloses: [(mode: CloseMode, promise: EventLoopPromise<Void>?)] = []

  /// Creates the guard of one connection.
  ///
  /// - Parameter stallTime: How long a client may take nothing of a response.
  init(stallTime: TimeAmount) {
    self.stallTime = stallTime
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head:
      unansweredCount += 1
      isInputIncomplete = true
    case .body: break
    case .end: isInputIncomplete = false
    }
    context.fireChannelRead(data)
  }

  func read(context: ChannelHandlerContext) {
    // What has arrived whole is answered first, and the answer taken.
    guard isInputIncomplete || unansweredCount == 0 && pendingCount == 0 else {
      holdsRead = true
      return
    }
    context.read()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    switch unwrapOutboundIn(data) {
    case .head:
      write(data, promise, context)
    case .body(var bytes):
      while bytes.readableBytes > Self.pieceByteCount,
        let piece = bytes.readSlice(length: Self.pieceByteCount)
      {
        write(wrapOutboundOut(.body(piece)), nil, context)
      }
      write(wrapOutboundOut(.body(bytes)), promise, context)
    case .end:
      unansweredCount = max(0, unansweredCount - 1)
      write(data, promise, context)
    }
  }

  func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
    guard pendingCount > 0, mode != .input else {
      return context.close(mode: mode, promise: promise)
    }
    heldCloses.append((mode, promise))
  }

  func channelInactive(context: ChannelHandlerContext) {
    stopDeadline()
    releaseCloses(context)
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    stopDeadline()
  }

  private func write(
    _ data: NIOAny, _ promise: EventLoopPromise<Void>?, _ context: ChannelHandlerContext
  ) {
    let written = promise ?? context.eventLoop.makePromise(of: Void.self)
    if pendingCount == 0 { lastProgress = context.eventLoop.now }
    pendingCount += 1
    written.futureResult.assumeIsolated().whenComplete { [self] _ in
      pendingCount -= 1
      lastProgress = context.eventLoop.now
      guard pendingCount == 0 else { return }
      releaseCloses(context)
      guard holdsRead, unansweredCount == 0 else { return }
      holdsRead = false
      context.read()
    }
    context.write(data, promise: written)
    if pendingCount > 0, deadline == nil { startDeadline(lastProgress + stallTime, context) }
  }

  /// Closes what was to be closed; nothing when the connection has ended meanwhile.
  private func releaseCloses(_ context: ChannelHandlerContext) {
    let closes = heldCloses
    heldCloses = []
    for (mode, promise) in closes {
      if context.channel.isActive {
        context.close(mode: mode, promise: promise)
      } else {
        promise?.succeed(())
      }
    }
  }

  private func startDeadline(_ time: NIODeadline, _ context: ChannelHandlerContext) {
    let bound = NIOLoopBound((guard: self, context: context), eventLoop: context.eventLoop)
    deadline = context.eventLoop.scheduleTask(deadline: time) {
      let (connection, context) = bound.value
      connection.deadline = nil
      guard connection.pendingCount > 0 else { return }
      let end = connection.lastProgress + connection.stallTime
      guard end <= context.eventLoop.now else { return connection.startDeadline(end, context) }
      context.close(promise: nil)
    }
  }

  private func stopDeadline() {
    deadline?.cancel()
    deadline = nil
  }
}
