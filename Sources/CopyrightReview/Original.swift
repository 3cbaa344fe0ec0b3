// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// The file of a registered design, byte for byte as it came.
public struct Original: Sendable {
  /// The file's bytes.
  public let bytes: [UInt8]
  /// The file's format.
  public let format: OriginalFormat

  /// Creates an original.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - format: The file's format.
  public init(bytes: [UInt8], format: OriginalFormat) {
    self.bytes = bytes
    self.format = format
  }
}
