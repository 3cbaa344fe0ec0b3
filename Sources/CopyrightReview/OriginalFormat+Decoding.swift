// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import ImageDecoding

extension OriginalFormat {
  /// The registry's word for a format that was decoded.
  ///
  /// - Parameter format: The decoder's word.
  init(_ format: ImageFormat) {
    switch format {
    case .png: self = .png
    case .jpeg: self = .jpeg
    }
  }
}
