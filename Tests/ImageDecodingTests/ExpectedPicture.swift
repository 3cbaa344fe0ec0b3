// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
import ImageDecoding
import Testing

/// A line of `expected.tsv`.
struct ExpectedPicture: Sendable, CustomTestStringConvertible {
  let name: String
  let size: ImageSize
  let colorModel: ImageHeader.ColorModel
  let bitDepth: Int
  let orientation: Orientation
  let isProgressive: Bool
  let hasAlpha: Bool
  let checksum: UInt32

  var testDescription: String { name }

  static func all() throws -> [ExpectedPicture] {
    let file = TestImages.root.appendingPathComponent("formats/expected.tsv")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
    return try lines.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      guard fields.count == 9, let width = Int(fields[1]), let height = Int(fields[2]),
        let colorModel = ImageHeader.ColorModel(rawValue: fields[3]), let depth = Int(fields[4]),
        let orientation = Int(fields[5]).flatMap(Orientation.init(rawValue:)),
        let checksum = UInt32(fields[8], radix: 16)
      else { throw CocoaError(.fileReadCorruptFile) }
      return ExpectedPicture(
        name: fields[0], size: ImageSize(width: width, height: height), colorModel: colorModel,
        bitDepth: depth, orientation: orientation, isProgressive: fields[6] == "true",
        hasAlpha: fields[7] == "true", checksum: checksum)
    }
  }
}
