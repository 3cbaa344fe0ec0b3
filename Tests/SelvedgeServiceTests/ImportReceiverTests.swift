// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Testing
import _TestSupport

@testable import SelvedgeService

@Suite struct ImportReceiverTests {
  private let folder: TemporaryFolder
  private let desk: ReviewDesk

  init() throws {
    folder = try TemporaryFolder()
    desk = try ReviewDesk.open(folder.path("registry"), create: true)
  }

  private func receiver() throws -> ImportReceiver {
    try ImportReceiver(
      type: HeaderParameters("multipart/form-data; boundary=b"),
      fields: try RequestFields(query: nil, allowedNames: ["holder"]),
      intake: try desk.makeImportIntake())
  }

  private func part(_ name: String, _ file: String?, _ body: String) -> String {
    let fileName = file.map { "; filename=\"\($0)\"" } ?? ""
    return "--b\r\nContent-Disposition: form-data; name=\"\(name)\"\(fileName)\r\n\r\n\(body)\r\n"
  }

  private func digest(_ parts: [(String, String?, String)]) throws -> String {
    let receiver = try receiver()
    try receiver.consume(Array((parts.map(part).joined() + "--b--\r\n").utf8))
    return try receiver.finish().digest
  }

  @Test func `imports that differ have different digests, the same one again has the same`() throws
  {
    let forms: [[(String, String?, String)]] = [
      [("image", "a", "x"), ("image", "b", "y")],
      // The bytes of all that is said, one after the other, are those of the first.
      [("image", "a", "xfile b\0y")],
      [("image", "a", ""), ("image", "xb", "y")],
      [("image", "a", "xy")],
      [("image", "a", "x"), ("manifest", "m.csv", "y")],
      [("manifest", "m.csv", "y"), ("image", "a", "x")],
      [("image", "a", "x"), ("holder", nil, "y")],
      [("image", "a", "xholder y")],
      [("image", "a", "x"), ("holder", nil, "yy")],
    ]
    let digests = try forms.map(digest)
    #expect(Set(digests).count == forms.count, "\(digests)")
    #expect(try forms.map(digest) == digests)
    #expect(digests.allSatisfy { $0.count == 64 && $0.allSatisfy(\.isHexDigit) })
  }
}
