// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Crypto
import Foundation

/// Covers an answer that is kept for a repeated request, so that the registry does not hold its secrets.
///
/// The key comes from the pictures of the request and the name that its client gave it. Whoever sends the request again
/// brings it along; whoever reads the registry does not have it.
///
/// > Source: HKDF, RFC 5869; ChaCha20-Poly1305, RFC 8439.
struct AnswerCover: Sendable {
  private let key: SymmetricKey

  /// Makes the cover of a request.
  ///
  /// - Parameters:
  ///   - upload: What the request brings.
  ///   - name: What its client calls it.
  init(_ upload: Upload, _ name: IdempotencyKey) {
    key = HKDF<SHA256>.deriveKey(
      inputKeyMaterial: SymmetricKey(data: upload.digest(labelled: "selvedge answer cover")),
      salt: Array(name.text.utf8), info: Array("selvedge kept answer".utf8), outputByteCount: 32)
  }

  /// Covers a text.
  ///
  /// - Parameter text: The text.
  /// - Returns: What may be stored.
  /// - Throws: ``SelvedgeError`` with `internalFailure`, which no text of an answer does.
  func covered(_ text: String) throws(SelvedgeError) -> String {
    do {
      return try ChaChaPoly.seal(Array(text.utf8), using: key).combined.base64EncodedString()
    } catch {
      throw SelvedgeError(
        .internalFailure, stage: "seal", subject: "answer", message: "it cannot be kept",
        cause: "\(error)")
    }
  }

  /// Uncovers a text.
  ///
  /// - Parameter stored: What ``covered(_:)`` gave.
  /// - Returns: The text; `nil` when another request's cover is on it, or it was changed.
  func uncovered(_ stored: String) -> String? {
    guard let bytes = Data(base64Encoded: stored),
      let box = try? ChaChaPoly.SealedBox(combined: bytes),
      let text = try? ChaChaPoly.open(box, using: key)
    else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}
