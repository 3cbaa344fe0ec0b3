// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import TransparencyLog

/// Verifies receipts offline: nothing but the receipt, the public key and perhaps the picture is read.
public enum ReceiptVerification {
  /// Verifies a receipt file.
  ///
  /// - Parameters:
  ///   - receipt: The path of the receipt.
  ///   - picture: The path of a picture that must be the registered one, if there is one.
  ///   - key: The path of the log's public key.
  /// - Returns: What is proven.
  /// - Throws: ``SelvedgeError`` with `notVerified` when something does not hold, `inputNotFound` or
  ///   `ioFailure` when a file cannot be read.
  public static func verify(
    receipt: String, picture: String?, key: String
  ) throws(SelvedgeError) -> ReceiptVerdict {
    let bytes = try contents(of: receipt)
    let keyText = String(decoding: try contents(of: key), as: UTF8.self)
    let verifierKey: VerifierKey
    do throws(NoteError) {
      verifierKey = try VerifierKey(text: keyText)
    } catch {
      throw refusal(key, "\(error); name the log's public key, which is \(LogPaths.keyHint)")
    }
    var pictureDigest: Digest256?
    if let picture {
      pictureDigest = Digest256(hex: try Picture.reading(picture).sha256)
    }
    do throws(ReceiptError) {
      let found = try Receipt(json: bytes).verify(with: verifierKey, pictureSha256: pictureDigest)
      return ReceiptVerdict(
        type: found.entry.type, design: found.entry.design,
        recordedAt: found.entry.at?.description, logIndex: found.index,
        logSize: found.checkpoint.size, log: found.checkpoint.origin,
        includesPicture: found.includesPicture, includesMetadata: found.includesMetadata)
    } catch {
      switch error {
      case .pictureDiffers, .nothingToCompare(what: "picture", _):
        throw refusal(picture ?? receipt, "\(error)")
      case _:
        throw refusal(receipt, "\(error)")
      }
    }
  }

  private static func contents(of path: String) throws(SelvedgeError) -> [UInt8] {
    try Picture.reading(path).bytes.withUnsafeBytes { Array($0) }
  }

  private static func refusal(_ subject: String, _ message: String) -> SelvedgeError {
    SelvedgeError(.notVerified, stage: "log", subject: subject, message: message)
  }
}
