// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import DesignRegistry
import Provenance
import Testing
import _TestSupport

@testable import BulkManifest

@Suite struct ManifestTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func manifest(_ bytes: [UInt8], _ name: String = "m.csv") throws -> Manifest {
    try Manifest(folder.write(bytes, to: name)) { _ in }
  }

  private func manifest(_ text: String) throws -> Manifest { try manifest(Array(text.utf8)) }

  private func rows(_ manifest: Manifest) throws -> [ManifestRow] {
    let reader = try manifest.makeReader()
    return try (0..<manifest.rowCount).map { try reader.row(at: $0) }
  }

  /// `花布厂` in GB 18030 and UTF-16, after the tables of the Unicode Consortium.
  private static let mill = (
    gb18030: [0xBB, 0xA8, 0xB2, 0xBC, 0xB3, 0xA7] as [UInt8],
    utf16: [0x82, 0xB1, 0x5E, 0x03, 0x53, 0x82] as [UInt8]
  )

  @Test func `all columns are read`() throws {
    let manifest = try manifest(
      """
      file,Title,holder,holder,registrant,registration-number,source,notes,bank,dates,First Publication
      a.png,Peony,Lin | 花布厂,Third,Agency,F-1,atelier,"two
      lines",public-domain,registration=2024-03-05;F-1 | firstSale=2023,2022-01;fair
      b.png,,,,,,,,,,

      """)
    #expect(manifest.rowCount == 2)
    let rows = try rows(manifest)
    #expect(rows.map(\.row) == [2, 3])
    #expect(
      try rows[0].details.get()
        == DesignDetails(
          title: "Peony", holders: ["Lin", "花布厂", "Third"], registrant: "Agency",
          registrationNumber: "F-1", source: "atelier", notes: "two\nlines", bank: .publicDomain,
          dates: [
            try TypedDate(submitted: "registration=2024-03-05;F-1"),
            try TypedDate(submitted: "firstPublication=2022-01;fair"),
            try TypedDate(submitted: "firstSale=2023"),
          ]))
    #expect(try rows[1].details.get() == DesignDetails())
  }

  @Test func `UTF-8 with and without its mark, GB 18030 and UTF-16 say the same`() throws {
    let head = Array("文件,著作权人\r\na.png,".utf8)
    let marked = try manifest([0xEF, 0xBB, 0xBF] + head + Array("花布厂".utf8), "1.csv")
    let chinese = try manifest(
      Array("file,holder\r\na.png,".utf8) + Self.mill.gb18030 + Array("\r\n".utf8), "2.csv")
    let wide = try manifest(
      [0xFE, 0xFF] + "file,holder\na.png,".utf8.flatMap { [0, $0] } + Self.mill.utf16, "3.csv")
    #expect([marked, chinese, wide].map(\.encoding) == [.utf8, .gb18030, .utf16])
    for manifest in [marked, chinese, wide] {
      let row = try #require(try rows(manifest).first)
      #expect(row.file == "a.png")
      #expect(try row.details.get().holders == ["花布厂"])
    }
  }

  @Test func `characters may lie across the pieces of a file`() throws {
    let count = 20_000
    let text = "file,title\n" + (0..<count).map { "\($0).png,花布\($0)\n" }.joined()
    let rows = try rows(manifest(text))
    #expect(rows.count == count)
    for (place, row) in rows.enumerated() where try row.details.get().title != "花布\(place)" {
      Issue.record("row \(row.row) is \(row)")
      break
    }
  }

  @Test func `rows may be asked for out of order, and passed over`() throws {
    let reader = try manifest("file\n0\n1\n2\n3\n4\n").makeReader()
    try reader.skip(2)
    #expect(try reader.row(at: 4).file == "4")
    #expect(try reader.row(at: 2).file == "2")
    #expect(try reader.row(at: 3).row == 5)
    #expect(throws: ManifestError.changed) { try reader.row(at: 5) }
  }

  @Test func `what is wrong with a file is told with the row`() throws {
    #expect(throws: ManifestError.unreadable(errno: 2)) {
      try Manifest(folder.path("none.csv")) { _ in }
    }
    #expect(throws: ManifestError.empty) { try manifest("") }
    #expect(throws: ManifestError.workbook) { try manifest([0x50, 0x4B, 3, 4, 0]) }
    #expect(throws: ManifestError.noFileColumn(found: ["a", "b"])) { try manifest("a,b\n") }
    #expect(throws: ManifestError.unknownColumns(["\"colour\""])) { try manifest("file,colour\n") }
    #expect(throws: ManifestError.repeatedColumn("title")) { try manifest("file,title,title\n") }
    #expect(throws: ManifestError.unknownColumns(["\"depositedHere\""])) {
      try manifest("file,depositedHere\n")
    }
    #expect(throws: ManifestError.wrongEncoding(row: 3, tried: [.utf8, .gb18030])) {
      try manifest(Array("file\na\n".utf8) + [0xFF, 0xFF, 0x0A])
    }
    let damaged = "file,title\n" + String(repeating: "a,花布\n", count: 20)
    #expect(throws: ManifestError.damagedText(row: 22)) {
      try manifest(Array(damaged.utf8) + [0x61, 0x2C, 0xBB, 0xA8, 0x0A])
    }
    #expect(throws: ManifestError.damagedText(row: 2)) {
      try manifest([0xEF, 0xBB, 0xBF] + Array("file\n".utf8) + Self.mill.gb18030)
    }
  }

  @Test func `what is wrong with a row is the row's own problem`() throws {
    let rows = try rows(
      manifest("file,bank,firstSale\na,b\n,,\nc,mine,\nd,,soon\ne,control,2024\n"))
    let problems = rows.map { row -> RowProblem? in
      if case .failure(let problem) = row.details { problem } else { nil }
    }
    #expect(
      problems == [
        .fieldCount(2, expected: 3), .noFile, .unknownBank("mine"),
        .date(column: "firstSale", .notADate("soon")), nil,
      ])
    #expect(rows.map(\.file) == ["a", "", "c", "d", "e"])
  }

  @Test func `a column without a name may stand where its cells are empty`() throws {
    // As a spreadsheet writes a table to whose right something once stood.
    let rows = try rows(manifest("file,title,, \na.png,Rose,,\nb.png,Lily,,x\nc.png,Iris\n"))
    #expect(try rows[0].details.get() == DesignDetails(title: "Rose"))
    #expect(throws: RowProblem.unnamedColumn("x")) { try rows[1].details.get() }
    #expect(throws: RowProblem.fieldCount(2, expected: 4)) { try rows[2].details.get() }
    #expect(throws: ManifestError.noFileColumn(found: ["", "title"])) { try manifest(",title\n") }
  }

  @Test func `the digest sees every byte once, whatever the encoding`() throws {
    let bytes = Array("file\n".utf8) + [UInt8](repeating: 0x61, count: 200_000) + [0x0A]
    var seen: [UInt8] = []
    _ = try Manifest(folder.write(bytes, to: "m.csv")) { seen += $0 }
    #expect(seen == bytes)
  }

  @Test(arguments: [
    ("a.png", "a.png"), ("=1+1.jpg", "'=1+1.jpg"), ("@a,b.png", "\"'@a,b.png\""),
    ("-dash.jpg", "'-dash.jpg"), ("a=b.png", "a=b.png"),
  ])
  func `no cell of the results is a formula`(file: String, cell: String) {
    let row = ImportRow(row: 2, file: file, status: .rejected, code: "inputNotFound")
    #expect(ResultsTable.line(row) == "2,\(cell),rejected,,,,inputNotFound,\n")
  }
}
