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
    UUID().uuidString.lowercased()
  }

  /// Takes a request's own id, if it is a UUID; others would not fit the problem's URN.
  ///
  /// - Parameter sent: The client's `X-Request-Id`.
  /// - Returns: The UUID in lower case, or `nil`.
  static func requestID(sent: String?) -> String? {
    sent.flatMap { UUID(uuidString: $0) }?.uuidString.lowercased()
  }
}
