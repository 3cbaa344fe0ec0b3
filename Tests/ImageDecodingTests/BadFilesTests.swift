// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageDecoding
import Testing

@Suite struct BadFilesTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: ImageDecoding.DecodingError.Kind
    let message: String

    init(_ name: String, _ kind: ImageDecoding.DecodingError.Kind, _ message: String) {
      self.name = name
      self.kind = kind
      self.message = message
    }

    var testDescription: String { name }
  }

  static let refusals = [
    Refusal("empty.png", .unsupportedFormat, "the file is empty; a PNG or JPEG is needed"),
    Refusal(
      "text.png", .unsupportedFormat,
      "the file is neither PNG nor JPEG: it begins with 54 68 69 73 20 69 73 20"),
    Refusal(
      "gif.jpg", .unsupportedFormat,
      "the file is neither PNG nor JPEG: it begins with 47 49 46 38 39 61 01 00"),
    Refusal("signature-only.png", .undecodable, "PNG ends after 8 bytes, inside its header"),
    Refusal("truncated-header.png", .undecodable, "PNG ends after 20 bytes, inside its header"),
    Refusal(
      "truncated.png", .undecodable, "PNG ends after 1,181 bytes, with 0 of 23 rows decoded"),
    Refusal(
      "flipped-byte.png", .undecodable,
      "PNG is damaged near byte 2,347: IDAT: incorrect data check"),
    Refusal(
      "rows-missing.png", .undecodable, "PNG is damaged near byte 53: Not enough image data"),
    Refusal(
      "no-palette.png", .undecodable,
      "PNG is damaged near byte 41: IDAT: Missing PLTE before IDAT"),
    Refusal(
      "bomb-60000x60000.png", .exceedsLimits,
      "the picture has 3,600,000,000 pixels; the limit is 500,000,000"),
    Refusal(
      "long-side.png", .exceedsLimits,
      "the picture is 100,000,000 pixels long; the limit is 65,535"),
    Refusal("truncated-header.jpg", .undecodable, "JPEG ends after 164 bytes, inside its header"),
    Refusal("truncated.jpg", .undecodable, "JPEG ends after 868 bytes, with 0 of 23 rows decoded"),
    Refusal(
      "truncated-progressive.jpg", .undecodable,
      "JPEG ends after 955 bytes, with 0 of 23 rows decoded"),
    Refusal(
      "early-end.jpg", .undecodable,
      "JPEG ends after 837 of 1,130 bytes, with 0 of 23 rows decoded"),
    Refusal(
      "stray-marker.jpg", .undecodable,
      "JPEG is damaged near byte 837: premature end of data segment"),
    Refusal(
      "no-height.jpg", .undecodable,
      "JPEG is damaged near byte 160: Empty JPEG image (DNL not supported)"),
    Refusal(
      "twelve-bit.jpg", .undecodable,
      "this kind of JPEG is not decoded: Unsupported JPEG data precision 12; "
        + "save it as 8-bit baseline or PNG"),
    Refusal(
      "lossless.jpg", .undecodable,
      "this kind of JPEG is not decoded: Unsupported JPEG process: SOF type 0xc3; "
        + "save it as 8-bit baseline or PNG"),
    Refusal(
      "huge.jpg", .exceedsLimits,
      "the picture has 4,225,000,000 pixels; the limit is 500,000,000"),
    Refusal(
      "beyond-libjpeg.jpg", .exceedsLimits,
      "the picture is 65,535 pixels long; the limit is 65,500"),
    Refusal(
      "scans-300.jpg", .exceedsLimits, "the JPEG has 201 scans or more; the limit is 200"),
  ]

  @Test func `the folder holds the files that the table lists`() throws {
    #expect(Self.refusals.count == 22)
    #expect(try TestImages.names(in: "bad") == Self.refusals.map(\.name).sorted())
  }

  @Test(arguments: refusals)
  func `a bad file is refused in exact words`(refusal: Refusal) throws {
    let file = try TestImages.bytes("bad", refusal.name)
    let error = #expect(throws: ImageDecoding.DecodingError.self) {
      try ImageDecoder(bytes: file).decodeRows { _, _ in }
    }
    #expect(error?.description == refusal.message)
    #expect(error?.kind == refusal.kind)
    #expect(throws: ImageDecoding.DecodingError.self) {
      try ImageDecoder(bytes: file).decodePixels()
    }
  }
}
