// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import PerceptualHashing

/// Times the PDQ hash of pictures in memory: everything but decoding.
func runPDQBenchmark() {
  Measurement.reportHead()
  let sizes = [(512, 512), (1024, 1024), (1600, 1004), (4032, 3024), (3024, 4032), (10_000, 1250)]
  for (width, height) in sizes {
    let size = ImageSize(width: width, height: height)
    var random = SplitMix64(seed: 1)
    // A weave with noise: the time does not depend on what is shown.
    var picture = PixelBuffer(size: size, red: 0, green: 0, blue: 0)
    for place in picture.samples.indices {
      let thread: UInt64 = (place / 90 + place / (width * 60)) % 2 == 0 ? 40 : 150
      picture.samples[place] = UInt8(truncatingIfNeeded: thread + random.next() % 64)
    }
    for rowsPerCall in [1, 16, height] {
      let measurement = Measurement(repetitions: 15) {
        var hasher = PDQHasher(size: size)
        let samples = picture.samples.span
        var row = 0
        while row < height {
          let count = min(rowsPerCall, height - row)
          let range = row * width * 3..<(row + count) * width * 3
          hasher.consume(rows: samples.extracting(range), rowCount: count)
          row += count
        }
        return hasher.finish()
      }
      let cut = rowsPerCall == height ? "all at once" : "\(rowsPerCall) a call"
      measurement.report("pdq \(size), rows \(cut)") {
        hundredths(Double(size.pixelCount) / $0 / 1e6) + " megapixels/s"
      }
    }
  }
}
