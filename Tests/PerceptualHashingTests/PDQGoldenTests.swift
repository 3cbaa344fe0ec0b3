// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import HammingSpace
import ImageBuffers
import Testing

@testable import PerceptualHashing

/// Pictures whose hashes the reference program gave; see Scripts/make-pdq-golden.
@Suite struct PDQGoldenTests {
  struct Golden: Sendable, CustomTestStringConvertible {
    let pattern: String
    let size: ImageSize
    let seed: UInt64
    let quality: Int
    let variants: [String]
    let frequencies: String

    var testDescription: String { "\(pattern) of \(size)" }
  }

  static let rows: [Golden] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Golden/synthetic.tsv")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 14, let width = Int(fields[1]), let height = Int(fields[2]),
        let seed = UInt64(fields[3]), let quality = Int(fields[4])
      else { return nil }
      return Golden(
        pattern: fields[0], size: ImageSize(width: width, height: height), seed: seed,
        quality: quality, variants: Array(fields[5..<13]), frequencies: fields[13])
    }
  }()

  @Test func `every golden row is there`() {
    #expect(Self.rows.count == 105)
  }

  @Test(arguments: rows)
  func `hash, quality and all orientations are the reference's to the bit`(row: Golden) throws {
    let pattern = try #require(SyntheticPicture(rawValue: row.pattern))
    let picture = pattern.draw(row.size, seed: row.seed)
    let result = PDQHasher.hash(picture)
    #expect(result.variants.map(\.description) == row.variants)
    #expect(result.hash.description == row.variants[0])
    #expect(result.quality == row.quality)
    guard row.size.shortSide >= PDQHasher.shortestSide else { return }
    var filter = JaroszFilter(size: row.size)
    filter.consume(rows: picture.samples.span, count: row.size.height)
    #expect(fingerprint(PDQFrequencies(thumbnail: filter.thumbnail).values) == row.frequencies)
  }

  /// FNV-1a, 64 bits, of little-endian floats.
  private func fingerprint(_ values: [Float]) -> String {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    for value in values {
      for shift in stride(from: 0, to: 32, by: 8) {
        state = (state ^ UInt64(value.bitPattern >> UInt32(shift) & 255)) &* 0x100_0000_01B3
      }
    }
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
