// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import Crypto
internal import Foundation
internal import SwiftASN1
internal import X509

/// A CMS `SignedData` around the content of a time stamp, with one signer.
///
/// > Source: RFC 5652, section 5; RFC 5816 and RFC 5035 for the attribute that names the certificate.
struct SignedContent: Hashable, Sendable {
  /// The content that is signed: a `TSTInfo` as DER.
  let content: [UInt8]
  /// The certificates that came with it.
  let certificates: [Certificate]
  /// The signer's certificate, if it came with it.
  let signer: Certificate?
  private let digest: TimestampDigest
  private let signatureAlgorithm: ASN1ObjectIdentifier
  private let signature: [UInt8]
  /// The signed attributes as they were signed: a SET.
  private let attributeBytes: [UInt8]
  private let attributes: [ASN1ObjectIdentifier: [ASN1Node]]

  init(der bytes: [UInt8]) throws(TimestampError) {
    var outer = try DERFields(bytes)
    guard try outer.objectIdentifier("contentType") == ObjectIdentifiers.signedData,
      let wrapper = outer.optional(tagged: 0)
    else { throw .malformed(reason: "it is no CMS SignedData") }
    var wrapped = try DERFields(wrapper, tag: nil)
    var fields = try DERFields(try wrapped.node("SignedData"))
    // Versions 1...5 (RFC 5652, section 5.1).
    guard (1...5).contains(try fields.smallInteger("version")) else {
      throw .malformed(reason: "its version is unknown")
    }
    var algorithms = try DERFields(try fields.node("digestAlgorithms"), tag: .set)
    for node in algorithms.rest() { _ = try TimestampDigest(node) }
    content = try Self.content(try fields.node("encapContentInfo"))
    var found: [Certificate] = []
    if let all = fields.optional(tagged: 0) {
      var members = try DERFields(all, tag: nil)
      // Other kinds of certificates stand there under tags of their own, and sign no stamps.
      for node in members.rest() where node.identifier == .sequence {
        guard let certificate = try? Certificate(derEncoded: node) else {
          throw .malformed(reason: "a certificate in it cannot be read")
        }
        found.append(certificate)
      }
    }
    certificates = found
    _ = fields.optional(tagged: 1)
    var signers = try DERFields(try fields.node("signerInfos"), tag: .set)
    var info = try DERFields(try signers.node("signerInfo"))
    guard signers.isAtEnd else { throw .malformed(reason: "it has more than one signer") }
    _ = try info.integer("version")
    signer = try Self.certificate(try info.node("sid"), among: found)
    digest = try TimestampDigest(try info.node("digestAlgorithm"))
    guard let signedAttributes = info.optional(tagged: 0) else {
      throw .malformed(reason: "it has no signed attributes")
    }
    // The tag in the message is implicit; the signature is over the SET that it stands for.
    attributeBytes = [0x31] + signedAttributes.encodedBytes.dropFirst()
    attributes = try Self.attributes(signedAttributes)
    var algorithm = try DERFields(try info.node("signatureAlgorithm"))
    signatureAlgorithm = try algorithm.objectIdentifier("signatureAlgorithm")
    signature = try info.octets("signature")
  }

  private static func content(_ node: ASN1Node) throws(TimestampError) -> [UInt8] {
    var fields = try DERFields(node)
    guard try fields.objectIdentifier("eContentType") == ObjectIdentifiers.timeStampContent,
      let wrapper = fields.optional(tagged: 0)
    else { throw .malformed(reason: "what is signed is no time stamp") }
    var wrapped = try DERFields(wrapper, tag: nil)
    return try wrapped.octets("eContent")
  }

  private static func attributes(
    _ node: ASN1Node
  ) throws(TimestampError) -> [ASN1ObjectIdentifier: [ASN1Node]] {
    var all: [ASN1ObjectIdentifier: [ASN1Node]] = [:]
    var members = try DERFields(node, tag: nil)
    for member in members.rest() {
      var fields = try DERFields(member)
      let type = try fields.objectIdentifier("attrType")
      var values = try DERFields(try fields.node("attrValues"), tag: .set)
      all[type, default: []] += values.rest()
    }
    return all
  }

  /// The certificate that a `SignerIdentifier` names.
  private static func certificate(
    _ identifier: ASN1Node, among certificates: [Certificate]
  ) throws(TimestampError) -> Certificate? {
    if identifier.identifier == .sequence {
      var fields = try DERFields(identifier)
      let issuer = try fields.node("issuer")
      let serial = try fields.integer("serialNumber")
      return certificates.first { certificate in
        // A serial number's leading zero byte is DER's way to write a positive number.
        Array(certificate.serialNumber.bytes.drop { $0 == 0 }) == Array(serial.drop { $0 == 0 })
          && (try? Self.encoded(certificate.issuer)) == Array(issuer.encodedBytes)
      }
    }
    guard case .primitive(let key) = identifier.content else { return nil }
    return certificates.first { certificate in
      (try? certificate.extensions.subjectKeyIdentifier)?.keyIdentifier == key
    }
  }

  private static func encoded(_ name: DistinguishedName) throws -> [UInt8] {
    var serializer = DER.Serializer()
    try serializer.serialize(name)
    return serializer.serializedBytes
  }

  /// Verifies that the signer's certificate signed this content.
  ///
  /// - Returns: The signer's certificate, of which nothing else is verified.
  /// - Throws: ``TimestampError``, the first thing that does not hold.
  func verifySignature() throws(TimestampError) -> Certificate {
    guard let signer else { throw .signerMissing }
    let type = try value(of: ObjectIdentifiers.contentType, "contentType")
    guard try type.objectIdentifier("contentType") == ObjectIdentifiers.timeStampContent else {
      throw .contentChanged
    }
    let digestField = try value(of: ObjectIdentifiers.messageDigest, "messageDigest")
    guard try digestField.octets("messageDigest") == digest.digest(of: content) else {
      throw .contentChanged
    }
    try compareCertificate(signer)
    guard
      signer.publicKey.isValidSignature(
        signature, for: attributeBytes, signatureAlgorithm: try algorithm())
    else { throw .wrongSignature }
    return signer
  }

  /// The one value of an attribute, as the only member of a list.
  private func value(
    of type: ASN1ObjectIdentifier, _ name: String
  ) throws(TimestampError) -> SingleField {
    guard let values = attributes[type], values.count == 1 else { throw .attribute(name: name) }
    return SingleField(node: values[0])
  }

  private func compareCertificate(_ signer: Certificate) throws(TimestampError) {
    var serializer = DER.Serializer()
    do {
      try serializer.serialize(signer)
    } catch {
      throw .malformed(reason: "the signer's certificate cannot be written again")
    }
    let der = serializer.serializedBytes
    let name = "signingCertificate"
    let hash: [UInt8]
    let actual: [UInt8]
    if attributes[ObjectIdentifiers.signingCertificateV2] != nil {
      var first = try firstCertificate(
        try value(of: ObjectIdentifiers.signingCertificateV2, name + "V2"))
      // SHA-256 is the default and then left out.
      let algorithm = try first.optional(.sequence).map { node throws(TimestampError) in
        try TimestampDigest(node)
      }
      hash = try first.octets("certHash")
      actual = (algorithm ?? .sha256).digest(of: der)
    } else {
      var first = try firstCertificate(try value(of: ObjectIdentifiers.signingCertificate, name))
      hash = try first.octets("certHash")
      actual = Array(Insecure.SHA1.hash(data: der))
    }
    guard hash == actual else { throw .certificateDiffers }
  }

  private func firstCertificate(_ field: SingleField) throws(TimestampError) -> DERFields {
    var attribute = try DERFields(field.node)
    var identifiers = try DERFields(try attribute.node("certs"))
    return try DERFields(try identifiers.node("ESSCertID"))
  }

  private func algorithm() throws(TimestampError) -> Certificate.SignatureAlgorithm {
    switch (signatureAlgorithm, digest) {
    case (ObjectIdentifiers.rsaEncryption, .sha256), (ObjectIdentifiers.rsaWithSHA256, .sha256):
      return .sha256WithRSAEncryption
    case (ObjectIdentifiers.rsaEncryption, .sha384), (ObjectIdentifiers.rsaWithSHA384, .sha384):
      return .sha384WithRSAEncryption
    case (ObjectIdentifiers.rsaEncryption, .sha512), (ObjectIdentifiers.rsaWithSHA512, .sha512):
      return .sha512WithRSAEncryption
    case (ObjectIdentifiers.ecdsaWithSHA256, .sha256): return .ecdsaWithSHA256
    case (ObjectIdentifiers.ecdsaWithSHA384, .sha384): return .ecdsaWithSHA384
    case (ObjectIdentifiers.ecdsaWithSHA512, .sha512): return .ecdsaWithSHA512
    case (ObjectIdentifiers.ed25519, .sha512): return .ed25519
    case _:
      throw .unsupported(what: "signature algorithm", identifier: "\(signatureAlgorithm)")
    }
  }
}

/// The one value of a signed attribute.
struct SingleField {
  let node: ASN1Node

  func objectIdentifier(_ name: String) throws(TimestampError) -> ASN1ObjectIdentifier {
    guard let value = try? ASN1ObjectIdentifier(derEncoded: node) else {
      throw .malformed(reason: "\(name) is no OBJECT IDENTIFIER")
    }
    return value
  }

  func octets(_ name: String) throws(TimestampError) -> [UInt8] {
    guard let value = try? ASN1OctetString(derEncoded: node) else {
      throw .malformed(reason: "\(name) is no OCTET STRING")
    }
    return Array(value.bytes)
  }
}
