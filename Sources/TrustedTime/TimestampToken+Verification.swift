// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import Foundation
internal import SwiftASN1
@_spi(FixedExpiryValidationTime) internal import X509

extension TimestampToken {
  /// Verifies that the token is of these bytes.
  ///
  /// - Parameter bytes: What is said to be stamped.
  /// - Throws: ``TimestampError/imprintDiffers(stamped:actual:)``.
  public func verifyImprint(of bytes: some Sequence<UInt8>) throws(TimestampError) {
    let actual = algorithm.digest(of: bytes)
    guard actual == imprint else {
      throw .imprintDiffers(stamped: hexadecimal(imprint), actual: hexadecimal(actual))
    }
  }

  /// Verifies that the token answers a request: imprint, nonce and policy.
  ///
  /// - Parameter request: The request.
  /// - Throws: ``TimestampError``.
  public func verifyAnswer(to request: TimestampRequest) throws(TimestampError) {
    guard request.algorithm == algorithm, request.imprint == imprint else {
      throw .imprintDiffers(stamped: hexadecimal(imprint), actual: hexadecimal(request.imprint))
    }
    if let asked = request.nonce, asked != nonce {
      throw .nonceDiffers(requested: hexadecimal(asked), found: nonce.map { hexadecimal($0) })
    }
    if let asked = request.policy, asked != policy {
      throw .policyDiffers(requested: asked, found: policy)
    }
  }

  /// Verifies that the certificate in the token signed it and that its kind may sign time stamps.
  ///
  /// Whether anybody trusts that certificate is another question; see ``verify(_:answering:trusting:)``.
  ///
  /// - Throws: ``TimestampError``, the first thing that does not hold.
  public func verifySignature() throws(TimestampError) {
    try Self.verifyPurpose(of: try signed.verifySignature())
  }

  /// Verifies everything about the token.
  ///
  /// - Parameters:
  ///   - bytes: What is said to be stamped.
  ///   - request: The request that it answers, if it is at hand.
  ///   - roots: The certificates that are trusted. The chain must have been valid at the stamped time.
  /// - Throws: ``TimestampError``, the first thing that does not hold.
  public func verify(
    _ bytes: some Sequence<UInt8> & Sendable, answering request: TimestampRequest? = nil,
    trusting roots: TrustRoots
  ) async throws(TimestampError) {
    if let request { try verifyAnswer(to: request) }
    try verifyImprint(of: bytes)
    let signer = try signed.verifySignature()
    try Self.verifyPurpose(of: signer)
    let date = try date()
    var verifier = Verifier(rootCertificates: CertificateStore(roots.certificates)) {
      RFC5280Policy(fixedExpiryValidationTime: date)
      TimestampingPolicy()
    }
    let result = await verifier.validate(
      leaf: signer, intermediates: CertificateStore(signed.certificates))
    switch result {
    case .validCertificate: return
    case .couldNotValidate(let failures):
      let reasons = Set(failures.map { "\($0.policyFailureReason)" }).sorted()
      throw .untrusted(
        subject: "\(signer.subject)",
        reason: reasons.isEmpty
          ? "none of the trusted roots signed it, or a certificate between is missing"
          : reasons.joined(separator: "; "))
    }
  }

  /// RFC 3161, section 2.3: the extended key usage is time stamping alone, and critical.
  private static func verifyPurpose(of signer: Certificate) throws(TimestampError) {
    func refuse(_ reason: String) -> TimestampError {
      .notForTimestamps(subject: "\(signer.subject)", reason: reason)
    }
    guard let usage = signer.extensions[oid: ObjectIdentifiers.extendedKeyUsage],
      let purposes = try? ExtendedKeyUsage(usage)
    else { throw refuse("it has no extended key usage") }
    guard usage.critical else { throw refuse("its extended key usage is not critical") }
    guard Array(purposes) == [.timeStamping] else {
      throw refuse("its extended key usage is not time stamping alone")
    }
    if let key = try? signer.extensions.keyUsage {
      let others =
        key.keyEncipherment || key.dataEncipherment || key.keyAgreement || key.keyCertSign
        || key.cRLSign || key.encipherOnly || key.decipherOnly
      guard key.digitalSignature || key.nonRepudiation, !others else {
        throw refuse("its key usage is not signing alone")
      }
    }
  }

  /// When it was stamped, for the verifier.
  private func date() throws(TimestampError) -> Date {
    var parts = DateComponents()
    (parts.year, parts.month, parts.day) = (moment.year, moment.month, moment.day)
    (parts.hour, parts.minute, parts.second) = (moment.hours, moment.minutes, moment.seconds)
    parts.timeZone = TimeZone(secondsFromGMT: 0)
    guard let date = Calendar(identifier: .gregorian).date(from: parts) else {
      throw .malformed(reason: "genTime is no time")
    }
    return date
  }
}

/// Says that the extended key usage is looked at, which the verifier refuses otherwise, for it is critical.
private struct TimestampingPolicy: VerifierPolicy {
  let verifyingCriticalExtensions = [ObjectIdentifiers.extendedKeyUsage, [2, 5, 29, 15]]

  func chainMeetsPolicyRequirements(chain: UnverifiedCertificateChain) -> PolicyEvaluationResult {
    .meetsPolicy
  }
}
