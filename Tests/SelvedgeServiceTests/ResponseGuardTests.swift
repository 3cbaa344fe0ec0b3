// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import NIOCore
import NIOEmbedded
import NIOHTTPTypes
import Testing

@testable import SelvedgeService

/// Clients that ask and do not read.
@Suite struct ResponseGuardTests {
  private let request = HTTPRequestPart.head(
    HTTPRequest(method: .get, scheme: "http", authority: "x", path: "/"))

  /// A channel whose writes stay where they are until it is flushed, as with a client that does not read.
  private func channel() throws -> EmbeddedChannel {
    let channel = EmbeddedChannel(handler: ResponseGuard(stallTime: .seconds(90)))
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    return channel
  }

  private func answer(_ channel: EmbeddedChannel, _ byteCount: Int) {
    channel.write(HTTPResponsePart.head(HTTPResponse(status: .ok)), promise: nil)
    let body = ByteBuffer(repeating: 7, count: byteCount)
    channel.write(HTTPResponsePart.body(body), promise: nil)
    channel.write(HTTPResponsePart.end(nil), promise: nil)
  }

  @Test func `a connection of which nothing is taken ends`() throws {
    let channel = try channel()
    try channel.writeInbound(request)
    try channel.writeInbound(HTTPRequestPart.end(nil))
    answer(channel, 1 << 20)
    channel.embeddedEventLoop.advanceTime(by: .seconds(89))
    #expect(channel.isActive)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive)
  }

  @Test func `a connection of which all was taken stays`() throws {
    let channel = try channel()
    for _ in 0..<3 {
      try channel.writeInbound(request)
      try channel.writeInbound(HTTPRequestPart.end(nil))
      answer(channel, 200_000)
      channel.embeddedEventLoop.advanceTime(by: .seconds(60))
      channel.flush()
      channel.embeddedEventLoop.advanceTime(by: .seconds(60))
    }
    channel.embeddedEventLoop.advanceTime(by: .seconds(1000))
    #expect(channel.isActive)
    var byteCount = 0
    var largest = 0
    while let part = try channel.readOutbound(as: HTTPResponsePart.self) {
      guard case .body(let bytes) = part else { continue }
      byteCount += bytes.readableBytes
      largest = max(largest, bytes.readableBytes)
    }
    #expect(byteCount == 600_000 && largest <= ResponseGuard.pieceByteCount)
  }

  @Test func `the next request is read when the one before is answered and the answer taken`()
    throws
  {
    let reads = ReadCounter()
    let channel = EmbeddedChannel(handlers: [reads, ResponseGuard(stallTime: .seconds(90))])
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    try channel.writeInbound(request)
    let before = reads.count
    channel.read()
    #expect(reads.count == before + 1)
    try channel.writeInbound(HTTPRequestPart.end(nil))
    let asked = reads.count
    channel.read()
    #expect(reads.count == asked)
    answer(channel, 10)
    #expect(reads.count == asked)
    channel.flush()
    #expect(reads.count == asked + 1)
  }

  @Test(arguments: [CloseMode.all, .output])
  func `a close waits until the answer is taken`(mode: CloseMode) throws {
    let closes = CloseCounter()
    let channel = EmbeddedChannel(handlers: [closes, ResponseGuard(stallTime: .seconds(90))])
    try channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()
    try channel.writeInbound(request)
    try channel.writeInbound(HTTPRequestPart.end(nil))
    answer(channel, 1 << 20)
    channel.close(mode: mode, promise: nil)
    channel.embeddedEventLoop.advanceTime(by: .seconds(60))
    #expect(closes.modes == [])
    channel.flush()
    #expect(closes.modes == [mode])
  }

  @Test func `a close does not wait for a client that takes nothing`() throws {
    let channel = try channel()
    try channel.writeInbound(request)
    try channel.writeInbound(HTTPRequestPart.end(nil))
    answer(channel, 1 << 20)
    var isTold = false
    channel.close().assumeIsolated().whenComplete { _ in isTold = true }
    channel.embeddedEventLoop.advanceTime(by: .seconds(89))
    #expect(channel.isActive && !isTold)
    channel.embeddedEventLoop.advanceTime(by: .seconds(2))
    #expect(!channel.isActive && isTold)
  }

  private final class CloseCounter: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    var modes: [CloseMode] = []

    func close(
      context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?
    ) {
      modes.append(mode)
      context.close(mode: mode, promise: promise)
    }
  }

  private final class ReadCounter: ChannelOutboundHandler {
    typealias OutboundIn = HTTPResponsePart
    var count = 0

    func read(context: ChannelHandlerContext) {
      count += 1
      context.read()
    }
  }
}
