// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import BulkManifest
import ImageBuffers
import ImageEncoding
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct ManifestImportTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Several copies of few designs, so that a row has more than one look-alike before it.
  private func writeManifest() throws -> String {
    var table = "file,bank\n"
    for number in 0..<24 {
      let drawn = DrawnPicture.shapes(
        seed: UInt64(number % 5), size: ImageSize(width: 96, height: 96))
      let turns: [DihedralTransform] = [.identity, .mirror, .rotate90, .rotate180, .rotate270]
      let copy = drawn.transformed(by: turns[number / 5])
      // Row 21 has the bytes of row 20 once more.
      let name = "\(number == 21 ? 20 : number).png"
      if number != 21 { try folder.write(PNGEncoder.encode(copy), to: name) }
      table += "\(name),\(number == 7 ? "control" : "registered")\n"
    }
    return try folder.write(Array(table.utf8), to: "m.csv")
  }

  @Test func `an import ends only when what was made of its rows is durable`() throws {
    let path = try writeManifest()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    let full = SelvedgeError(.outputNotWritable, subject: "results", message: "full")
    do {
      let manifest = try ManifestImport(path, into: desk)
      #expect(throws: full) {
        _ = try manifest.run(jobs: 1, shouldStop: { false }) { _ throws(SelvedgeError) in
        } beforeEnd: { () throws(SelvedgeError) in
          throw full
        }
      }
    }
    do {
      let again = try ManifestImport(path, into: desk)
      #expect(again.doneCount == again.rowCount)
      var order: [String] = []
      let isWhole = try again.run(jobs: 1, shouldStop: { false }) { _ throws(SelvedgeError) in
        order.append("row")
      } beforeEnd: { () throws(SelvedgeError) in
        order.append("end")
      }
      #expect(isWhole && order == ["end"])
    }
    #expect(try ManifestImport(path, into: desk).doneCount == 0)
  }

  @Test(arguments: [24, 7]) func `what becomes of a row does not depend on where groups end`(
    size: Int
  ) throws {
    let path = try writeManifest()
    func rows(inGroupsOf size: Int) throws -> [ImportRow] {
      let desk = try ReviewDesk.open(folder.path("registry\(size)"), create: true)
      let manifest = try ManifestImport(path, into: desk)
      let reader = try manifest.manifest.makeReader()
      var rows: [ImportRow] = []
      for begin in stride(from: 0, to: manifest.rowCount, by: size) {
        let group = try (begin..<min(begin + size, manifest.rowCount)).map { place in
          guard case .row(let row) = manifest.prepare(reader, place) else {
            throw SelvedgeError(
              .internalFailure, stage: "test", subject: path, message: "row \(place) is not ready")
          }
          return row
        }
        rows += try manifest.commit(group, from: begin, jobs: 2)
      }
      return rows
    }
    let alone = try rows(inGroupsOf: 1)
    #expect(alone.count { $0.status == .looksLike } >= 15)
    #expect(alone.count { $0.status == .alreadyRegistered } == 1)
    #expect(try rows(inGroupsOf: size) == alone)
  }
}
