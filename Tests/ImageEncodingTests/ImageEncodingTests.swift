// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageDecoding
import ImageEncoding
import Testing

@Suite struct ImageEncodingTests {
  /// A picture of which no two neighbours are alike.
  private func picture(width: Int, height: Int) -> PixelBuffer {
    var state: UInt64 = 88_172_645_463_325_252
    let samples = (0..<width * height * 3).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return UInt8(truncatingIfNeeded: state >> 32)
    }
    return PixelBuffer(size: ImageSize(width: width, height: height), samples: samples)
  }

  @Test func `a PNG decodes to the pixels it was made from`() throws {
    for width in 1...20 {
      for height in [1, 2, 15, 16, 17, 33] {
        let original = picture(width: width, height: height)
        let decoder = try ImageDecoder(bytes: PNGEncoder.encode(original))
        #expect(decoder.header.format == .png)
        #expect(try decoder.decodePixels() == original)
      }
    }
  }

  @Test(arguments: JPEGEncoder.ChromaSubsampling.allCases)
  func `a JPEG of a flat colour decodes to that colour`(
    chroma: JPEGEncoder.ChromaSubsampling
  ) throws {
    let size = ImageSize(width: 19, height: 35)
    let original = PixelBuffer(size: size, red: 200, green: 120, blue: 40)
    let file = JPEGEncoder.encode(original, quality: 95, chromaSubsampling: chroma)
    let decoder = try ImageDecoder(bytes: file)
    #expect(decoder.header.format == .jpeg)
    #expect(!decoder.header.isProgressive)
    let decoded = try decoder.decodePixels()
    #expect(decoded.size == size)
    // Flat blocks lose only the rounding of one coefficient and of the colour transform.
    for (before, after) in zip(original.samples, decoded.samples) {
      #expect(abs(Int(before) - Int(after)) <= 3)
    }
  }

  @Test func `more quality and more colour need more bytes`() {
    let original = picture(width: 64, height: 64)
    let sizes = [20, 50, 90].map { JPEGEncoder.encode(original, quality: $0).count }
    #expect(sizes == sizes.sorted() && Set(sizes).count == 3)
    let chroma = [JPEGEncoder.ChromaSubsampling.quarter, .half, .none].map {
      JPEGEncoder.encode(original, quality: 80, chromaSubsampling: $0).count
    }
    #expect(chroma == chroma.sorted() && Set(chroma).count == 3)
  }

  // Of noise, at the best quality, the file is larger than what the encoder takes at first, up to some thirty times.
  @Test(arguments: [(width: 300, height: 251), (401, 299), (1_000, 731)])
  func `a JPEG that outgrows the memory taken for it decodes to nearly the same`(
    width: Int, height: Int
  ) throws {
    let original = picture(width: width, height: height)
    let file = JPEGEncoder.encode(original, quality: 100, chromaSubsampling: .none)
    #expect(file.count > 2 * 65_536)
    #expect(file.suffix(2) == [0xFF, 0xD9])
    let decoded = try ImageDecoder(bytes: file).decodePixels()
    #expect(decoded.size == original.size)
    // Luma and chroma are rounded twice, as levels and as coefficients: a sixth of variance each. Blue is Y + 1.772 Cb,
    // so a channel is off by no more than the root of 4.14 / 6 and its own rounding of 1 / 12.
    let squares = zip(original.samples, decoded.samples).reduce(0) {
      let difference = Int($1.0) - Int($1.1)
      return $0 + difference * difference
    }
    #expect(Double(squares) / Double(original.samples.count) < 0.78)
  }
}
