// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

/// What opens a seal, together with the picture; whoever sealed keeps it, and nobody else has it.
public struct SealOpening: Codable, Hashable, Sendable {
  /// The version of the openings that this program writes and reads.
  public static let version = 1

  /// The version of the opening's form.
  public let openingVersion: Int
  /// The id of the sealed design.
  public let design: String
  /// When it was sealed: ISO 8601 in UTC.
  public let sealedAt: String
  /// What the design is bound to, 64 lower-case hexadecimal digits; the log has it.
  public let commitment: String
  /// 32 random bytes in hexadecimal, secret until the seal is opened.
  public let nonce: String
  /// SHA-256 of the picture's file.
  public let fileSha256: String
  /// SHA-256 of the decoded upright picture.
  public let pixelSha256: String
  /// What was said of the design: title, holders, dates and notes, as one text that the commitment covers.
  public let metadata: String

  /// Reads an opening file.
  ///
  /// - Parameter path: The file.
  /// - Throws: ``SelvedgeError`` with `inputNotFound`, `ioFailure`, or `notVerified` when it is no opening.
  public init(file path: String) throws(SelvedgeError) {
    try self.init(json: try WholeFile.bytes(of: path), name: path)
  }

  /// Reads an opening.
  ///
  /// - Parameters:
  ///   - json: Its JSON text in UTF-8.
  ///   - name: What to call it in messages.
  /// - Throws: ``SelvedgeError`` with `notVerified` when it is no opening.
  public init(json: [UInt8], name: String) throws(SelvedgeError) {
    do {
      self = try JSONDecoder().decode(SealOpening.self, from: Data(json))
    } catch {
      throw SelvedgeError(
        .notVerified, stage: "seal", subject: name,
        message:
          "this is not an opening; give what was handed over when the design was sealed",
        cause: "\(error)")
    }
    guard openingVersion == Self.version else {
      throw SelvedgeError(
        .notVerified, stage: "seal", subject: name,
        message: "the opening is of version \(openingVersion), and this program reads version "
          + "\(Self.version)")
    }
  }

  init(
    design: String, sealedAt: String, commitment: String, nonce: String, fileSha256: String,
    pixelSha256: String, metadata: String
  ) {
    openingVersion = Self.version
    self.design = design
    self.sealedAt = sealedAt
    self.commitment = commitment
    self.nonce = nonce
    self.fileSha256 = fileSha256
    self.pixelSha256 = pixelSha256
    self.metadata = metadata
  }

  /// The opening as JSON, indented for people, with a newline at its end.
  ///
  /// - Returns: The JSON text in UTF-8.
  /// - Throws: ``SelvedgeError`` with `internalFailure`, which no opening made by this program does.
  public func json() throws(SelvedgeError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [0x0A]
    } catch {
      throw SelvedgeError(
        .internalFailure, stage: "seal", subject: design,
        message: "the opening cannot be written as JSON", cause: "\(error)")
    }
  }
}
