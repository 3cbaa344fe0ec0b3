// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import SwiftASN1

/// A request for a time stamp.
///
/// > Source: RFC 3161, section 2.4.1.
public struct TimestampRequest: Hashable, Sendable {
  /// The digest algorithm of the imprint.
  public let algorithm: TimestampDigest
  /// The digest of what is to be stamped.
  public let imprint: [UInt8]
  /// The nonce: a positive INTEGER as DER has it; `nil` when there is none.
  public let nonce: [UInt8]?
  /// The policy asked for, in dotted form; `nil` leaves it to the authority.
  public let policy: String?

  /// Makes a request with a nonce of its own.
  ///
  /// - Parameters:
  ///   - bytes: What is to be stamped; only its digest goes into the request.
  ///   - algorithm: The digest algorithm.
  ///   - policy: The policy to ask for, in dotted form.
  public init(
    stamping bytes: some Sequence<UInt8>, algorithm: TimestampDigest = .sha256,
    policy: String? = nil
  ) {
    self.algorithm = algorithm
    imprint = algorithm.digest(of: bytes)
    // The system's generator draws from the kernel. The first byte keeps the number positive and its DER short.
    var random = SystemRandomNumberGenerator()
    nonce =
      [UInt8.random(in: 1...127, using: &random)]
      + (0..<15).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    self.policy = policy
  }

  /// Whether a text is the number of a policy in dotted form, such as `1.2.3`.
  ///
  /// - Parameter text: The text.
  /// - Returns: Whether a request for it can be written.
  public static func isPolicy(_ text: String) -> Bool {
    guard (try? ASN1ObjectIdentifier(dotRepresentation: text[...])) != nil else { return false }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt($0) }
    // The first two numbers share a byte (X.690, section 8.19.4).
    guard parts.count >= 2, let first = parts[0], let second = parts[1] else { return false }
    return first < 2 && second < 40 || first == 2
  }

  /// Reads a request.
  ///
  /// - Parameter bytes: DER, as in a `.tsq` file.
  /// - Throws: ``TimestampError``.
  public init(der bytes: [UInt8]) throws(TimestampError) {
    var fields = try DERFields(bytes)
    guard try fields.smallInteger("version") == 1 else {
      throw .malformed(reason: "the request is not of version 1")
    }
    (algorithm, imprint) = try readImprint(try fields.node("messageImprint"))
    policy =
      fields.optional(.objectIdentifier).flatMap { try? ASN1ObjectIdentifier(derEncoded: $0) }
      .map { "\($0)" }
    var nonce: [UInt8]?
    if let node = fields.optional(.integer), case .primitive(let bytes) = node.content {
      nonce = Array(bytes)
    }
    self.nonce = nonce
  }

  /// The request as DER; the authority is asked to include its certificates.
  ///
  /// - Returns: The bytes of a `.tsq` file.
  /// - Throws: ``TimestampError/malformed(reason:)`` when the policy is no object identifier.
  public func der() throws(TimestampError) -> [UInt8] {
    do {
      var serializer = DER.Serializer()
      try serializer.appendConstructedNode(identifier: .sequence) { request in
        try request.serialize(1)
        try request.appendConstructedNode(identifier: .sequence) { imprint in
          try imprint.appendConstructedNode(identifier: .sequence) { algorithm in
            try algorithm.serialize(self.algorithm.identifier)
            try algorithm.serialize(ASN1Null())
          }
          try imprint.serialize(ASN1OctetString(contentBytes: self.imprint[...]))
        }
        if let policy {
          try request.serialize(try ASN1ObjectIdentifier(dotRepresentation: policy[...]))
        }
        if let nonce {
          request.appendPrimitiveNode(identifier: .integer) { $0.append(contentsOf: nonce) }
        }
        try request.serialize(true)
      }
      return serializer.serializedBytes
    } catch {
      throw .malformed(
        reason: "the request cannot be written"
          + (policy.map { ", for \($0) is no number of a policy such as 1.2.3" } ?? ""))
    }
  }
}

/// Reads a `MessageImprint`.
func readImprint(
  _ node: ASN1Node
) throws(TimestampError) -> (algorithm: TimestampDigest, imprint: [UInt8]) {
  var fields = try DERFields(node)
  let algorithm = try TimestampDigest(try fields.node("hashAlgorithm"))
  let imprint = try fields.octets("hashedMessage")
  guard imprint.count == algorithm.byteCount else {
    throw .malformed(reason: "the imprint has \(imprint.count) bytes")
  }
  return (algorithm, imprint)
}
