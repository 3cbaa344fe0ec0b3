// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Hummingbird
import NIOCore

/// What is known of a request while it is handled.
struct ServiceContext: RequestContext {
  var coreContext: CoreRequestContextStorage
  /// The request's id, a UUID in lower case.
  var requestID = ServiceContext.makeRequestID()
  /// Who asks; set by the gate before any handler is called.
  var caller = Caller.anonymousVendor
  /// The other end of the connection, without its port; `nil` when it is not known.
  let peerAddress: String?

  init(source: Source) {
    coreContext = CoreRequestContextStorage(source: source)
    peerAddress = source.channel.remoteAddress?.ipAddress
  }

  /// Makes an id for a request that brings none.
  ///
  /// - Returns: A random UUID in lower case.
  static func makeRequestID() -> String {
    // The generator asks the kernel; `UUID()` reads a file, and is all zeros when no more files can be opened.
    var random = SystemRandomNumberGenerator()
    var (high, low) = (random.next() as UInt64, random.next() as UInt64)
    // Version 4 and the variant of RFC 9562, section 5.4.
    high = high & ~0xF000 | 0x4000
    low = low & ~(0b11 << 62) | 0b10 << 62
    func hexadecimal(_ number: UInt64) -> String {
      let digits = String(number, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }
    let (first, last) = (Array(hexadecimal(high)), Array(hexadecimal(low)))
    return [first[..<8], first[8..<12], first[12...], last[..<4], last[4...]].map { String($0) }
      .joined(separator: "-")
  }

  /// Takes a request's own id, if it is a UUID; others would not fit the problem's URN.
  ///
  /// - Parameter sent: The client's `X-Request-Id`.
  /// - Returns: The UUID in lower case, or `nil`.
  static func requestID(sent: String?) -> String? {
    sent.flatMap { UUID(uuidString: $0) }?.uuidString.lowercased()
  }
}
