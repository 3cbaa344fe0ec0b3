// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageDecoding
import Testing

private typealias Failure = ImageDecoding.DecodingError

@Suite struct DecodingLimitsTests {
  // 37 x 23 pixels.
  private let pixelCount = 851

  private func refusal(_ name: String, _ limits: DecodingLimits) throws -> Failure? {
    let file = try TestImages.bytes("formats", name)
    do throws(Failure) {
      _ = try ImageDecoder(bytes: file, limits: limits)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["rgb-8.png", "ycbcr-420.jpg"])
  func `sides and pixels are limited inclusively`(name: String) throws {
    #expect(try refusal(name, DecodingLimits(pixelCount: 851, sideLength: 37)) == nil)
    #expect(
      try refusal(name, DecodingLimits(pixelCount: 850))
        == .limitExceeded(.pixelCount, actual: pixelCount, limit: 850))
    #expect(
      try refusal(name, DecodingLimits(sideLength: 36))
        == .limitExceeded(.sideLength, actual: 37, limit: 36))
  }

  @Test(arguments: ["rgb-8.png", "ycbcr-420.jpg", "expected.tsv"])
  func `bytes are counted before anything is read`(name: String) throws {
    let byteCount = try TestImages.bytes("formats", name).count
    #expect(
      try refusal(name, DecodingLimits(byteCount: byteCount - 1))
        == .limitExceeded(.byteCount, actual: byteCount, limit: byteCount - 1))
    guard name.hasSuffix("g") else { return }
    #expect(try refusal(name, DecodingLimits(byteCount: byteCount)) == nil)
  }

  /// What must be held, from the sizes alone: rows of RGB or RGBA; 64 coefficients of 2 bytes a
  /// block, 5 x 3 blocks at 4:4:4 and 5 x 3 and twice 3 x 2 at 4:2:0; a canvas of RGB.
  @Test(
    arguments: [
      ("rgb-8.png", 0), ("rgb-8-interlaced.png", 851 * 3), ("rgba-8-interlaced.png", 851 * 4),
      ("palette-2-transparent-interlaced.png", 851 * 4), ("ycbcr-420.jpg", 0),
      ("ycbcr-444-progressive.jpg", 3 * 15 * 128), ("ycbcr-420-progressive.jpg", 27 * 128),
      ("gray-progressive.jpg", 15 * 128), ("exif-2.jpg", 0), ("exif-3.jpg", 851 * 3),
      ("exif-8-progressive.jpg", 27 * 128 + 851 * 3),
    ])
  func `memory is limited by what the file makes the decoder hold`(
    name: String, byteCount: Int
  ) throws {
    #expect(try refusal(name, DecodingLimits(workingByteCount: byteCount)) == nil)
    guard byteCount > 0 else { return }
    #expect(
      try refusal(name, DecodingLimits(workingByteCount: byteCount - 1))
        == .limitExceeded(.workingByteCount, actual: byteCount, limit: byteCount - 1))
  }

  @Test func `scans are limited by number and by the pixels they visit`() throws {
    let file = try TestImages.bytes("bad", "scans-300.jpg")
    func refusal(_ limits: DecodingLimits) -> Failure? {
      #expect(throws: Failure.self) {
        try ImageDecoder(bytes: file, limits: limits).decodePixels()
      }
    }
    #expect(
      refusal(DecodingLimits(scanCount: 299))
        == .limitExceeded(.scanCount, actual: 300, limit: 299))
    // 16 x 16 pixels within a limit of 2,560 may be visited 20 * 10 times.
    #expect(
      refusal(DecodingLimits(pixelCount: 2_560, scanCount: 1_000))
        == .limitExceeded(.scanCount, actual: 201, limit: 200))
    let limits = DecodingLimits(scanCount: 300)
    let picture = try ImageDecoder(bytes: file, limits: limits).decodePixels()
    #expect(picture == PixelBuffer(size: picture.size, red: 128, green: 128, blue: 128))
  }

  @Test func `a segment beyond the limit is not read`() throws {
    let file = try TestImages.bytes("formats", "exif-6.jpg")
    let limits = DecodingLimits(ancillaryByteCount: 10)
    #expect(try ImageDecoder(bytes: file).header.orientation == .needsClockwiseTurn)
    #expect(try ImageDecoder(bytes: file, limits: limits).header.orientation == .upright)
  }

  // The end chunk ends a PNG; libpng reads nothing behind it.
  @Test func `an orientation behind the end of a PNG is none`() throws {
    let file = try TestImages.bytes("formats", "exif-6.png")
    var (before, orientation) = (Array(file.prefix(8)), [UInt8]())
    var place = 8
    while place < file.count {
      let length = file[place..<place + 4].reduce(0) { $0 << 8 | Int($1) }
      let chunk = file[place..<place + 12 + length]
      if file[place + 4..<place + 8].elementsEqual("eXIf".utf8) {
        orientation += chunk
      } else {
        before += chunk
      }
      place += chunk.count
    }
    #expect(!orientation.isEmpty)
    #expect(try ImageDecoder(bytes: file).header.orientation == .needsClockwiseTurn)
    #expect(try ImageDecoder(bytes: before + orientation).header.orientation == .upright)
  }

  @Test func `a long text is stepped over`() throws {
    let file = try TestImages.bytes("formats", "text-of-20-megabytes.png")
    let limits = DecodingLimits(ancillaryByteCount: 1_000)
    #expect(try ImageDecoder(bytes: file, limits: limits).decodePixels().size.pixelCount == 851)
  }
}
