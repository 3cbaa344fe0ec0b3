// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto
import Foundation
import ImageBuffers
import ImageEncoding
import Testing
import _TestSupport

@Suite struct KilledRegistrationTests {
  @Test func `every design that was acknowledged survives kill -9`() throws {
    let folder = try TemporaryFolder()
    for number in 0..<240 {
      let picture = DrawnPicture.discs(
        seed: UInt64(number), size: ImageSize(width: 64, height: 64))
      try folder.write(PNGEncoder.encode(picture), to: "designs/\(number).png")
    }
    let registry = folder.path("registry")
    var acknowledged: Set<String> = []
    var random = SplitMix64(seed: 2026)
    for _ in 0..<5 {
      let outcome = try SelvedgeProcess.run(
        [
          "register", folder.path("designs"), "--registry", registry, "--format", "ndjson",
          "--jobs", "1",
        ], killAfter: Double.random(in: 0.05...0.6, using: &random))
      for line in outcome.lines where line.hasSuffix("}") {
        acknowledged.insert(try design(of: line))
      }
    }
    let list = try SelvedgeProcess.run(["list", "--registry", registry, "--format", "ndjson"])
    #expect(list.status == 0)
    var listed: Set<String> = []
    for line in list.lines {
      let record = try object(line)
      listed.insert(try #require(record["design"] as? String))
      let sha256 = try #require(record["sha256"] as? String)
      let original = folder.path(
        "registry/originals/\(sha256.prefix(2))/\(sha256.dropFirst(2)).png")
      let digest = SHA256.hash(data: try Data(contentsOf: URL(filePath: original)))
      #expect(digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined() == sha256)
    }
    #expect(acknowledged.isSubset(of: listed))
    #expect(folder.files(in: "registry/originals").count == listed.count)
    #expect(folder.files(in: "registry/incoming").isEmpty)

    let rest = try SelvedgeProcess.run(["register", folder.path("designs"), "--registry", registry])
    #expect(rest.status == 0)
    #expect(folder.files(in: "registry/originals").count == 240)
  }

  private func object(_ line: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
  }

  private func design(of line: String) throws -> String {
    let design = try #require(try object(line)["design"] as? [String: Any])
    return try #require(design["design"] as? String)
  }
}
