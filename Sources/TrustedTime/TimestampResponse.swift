// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import SwiftASN1

/// What an authority answers.
///
/// > Source: RFC 3161, section 2.4.2.
public struct TimestampResponse: Hashable, Sendable {
  /// The stamp.
  public let token: TimestampToken
  /// What the authority changed against the request, in its own words; `nil` when it granted all of it.
  public let modification: String?

  private static let statuses = [
    "granted", "grantedWithMods", "rejection", "waiting", "revocationWarning",
    "revocationNotification",
  ]
  private static let failures: [Int: String] = [
    0: "badAlg", 2: "badRequest", 5: "badDataFormat", 14: "timeNotAvailable",
    15: "unacceptedPolicy", 16: "unacceptedExtension", 17: "addInfoNotAvailable",
    25: "systemFailure",
  ]

  /// Reads an answer.
  ///
  /// - Parameter bytes: DER, as in a `.tsr` file; a bare token is taken too.
  /// - Throws: ``TimestampError``: `rejected` when the authority gave no stamp, `malformed` or `unsupported`.
  public init(der bytes: [UInt8]) throws(TimestampError) {
    var fields = try DERFields(bytes)
    if fields.optional(.objectIdentifier) != nil {
      token = try TimestampToken(der: bytes)
      modification = nil
      return
    }
    var info = try DERFields(try fields.node("status"))
    let status = try info.smallInteger("status")
    let name = Self.statuses.indices.contains(status) ? Self.statuses[status] : "status \(status)"
    var text: String?
    if let words = info.optional(.sequence) { text = Self.text(try DERFields(words)) }
    guard status <= 1 else {
      let failure = info.optional(.bitString).map(Self.failures) ?? []
      throw .rejected(status: name, failures: failure, text: text)
    }
    token = try TimestampToken(der: Array(try fields.node("timeStampToken").encodedBytes))
    guard fields.isAtEnd else { throw .malformed(reason: "something follows the token") }
    modification = status == 1 ? text ?? name : nil
  }

  private static func text(_ fields: DERFields) -> String? {
    var fields = fields
    let parts = fields.rest().compactMap { node -> String? in
      guard case .primitive(let bytes) = node.content else { return nil }
      return String(decoding: bytes, as: UTF8.self)
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }

  private static func failures(_ node: ASN1Node) -> [String] {
    guard case .primitive(let bytes) = node.content else { return [] }
    var names: [String] = []
    for (place, byte) in bytes.dropFirst().enumerated() {
      for bit in 0..<8 where byte & (0x80 >> UInt8(bit)) != 0 {
        names.append(failures[place * 8 + bit] ?? "failure \(place * 8 + bit)")
      }
    }
    return names
  }
}
