// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The commitment to a design that is registered without being shown.
///
/// The commitment is the SHA-256 of 144 bytes: the 16 ASCII characters `selvedge seal v1`, the 32
/// bytes of a random nonce, and the SHA-256 digests of the picture file, of its pixels and of the
/// metadata document. Whoever sees the commitment learns nothing of the design while the nonce is
/// secret; whoever made it can open it to this design only.
public struct Seal: Hashable, Sendable {
  /// The 32 random bytes, secret until the seal is opened.
  public let nonce: Digest256
  /// The SHA-256 of the picture file.
  public let file: Digest256
  /// The SHA-256 of the decoded pixels.
  public let pixels: Digest256
  /// The SHA-256 of the metadata document.
  public let metadata: Digest256

  private static let domain = "selvedge seal v1"

  /// Creates a seal.
  ///
  /// - Parameters:
  ///   - nonce: 32 bytes from a good source of randomness, never used twice.
  ///   - file: The SHA-256 of the picture file.
  ///   - pixels: The SHA-256 of the decoded pixels.
  ///   - metadata: The SHA-256 of the metadata document.
  public init(nonce: Digest256, file: Digest256, pixels: Digest256, metadata: Digest256) {
    self.nonce = nonce
    self.file = file
    self.pixels = pixels
    self.metadata = metadata
  }

  /// The commitment, which may be made public.
  public var commitment: Digest256 {
    Digest256.sha256(
      of: Array(Self.domain.utf8) + nonce.bytes + file.bytes + pixels.bytes + metadata.bytes)
  }

  /// Tells whether the seal is what a commitment was made of.
  ///
  /// - Parameter commitment: The commitment, from the log.
  /// - Returns: Whether nonce, file, pixels and metadata are all as they were when it was made.
  public func opens(_ commitment: Digest256) -> Bool { self.commitment == commitment }
}
