// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageDecoding
import ImageEncoding

/// Times decoding, row by row, of pictures whose files are in memory.
func runDecodeBenchmark() {
  Measurement.reportHead()
  for (width, height) in [(1024, 1024), (4032, 3024)] {
    let picture = PixelBuffer.weave(ImageSize(width: width, height: height))
    for (name, bytes) in [
      ("baseline JPEG, quality 90", JPEGEncoder.encode(picture, quality: 90)),
      ("PNG", PNGEncoder.encode(picture)),
    ] {
      let measurement = Measurement(repetitions: 9) { () -> Int in
        var sum = 0
        do {
          try ImageDecoder(bytes: bytes).decodeRows { rows, _ in sum += Int(rows[0]) }
        } catch {
          print("the benchmark's own picture does not decode: \(error)")
        }
        return sum
      }
      measurement.report("decode \(picture.size) \(name), \(bytes.count / 1024) KiB") {
        hundredths(Double(picture.size.pixelCount) / $0 / 1e6) + " megapixels/s"
      }
    }
  }
}
