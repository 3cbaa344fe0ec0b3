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

  private func receiver(
    _ budget: ByteBudget = ByteBudget(limit: 1000)
  ) throws -> ImportReceiver {
    try ImportReceiver(
      type: HeaderParameters("multipart/form-data; boundary=b"),
      fields: try RequestFields(query: nil, allowedNames: ["holder"]),
      intake: try desk.makeImportIntake(), share: budget.makeShare())
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

  @Test func `a manifest goes to the disk as it comes`() throws {
    let receiver = try receiver()
    let row = String(repeating: "a", count: 1023) + "\n"
    let rows = String(repeating: row, count: 64)
    let form = part("image", "a.png", "x") + part("manifest", "m.csv", rows + rows)
    let bytes = Array(form.utf8)
    try receiver.consume(Array(bytes.prefix(bytes.count - rows.utf8.count)))
    let name = try #require(
      folder.files(in: "registry/imports").first { $0.hasSuffix("/0.part") })
    let path = folder.path("registry/imports/" + name)
    #expect(try WholeFile.bytes(of: path).count > rows.utf8.count / 2)
    try receiver.consume(Array(bytes.suffix(rows.utf8.count)) + Array("--b--\r\n".utf8))
    let contents = try receiver.finish().contents
    #expect(contents.hasManifest && contents.manifestName == "m.csv")
    #expect(contents.byteCount == 1 + 2 * rows.utf8.count)
    #expect(try WholeFile.bytes(of: path) == Array((rows + rows).utf8))
  }

  @Test func `a second manifest, and one that is too long, are refused`() throws {
    let two = try receiver()
    let form =
      part("manifest", "m.csv", "file\na\n") + part("manifest", "n.csv", "file\nb\n") + "--b--\r\n"
    let error = #expect(throws: Problem.self) { try two.consume(Array(form.utf8)) }
    #expect(error?.kind == .catalogue(.invalidRequest))
    let long = try receiver()
    try long.consume(Array(part("manifest", "m.csv", "").utf8.dropLast(2)))
    let rows = [UInt8](repeating: 0x61, count: ImportReceiver.manifestLimit)
    try long.consume(rows)
    let tooLong = #expect(throws: Problem.self) {
      try long.consume([UInt8](repeating: 0x61, count: 99))
    }
    #expect(
      tooLong?.kind == .catalogue(.invalidManifest)
        && tooLong?.limit == ImportReceiver.manifestLimit)
  }

  @Test func `names are held within the budget of all bodies, and given back`() throws {
    let budget = ByteBudget(limit: 300)
    let name = String(repeating: "n", count: 100)
    do {
      let receiver = try receiver(budget)
      let form = (1...3).map { part("image", "\(name)\($0)", "x") }.joined() + "--b--"
      let error = #expect(throws: Problem.self) { try receiver.consume(Array(form.utf8)) }
      #expect(error?.kind == .catalogue(.registryBusy) && budget.heldByteCount == 202)
    }
    #expect(budget.heldByteCount == 0)
  }
}
