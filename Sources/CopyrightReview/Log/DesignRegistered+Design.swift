// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import TransparencyLog

extension DesignRegistered {
  /// The entry of a design.
  ///
  /// - Parameters:
  ///   - design: The design and its fingerprint.
  ///   - metadata: The document that the entry vouches for.
  ///   - time: When it is recorded: ISO 8601 in UTC.
  /// - Throws: `EntryError` when the time is none; ``SelvedgeError`` when a stored digest is none.
  init(_ design: UnloggedDesign, metadata: String, at time: String) throws {
    let record = design.record
    self.init(
      at: try LogTime(time), design: record.design,
      file: try Digest256(stored: record.sha256, of: record),
      pixels: try Digest256(stored: record.pixelSHA256, of: record),
      fingerprint: design.fingerprint.digest, metadata: Digest256.sha256(of: metadata.utf8),
      engine: design.fingerprint.engine)
  }
}

extension StoredFingerprint {
  /// The SHA-256 of the fingerprint: the length of its first part as a big-endian 64-bit number, the
  /// first part, then the second.
  var digest: Digest256 {
    let length = withUnsafeBytes(of: UInt64(global.count).bigEndian) { Array($0) }
    return Digest256.sha256(of: length + global + local)
  }
}

extension Digest256 {
  /// Reads a digest that the registry keeps as text.
  fileprivate init(stored text: String, of design: DesignRecord) throws(SelvedgeError) {
    guard let digest = Digest256(hex: text) else {
      throw SelvedgeError(
        .ioFailure, stage: "registry", subject: design.design,
        message: "a digest of this design is damaged; restore the registry from a backup",
        cause: "\"\(text)\" is no SHA-256")
    }
    self = digest
  }
}
