// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageDecoding
import Testing

@Suite struct FormatConformanceTests {
  @Test func `the folder holds the files that the table lists`() throws {
    let listed = try ExpectedPicture.all().map(\.name).sorted()
    #expect(listed.count == 88)
    #expect(try TestImages.names(in: "formats") == listed)
  }

  @Test(arguments: try ExpectedPicture.all())
  func `the header and the pixels are the expected ones`(expected: ExpectedPicture) throws {
    let decoder = try ImageDecoder(bytes: TestImages.bytes("formats", expected.name))
    let header = decoder.header
    #expect(header.format == (expected.name.hasSuffix("png") ? .png : .jpeg))
    #expect(header.size == expected.size)
    #expect(header.colorModel == expected.colorModel)
    #expect(header.bitDepth == expected.bitDepth)
    #expect(header.orientation == expected.orientation)
    #expect(header.isProgressive == expected.isProgressive)
    #expect(header.hasAlpha == expected.hasAlpha)
    #expect(try checksum(decoder.decodePixels().samples) == expected.checksum)
  }

  @Test(arguments: try ExpectedPicture.all())
  func `rows come top to bottom, each once, and are the whole picture`(
    expected: ExpectedPicture
  ) throws {
    let decoder = try ImageDecoder(bytes: TestImages.bytes("formats", expected.name))
    var samples: [UInt8] = []
    var rows = 0
    try decoder.decodeRows { band, rowCount in
      #expect((1...ImageDecoder.rowsPerBand).contains(rowCount))
      #expect(band.count == rowCount * expected.size.width * 3)
      for index in band.indices { samples.append(band[index]) }
      rows += rowCount
    }
    #expect(rows == expected.size.height)
    #expect(checksum(samples) == expected.checksum)
  }

  @Test(arguments: Orientation.allCases)
  func `a turned file is the stored picture, transformed`(orientation: Orientation) throws {
    let stored = try ImageDecoder(bytes: TestImages.bytes("formats", "exif-1.jpg")).decodePixels()
    let file = try TestImages.bytes("formats", "exif-\(orientation.rawValue).jpg")
    let decoder = try ImageDecoder(bytes: file)
    #expect(decoder.header.storedSize == stored.size)
    #expect(try decoder.decodePixels() == stored.transformed(by: orientation.uprighting))
  }

  @Test func `borrowed memory gives what an array gives, as often as asked`() throws {
    let file = try TestImages.bytes("formats", "rgba-8-interlaced.png")
    let expected = try ImageDecoder(bytes: file).decodePixels()
    try file.withUnsafeBytes { memory in
      let decoder = try ImageDecoder(bytes: memory)
      #expect(try decoder.decodePixels() == expected)
      #expect(try decoder.decodePixels() == expected)
    }
  }

  @Test func `what the consumer throws comes through`() throws {
    struct Enough: Error {}
    for name in ["rgb-8.png", "exif-6.jpg"] {
      let decoder = try ImageDecoder(bytes: TestImages.bytes("formats", name))
      #expect(throws: Enough.self) { try decoder.decodeRows { _, _ in throw Enough() } }
    }
  }

  @Test func `the signature decides the format`() throws {
    #expect(ImageFormat.detect([0xFF, 0xD8, 0xFF, 0xE0].span) == .jpeg)
    #expect(ImageFormat.detect([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A].span) == .png)
    #expect(ImageFormat.detect([0xFF, 0xD8].span) == nil)
    #expect(ImageFormat.detect([UInt8]().span) == nil)
  }
}
