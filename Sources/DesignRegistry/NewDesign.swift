// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A design that is about to be registered.
public struct NewDesign: Sendable {
  /// The file name it comes with.
  public let file: String
  /// SHA-256 of the decoded upright picture, in hexadecimal.
  public let pixelSHA256: String
  /// Columns of the upright picture, in pixels.
  public let width: Int
  /// Rows of the upright picture, in pixels.
  public let height: Int
  /// What the submitter says about it.
  public let details: DesignDetails
  /// The fingerprint.
  public let fingerprint: StoredFingerprint
  /// The original, staged by ``Registry/stage(_:sha256:format:)``.
  public let original: StagedOriginal

  /// Creates a design to be registered.
  ///
  /// - Parameters:
  ///   - file: The file name it comes with.
  ///   - pixelSHA256: SHA-256 of the decoded picture, in hexadecimal.
  ///   - width: Columns, in pixels.
  ///   - height: Rows, in pixels.
  ///   - details: What the submitter says about it.
  ///   - fingerprint: The fingerprint.
  ///   - original: The staged original.
  public init(
    file: String, pixelSHA256: String, width: Int, height: Int, details: DesignDetails,
    fingerprint: StoredFingerprint, original: StagedOriginal
  ) {
    self.file = file
    self.pixelSHA256 = pixelSHA256
    self.width = width
    self.height = height
    self.details = details
    self.fingerprint = fingerprint
    self.original = original
  }
}
