// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import Crypto
internal import SwiftASN1

/// A digest algorithm that time stamps are made with.
public enum TimestampDigest: String, CaseIterable, Hashable, Sendable {
  /// SHA-256, 32 bytes.
  case sha256
  /// SHA-384, 48 bytes.
  case sha384
  /// SHA-512, 64 bytes.
  case sha512

  /// The digest of bytes.
  ///
  /// - Parameter bytes: Any bytes.
  /// - Returns: 32, 48 or 64 bytes.
  public func digest(of bytes: some Sequence<UInt8>) -> [UInt8] {
    let bytes = Array(bytes)
    switch self {
    case .sha256: return Array(SHA256.hash(data: bytes))
    case .sha384: return Array(SHA384.hash(data: bytes))
    case .sha512: return Array(SHA512.hash(data: bytes))
    }
  }

  /// The number of bytes of a digest.
  var byteCount: Int {
    switch self {
    case .sha256: 32
    case .sha384: 48
    case .sha512: 64
    }
  }

  var identifier: ASN1ObjectIdentifier {
    switch self {
    case .sha256: [2, 16, 840, 1, 101, 3, 4, 2, 1]
    case .sha384: [2, 16, 840, 1, 101, 3, 4, 2, 2]
    case .sha512: [2, 16, 840, 1, 101, 3, 4, 2, 3]
    }
  }

  /// Reads an `AlgorithmIdentifier`; its parameters are absent or NULL.
  init(_ node: ASN1Node) throws(TimestampError) {
    var fields = try DERFields(node)
    let identifier = try fields.objectIdentifier("algorithm")
    guard let found = TimestampDigest.allCases.first(where: { $0.identifier == identifier }) else {
      throw .unsupported(what: "digest algorithm", identifier: "\(identifier)")
    }
    self = found
  }
}
