// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageEncoding
import _TestSupport

/// Picture files that are made on the spot.
enum TestPictures {
  /// A PNG file with much to see, different for each seed.
  static func png(_ seed: UInt64) -> [UInt8] {
    PNGEncoder.encode(DrawnPicture.discs(seed: seed, size: ImageSize(width: 96, height: 80)))
  }

  /// A PNG file of one colour, in which there is nothing to see.
  static let plain = PNGEncoder.encode(
    PixelBuffer(size: ImageSize(width: 64, height: 64), red: 200, green: 200, blue: 200))
}
