// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why stored bytes are not a torus code.
public enum TorusCodeError: Error, Hashable, Sendable {
  /// The bytes are too few or too many.
  case wrongLength(found: Int, expected: Int)
  /// The code was made by another version of the recipe.
  case wrongVersion(found: UInt8, expected: UInt8)
  /// The byte that names the tiling has no meaning.
  case unknownTiling(found: UInt8)
}

extension TorusCodeError: CustomStringConvertible {
  /// What is wrong and what to do.
  public var description: String {
    switch self {
    case .wrongLength(let found, let expected):
      "a torus code has \(expected) bytes, not \(found); restore the record or register again"
    case .wrongVersion(let found, let expected):
      "the torus code is of version \(found), this program reads \(expected); register again"
    case .unknownTiling(let found):
      "tiling \(found) of a torus code is unknown; restore the record or register again"
    }
  }
}
