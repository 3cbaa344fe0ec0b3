// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import MatchReporting
private import TransparencyLog
public import TrustedTime

/// Verifies receipts offline: nothing but the receipt, the public key and perhaps the picture is read.
public enum ReceiptVerification {
  /// Verifies a receipt.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the receipt.
  ///   - receipt: The file that they are from, for messages.
  ///   - picture: The path of a picture that must be the registered one, if there is one.
  ///   - opening: What opens the seal that the receipt is of; then the picture must be the one that was sealed.
  ///   - key: The path of the log's public key.
  ///   - roots: Who is trusted to vouch for time-stamping authorities; `nil` follows no certificate to a root.
  /// - Returns: What is proven.
  /// - Throws: ``SelvedgeError`` with `notVerified` when something does not hold, `inputNotFound` or
  ///   `ioFailure` when a file cannot be read.
  public static func verify(
    _ bytes: [UInt8], named receipt: String, picture: String?, opening: SealOpening? = nil,
    key: String, roots: TrustRoots? = nil
  ) async throws(SelvedgeError) -> ReceiptVerdict {
    let verifierKey = try VerifierKey(reading: key)
    var pictureDigest: Digest256?
    if let picture {
      pictureDigest = Digest256(hex: try Picture.reading(picture).sha256)
    }
    let found: VerifiedReceipt
    let read: Receipt
    do throws(ReceiptError) {
      read = try Receipt(json: bytes)
      let text = String(decoding: bytes, as: UTF8.self)
      // The reader took it, so that it is JSON.
      if let member = try? JSONText.unreadMembers(of: read, in: text).first {
        throw ReceiptError.malformed(reason: "no receipt says \"\(member)\"")
      }
      found = try read.verify(
        with: verifierKey, pictureSha256: opening == nil ? pictureDigest : nil)
    } catch {
      switch error {
      case .nothingToCompare(what: "picture", type: "designSealed"):
        throw refusal(
          picture ?? receipt,
          "the receipt is of a sealing, whose entry names no picture; give what opens the seal as "
            + "well (--opening)")
      case .pictureDiffers, .nothingToCompare(what: "picture", _):
        throw refusal(picture ?? receipt, "\(error)")
      case _:
        throw refusal(receipt, "\(error)")
      }
    }
    if let problem = opening?.problem(with: found.entry, picture: pictureDigest) {
      throw refusal(receipt, problem)
    }
    let stamps = try await stamps(in: read, of: found.entry.bytes, trusting: roots, receipt)
    return ReceiptVerdict(
      type: found.entry.type, design: found.entry.design,
      recordedAt: found.entry.at?.description, logIndex: found.index,
      logSize: found.checkpoint.size, log: found.checkpoint.origin,
      includesPicture: pictureDigest != nil, includesMetadata: found.includesMetadata,
      timestamps: stamps)
  }

  /// Verifies the trusted timestamps in a receipt.
  private static func stamps(
    in receipt: Receipt, of entry: [UInt8], trusting roots: TrustRoots?, _ path: String
  ) async throws(SelvedgeError) -> [ReceiptVerdict.Stamp] {
    var stamps: [ReceiptVerdict.Stamp] = []
    for stamp in receipt.timestamps ?? [] {
      guard let der = stamp.tokenBytes else {
        throw refusal(path, "a time stamp in the receipt is not Base 64")
      }
      do throws(TimestampError) {
        let token = try TimestampToken(der: der)
        if let roots {
          try await token.verify(entry, trusting: roots)
        } else {
          try token.verifyImprint(of: entry)
          try token.verifySignature()
        }
        guard token.time == stamp.time, token.authority ?? "" == stamp.authority else {
          throw TimestampError.malformed(
            reason: "the receipt says \(stamp.time) by \(stamp.authority), and the token "
              + "\(token.time) by \(token.authority ?? "nobody")")
        }
      } catch {
        throw refusal(path, "a time stamp in the receipt does not hold: \(error)")
      }
      stamps.append(
        ReceiptVerdict.Stamp(
          time: stamp.time, authority: stamp.authority, isTrusted: roots != nil))
    }
    return stamps
  }

  private static func refusal(_ subject: String, _ message: String) -> SelvedgeError {
    SelvedgeError(.notVerified, stage: "log", subject: subject, message: message)
  }
}

extension SealOpening {
  /// Why this does not open the seal of a log entry with a picture; nil when it does.
  fileprivate func problem(with entry: LogEntry, picture: Digest256?) -> String? {
    guard case .designSealed(let sealed) = entry else {
      return "the receipt is not of a sealing, so there is nothing to open"
    }
    guard let nonce = Digest256(hex: nonce), let file = Digest256(hex: fileSha256),
      let pixels = Digest256(hex: pixelSha256)
    else { return "the opening has digests that are none; it was changed" }
    let seal = Seal(
      nonce: nonce, file: file, pixels: pixels, metadata: Digest256.sha256(of: metadata.utf8))
    guard seal.opens(sealed.commitment) else {
      return "the opening gives \(seal.commitment), and \(sealed.commitment) was sealed"
    }
    guard picture == file else {
      return "the picture has SHA-256 \(picture?.hex ?? "none"), and \(file) was sealed: "
        + "it is another file, or it was changed"
    }
    return nil
  }
}
