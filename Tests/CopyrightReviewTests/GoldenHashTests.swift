// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import Testing

/// The designs of TestImages against what the reference library says of them (Scripts/make-pdq-golden).
@Suite struct GoldenHashTests {
  private static let testImages = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("TestImages")

  @Test func `every design has the reference's hash and quality`() throws {
    let table = try String(
      contentsOf: Self.testImages.appendingPathComponent("golden/pdq.tsv"), encoding: .utf8)
    var metCount = 0
    for line in table.split(separator: "\n").dropFirst() {
      let fields = line.split(separator: "\t").map(String.init)
      let path = Self.testImages.appendingPathComponent("designs/\(fields[0])").path
      let hash = try ReviewDesk.hash(try Picture.reading(path))
      #expect(hash.pdq == fields[1], "\(fields[0])")
      #expect("\(hash.quality)" == fields[2], "\(fields[0])")
      metCount += 1
    }
    #expect(metCount == 36)
  }
}
