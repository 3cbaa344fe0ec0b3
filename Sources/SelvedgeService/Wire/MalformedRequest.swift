// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What came over the connection is not a request that the service can read.
enum MalformedRequest: Error {
  /// It is not HTTP/1.1.
  case syntax
  /// Its address or headers are longer than `headByteLimit`, or it has more than `headerCountLimit` of them.
  case headTooLarge

  /// The longest address, and the longest headers together, in bytes.
  static let headByteLimit = 64 * 1024
  /// The most header fields.
  static let headerCountLimit = 100
}
