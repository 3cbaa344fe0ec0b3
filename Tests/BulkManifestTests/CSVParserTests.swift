// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing
import _TestSupport

@testable import BulkManifest

@Suite struct CSVParserTests {
  private func records(_ text: String, pieceSize: Int = .max) throws -> [CSVParser.Record] {
    var parser = CSVParser(separator: UInt8(ascii: ","))
    var found: [CSVParser.Record] = []
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      try parser.consume(Array(rest.prefix(pieceSize))) { found.append($0) }
      rest = rest.dropFirst(pieceSize)
    }
    try parser.finish { found.append($0) }
    return found
  }

  /// The examples of RFC 4180, section 2, and what spreadsheets write besides.
  @Test(arguments: [
    ("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    ("aaa,bbb,ccc\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    ("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
    (
      "\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx",
      [["aaa", "b\r\nbb", "ccc"], ["zzz", "yyy", "xxx"]]
    ),
    ("\"aaa\",\"b\"\"bb\",\"ccc\"", [["aaa", "b\"bb", "ccc"]]),
    ("a,b,\n,,\n", [["a", "b", ""], ["", "", ""]]), ("a\rb\rc", [["a"], ["b"], ["c"]]),
    ("5\" disc,x", [["5\" disc", "x"]]), ("\"\"\n", [[""]]), ("", []), ("\n\n", []),
    ("名,\"花,布\"", [["名", "花,布"]]),
  ]) func `tables are taken apart`(text: String, expected: [[String]]) throws {
    for pieceSize in [1, 2, 3, 7, 1000] {
      #expect(try records(text, pieceSize: pieceSize).map(\.fields) == expected)
    }
  }

  @Test func `rows are counted as a spreadsheet counts them`() throws {
    let found = try records("h\n\n\"two\nlines\"\nlast")
    #expect(found.map(\.row) == [1, 3, 4])
  }

  @Test func `what cannot be taken apart is told with its row`() {
    #expect(throws: ManifestError.openQuote(row: 2)) { try records("a\n\"b\nc\n") }
    #expect(throws: ManifestError.textAfterQuote(row: 3)) { try records("a\nb\n\"c\" d\n") }
    #expect(throws: ManifestError.notText(row: 2)) { try records("a\nb\u{0}") }
    #expect(throws: ManifestError.rowTooLong(row: 2, limit: CSVParser.rowLimit)) {
      try records("a\n" + String(repeating: "x", count: CSVParser.rowLimit + 1))
    }
  }

  @Test func `any fields survive being written and read`() throws {
    var random = SplitMix64(seed: 7)
    let letters: [Character] = ["a", ",", "\"", "\n", "花", " ", "\t", "é"]
    for _ in 0..<300 {
      let table = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<3).map { _ in
          String(
            (0..<Int.random(in: 0...5, using: &random)).map { _ in
              letters.randomElement(using: &random) ?? "x"
            })
        }
      }
      let text = table.map { row in
        row.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",")
      }.joined(separator: "\r\n")
      #expect(try records(text, pieceSize: 3).map(\.fields) == table)
    }
  }

  @Test func `the separator is what stands most often in the first row`() {
    #expect(CSVParser.separator(of: Array("a;b;c\n,,,,".utf8)) == UInt8(ascii: ";"))
    #expect(CSVParser.separator(of: Array("a\tb".utf8)) == UInt8(ascii: "\t"))
    #expect(CSVParser.separator(of: Array("\"a;;;b\",c".utf8)) == UInt8(ascii: ","))
    #expect(CSVParser.separator(of: []) == UInt8(ascii: ","))
  }
}
