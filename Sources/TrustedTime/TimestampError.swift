// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a time stamp cannot be had, or is not believed.
public enum TimestampError: Error, Hashable, Sendable {
  /// The bytes are no time stamp; `reason` says where they stop being one.
  case malformed(reason: String)
  /// The authority refused; `status` is RFC 3161's name of its answer, `text` what it says itself.
  case rejected(status: String, failures: [String], text: String?)
  /// The stamp is made with something that this program does not know.
  case unsupported(what: String, identifier: String)
  /// The stamp is of other bytes.
  case imprintDiffers(stamped: String, actual: String)
  /// The stamp does not answer the request: its nonce is another, or missing.
  case nonceDiffers(requested: String, found: String?)
  /// The stamp is under another policy than the one asked for.
  case policyDiffers(requested: String, found: String)
  /// The stamp is of another digest than the one asked for.
  case digestDiffers(requested: TimestampDigest, found: TimestampDigest)
  /// The stamp has no certificate of its signer.
  case signerMissing
  /// The digest in the signed attributes is not that of the stamp's content.
  case contentChanged
  /// A signed attribute is missing or occurs twice.
  case attribute(name: String)
  /// The attribute that names the signer's certificate names another one.
  case certificateDiffers
  /// The signature is not the certificate's.
  case wrongSignature
  /// The certificate is not for time stamps; `reason` says why.
  case notForTimestamps(subject: String, reason: String)
  /// No chain leads from the certificate to a trusted root; `reason` says what is missing.
  case untrusted(subject: String, reason: String)
  /// There is no certificate in a file that should hold trusted roots.
  case noRoots(path: String)
  /// The authority cannot be reached, or answers with something else.
  case unreachable(url: String, reason: String)
}

extension TimestampError: CustomStringConvertible {
  /// One line that says what is wrong, and what to do where something can be done; the file or authority that it is
  /// about is not named in it.
  public var description: String {
    switch self {
    case .malformed(let reason): "this is no RFC 3161 time stamp: \(reason)"
    case .rejected(let status, let failures, let text):
      "the authority gave no stamp: \(status)"
        + (failures.isEmpty ? "" : " (\(failures.joined(separator: ", ")))")
        + (text.map { ": \($0)" } ?? "")
    case .unsupported(let what, let identifier):
      "the stamp's \(what) \(identifier) is not supported; ask for SHA-256, SHA-384 or SHA-512, "
        + "signed with RSA or ECDSA"
    case .imprintDiffers(let stamped, let actual):
      "the stamp is of other bytes: of the digest \(stamped), not \(actual)"
    case .nonceDiffers(let requested, let found):
      "the stamp does not answer this request: its nonce is \(found ?? "missing"), not \(requested)"
    case .policyDiffers(let requested, let found):
      "the stamp is under policy \(found), not \(requested)"
    case .digestDiffers(let requested, let found):
      "the stamp is of the digest \(found.rawValue), not \(requested.rawValue)"
    case .signerMissing:
      "the stamp lacks its signer's certificate; ask the authority to include it"
    case .contentChanged: "the stamp was changed: its content is not what was signed"
    case .attribute(let name): "the stamp lacks the signed attribute \(name), or has it twice"
    case .certificateDiffers: "the stamp names another certificate than its signer's"
    case .wrongSignature: "the stamp's signature is not its certificate's: it was changed"
    case .notForTimestamps(let subject, let reason):
      "the certificate of \(subject) may not sign time stamps: \(reason)"
    case .untrusted(let subject, let reason):
      "no chain of certificates leads from \(subject) to a trusted root: \(reason)"
    case .noRoots: "this holds no certificate in PEM; name a file that does"
    case .unreachable(_, let reason): "there is no time stamp from there: \(reason)"
    }
  }
}
