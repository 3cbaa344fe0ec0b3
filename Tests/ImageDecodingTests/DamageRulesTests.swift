// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageDecoding
import Testing

/// The table "What counts as damage" of the documentation, line by line.
@Suite struct DamageRulesTests {
  private typealias Failure = ImageDecoding.DecodingError

  private func decode(_ file: [UInt8]) throws -> PixelBuffer {
    try ImageDecoder(bytes: file).decodePixels()
  }

  private func refusal(_ file: [UInt8]) -> Failure? {
    #expect(throws: Failure.self) { try decode(file) }
  }

  // MARK: PNG

  /// A chunk with its length and checksum.
  private func chunk(_ type: String, _ data: [UInt8], isSound: Bool = true) -> [UInt8] {
    let body = Array(type.utf8) + data
    return bigEndian(UInt32(data.count)) + body
      + bigEndian(isSound ? checksum(body) : ~checksum(body))
  }

  private func bigEndian(_ number: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
  }

  /// A zlib stream of one stored block (RFC 1950 and RFC 1951).
  private func stored(_ data: [UInt8], isSound: Bool = true) -> [UInt8] {
    var (low, high) = (UInt32(1), UInt32(0))
    for byte in data {
      low = (low + UInt32(byte)) % 65_521
      high = (high + low) % 65_521
    }
    let count = [UInt8(data.count & 255), UInt8(data.count >> 8)]
    return [0x78, 0x01, 0x01] + count + count.map { ~$0 } + data
      + bigEndian((high << 16 | low) ^ (isSound ? 0 : 1))
  }

  private let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
  /// 2 x 1 pixels, 8-bit palette.
  private let paletteHeader: [UInt8] = [0, 0, 0, 2, 0, 0, 0, 1, 8, 3, 0, 0, 0]

  /// A palette PNG with one red entry and, unless told otherwise, two red pixels.
  private func png(
    stream: [UInt8]? = nil, extra: [UInt8] = [], end: [UInt8]? = nil,
    palette: [UInt8] = [255, 0, 0]
  ) -> [UInt8] {
    signature + chunk("IHDR", paletteHeader) + chunk("PLTE", palette) + extra
      + chunk("IDAT", stream ?? stored([0, 0, 0])) + (end ?? chunk("IEND", []))
  }

  private let red = PixelBuffer(size: ImageSize(width: 2, height: 1), red: 255, green: 0, blue: 0)

  @Test func `a sound file is what the rules are tried on`() throws {
    #expect(try decode(png()) == red)
  }

  @Test func `a PNG without its end is decoded, without a byte of its pixels it is not`() throws {
    let file = png()
    #expect(try decode(Array(file.dropLast(12))) == red)
    #expect(try decode(Array(file.dropLast(9))) == red)
    for dropped in 13...20 {
      let part = Array(file.dropLast(dropped))
      #expect(
        refusal(part)
          == .truncated(
            format: .png, readBytes: part.count, byteCount: part.count,
            rows: .init(decoded: 0, announced: 1)))
    }
  }

  @Test func `a wrong checksum counts where pixels are made`() throws {
    #expect(try decode(png(extra: chunk("gAMA", [0, 0, 1, 0], isSound: false))) == red)
    #expect(try decode(png(extra: chunk("tEXt", [65, 0, 66], isSound: false))) == red)
    #expect(
      refusal(png(extra: chunk("tRNS", [0], isSound: false)))
        == .corrupt(format: .png, reason: "tRNS: CRC error", atByte: 61))
    #expect(
      refusal(png(end: chunk("IEND", [], isSound: false)))
        == .corrupt(format: .png, reason: "IEND: CRC error", atByte: png().count))
  }

  @Test func `an unknown chunk that says it is critical is refused`() {
    #expect(refusal(png(extra: chunk("LOOM", [])))?.kind == .undecodable)
  }

  @Test func `the compressed stream must be sound and long enough`() throws {
    #expect(try decode(png(stream: stored([0, 0, 0, 0, 0, 0]))) == red)
    #expect(refusal(png(stream: stored([0, 0, 0], isSound: false)))?.kind == .undecodable)
    #expect(refusal(png(stream: stored([0, 0])))?.kind == .undecodable)
    #expect(refusal(png(stream: []))?.kind == .undecodable)
  }

  @Test func `an index beyond the palette is black`() throws {
    let picture = try decode(png(stream: stored([0, 0, 1])))
    #expect(picture.samples == [255, 0, 0, 0, 0, 0])
  }

  @Test func `a transparent palette entry shows white`() throws {
    let picture = try decode(png(extra: chunk("tRNS", [0])))
    #expect(picture.samples == [UInt8](repeating: 255, count: 6))
  }

  // MARK: JPEG

  @Test func `a JPEG of one scan needs no end mark, one of several does`() throws {
    let plain = try TestImages.bytes("formats", "ycbcr-420.jpg")
    #expect(try decode(Array(plain.dropLast(2))) == decode(plain))
    let scans = try TestImages.bytes("formats", "ycbcr-420-progressive.jpg")
    #expect(
      refusal(Array(scans.dropLast(2)))
        == .truncated(
          format: .jpeg, readBytes: scans.count - 2, byteCount: scans.count - 2,
          rows: .init(decoded: 0, announced: 23)))
  }

  /// A progressive JPEG of 8 x 8 pixels and three components, of which scans bring the first few.
  private func progressive(components: ClosedRange<UInt8>) -> [UInt8] {
    var file: [UInt8] = [0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0] + [UInt8](repeating: 1, count: 64)
    file += [0xFF, 0xC2, 0, 17, 8, 0, 8, 0, 8, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0]
    // One Huffman code, 0, for "no difference".
    file += [0xFF, 0xC4, 0, 20, 0, 1] + [UInt8](repeating: 0, count: 16)
    for component in components {
      file += [0xFF, 0xDA, 0, 8, 1, component, 0, 0, 0, 0, 0x7F]
    }
    return file + [0xFF, 0xD9]
  }

  @Test func `a component that never comes is missed`() throws {
    let file = progressive(components: 1...3)
    #expect(try decode(file).samples == [UInt8](repeating: 128, count: 64 * 3))
    for last in 1...2 as ClosedRange<UInt8> {
      let part = progressive(components: 1...last)
      #expect(
        refusal(part)
          == .truncated(
            format: .jpeg, readBytes: part.count, byteCount: part.count,
            rows: .init(decoded: 0, announced: 8)))
    }
  }

  @Test func `two components are no picture`() {
    var file = progressive(components: 1...1)
    let frame = 71
    file.replaceSubrange(
      frame..<frame + 19, with: [0xFF, 0xC2, 0, 14, 8, 0, 8, 0, 8, 2, 1, 0x11, 0, 2, 0x11, 0])
    #expect(
      refusal(file) == .unsupportedVariant(format: .jpeg, reason: "2 colour components"))
  }
}
