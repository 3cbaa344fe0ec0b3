// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageDecoding
import Testing

/// Files cut and changed at many places: no crash, and a cut never passes for a whole picture.
@Suite struct DamageTests {
  static let files = ["formats", "bad"].flatMap { folder in
    ((try? TestImages.names(in: folder)) ?? []).map { (folder, $0) }
  }

  @Test func `all files are met`() {
    #expect(Self.files.count == 88 + 22)
  }

  @Test(arguments: try TestImages.names(in: "formats"))
  func `a cut file is refused, or the cut lies behind the pixels`(name: String) throws {
    let file = try TestImages.bytes("formats", name)
    let whole = try ImageDecoder(bytes: file).decodePixels()
    // Every 37 bytes, and everywhere near the end, where the pixels may be complete already.
    let cuts =
      Array(stride(from: 0, to: file.count, by: 37)) + Array((file.count - 40)..<file.count)
    for cut in cuts where cut >= 0 {
      guard let decoder = try? ImageDecoder(bytes: Array(file[..<cut])),
        let picture = try? decoder.decodePixels()
      else { continue }
      // A file may lose an eXIf chunk or its end, never a pixel.
      #expect(picture == whole, "\(name) cut to \(cut) of \(file.count) bytes")
    }
  }

  @Test(arguments: try ExpectedPicture.all().filter { $0.isProgressive })
  func `a cut file of several scans is refused`(expected: ExpectedPicture) throws {
    guard expected.name.hasSuffix("jpg") else { return }
    let file = try TestImages.bytes("formats", expected.name)
    for cut in stride(from: 0, to: file.count, by: 5) {
      let part = Array(file[..<cut])
      #expect(throws: ImageDecoding.DecodingError.self, "cut to \(cut) of \(file.count) bytes") {
        try ImageDecoder(bytes: part).decodePixels()
      }
    }
  }

  @Test(arguments: files)
  func `a changed byte never crashes`(folder: String, name: String) throws {
    let file = try TestImages.bytes(folder, name)
    // Large enough for every file as made, small enough that a changed size costs nothing.
    let limits = DecodingLimits(pixelCount: 1_000_000, workingByteCount: 8 << 20, scanCount: 30)
    for index in stride(from: name.utf8.count % 11, to: file.count, by: 11) {
      for mask in [0x01, 0x80, 0xFF] as [UInt8] {
        var changed = file
        changed[index] ^= mask
        do {
          let decoder = try ImageDecoder(bytes: changed, limits: limits)
          var rowCount = 0
          try decoder.decodeRows { _, count in rowCount += count }
          #expect(rowCount == decoder.header.size.height)
        } catch is ImageDecoding.DecodingError {}
      }
    }
  }
}
