// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the colours of two pictures that were laid on each other say of one another.
public struct ColourObservation: Sendable, Hashable, Codable {
  /// Mutual information of the colours where the pictures lie, bits, 0...4.
  public var bits: Double
  /// What is left of it, in the mean, where one picture is moved far aside, bits, 0...4.
  public var chanceBits: Double
  /// The bits over the smaller of the two entropies, 0...1.
  public var share: Double

  /// Creates an observation.
  ///
  /// - Parameters:
  ///   - bits: Mutual information, bits.
  ///   - chanceBits: The same by chance, bits.
  ///   - share: 0...1.
  public init(bits: Double = 0, chanceBits: Double = 0, share: Double = 0) {
    self.bits = bits
    self.chanceBits = chanceBits
    self.share = share
  }
}
