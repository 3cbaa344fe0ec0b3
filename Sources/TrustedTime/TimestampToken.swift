// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import SwiftASN1
internal import X509

/// A time stamp: what was stamped and when, and who signed that.
///
/// Reading verifies nothing; see ``verifySignature()`` and ``verify(_:answering:trusting:)``.
///
/// > Source: RFC 3161, section 2.4.2 (the content); RFC 5652, section 5 (the signature around it).
public struct TimestampToken: Hashable, Sendable {
  /// The token as DER: a CMS `ContentInfo`.
  public let der: [UInt8]
  /// The digest algorithm of the imprint.
  public let algorithm: TimestampDigest
  /// The digest of what was stamped.
  public let imprint: [UInt8]
  /// When it was stamped: ISO 8601 in UTC, to the millisecond, such as `2026-01-31T12:00:00.000Z`.
  public let time: String
  /// The policy under which it was stamped, in dotted form.
  public let policy: String
  /// The authority's number of the stamp, in hexadecimal.
  public let serialNumber: String
  /// The nonce of the request, as DER has it; `nil` when the request had none.
  public let nonce: [UInt8]?
  let moment: GeneralizedTime
  let signed: SignedContent

  /// Reads a token.
  ///
  /// - Parameter bytes: DER.
  /// - Throws: ``TimestampError``: `malformed` or `unsupported`.
  public init(der bytes: [UInt8]) throws(TimestampError) {
    der = bytes
    signed = try SignedContent(der: bytes)
    var fields = try DERFields(signed.content)
    guard try fields.smallInteger("version") == 1 else {
      throw .malformed(reason: "its content is not of version 1")
    }
    policy = "\(try fields.objectIdentifier("policy"))"
    (algorithm, imprint) = try readImprint(try fields.node("messageImprint"))
    serialNumber = hexadecimal(try fields.integer("serialNumber"))
    let node = try fields.node("genTime")
    do {
      moment = try GeneralizedTime(derEncoded: node)
    } catch {
      throw .malformed(reason: "genTime is no GeneralizedTime")
    }
    time = Self.text(of: moment)
    _ = fields.optional(.sequence)  // accuracy
    _ = fields.optional(.boolean)  // ordering
    var nonce: [UInt8]?
    if let node = fields.optional(.integer), case .primitive(let bytes) = node.content {
      nonce = Array(bytes)
    }
    self.nonce = nonce
  }

  /// Who signed, as the certificate says it; `nil` when the token has no certificate of its signer.
  public var authority: String? { signed.signer.map { "\($0.subject)" } }

  private static func text(of time: GeneralizedTime) -> String {
    func padded(_ number: Int, _ width: Int) -> String {
      let digits = String(number)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    let date = [(time.year, 4), (time.month, 2), (time.day, 2)].map(padded)
    let clock = [time.hours, time.minutes, time.seconds].map { padded($0, 2) }
    return date.joined(separator: "-") + "T" + clock.joined(separator: ":") + "."
      + padded(Int(time.fractionalSeconds * 1000), 3) + "Z"
  }
}

/// Bytes as lower-case hexadecimal digits.
func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
}
