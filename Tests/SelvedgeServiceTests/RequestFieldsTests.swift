// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Testing

@testable import SelvedgeService

@Suite struct RequestFieldsTests {
  private static let names: Set<String> = ["title", "limit", "keep"]

  @Test func `A query gives its fields`() throws {
    let fields = try RequestFields(
      query: "title=%20Indigo+check%0A&limit=7&keep=false", allowedNames: Self.names)
    #expect(fields["title"] == "Indigo check")
    #expect(try fields.integer("limit", in: 1...10) == 7)
    #expect(try fields.flag("keep") == false)
  }

  /// A browser counts a line break of a text field as one character and sends it as CR LF (HTML, section 4.10.21.8).
  @Test func `Line breaks of a form are one character, those of JSON are as they come`() throws {
    let sent = try RequestFields(
      query: "title=a%0D%0Ab%0Dc%0Ad%0D%0A%0D%0Ae%0D%0D", allowedNames: Self.names)
    #expect(sent.value("title") == "a\nb\nc\nd\n\ne\n\n")
    let longest = String(repeating: "x\r\n", count: RequestFields.valueLengthLimit / 2)
    var fields = try RequestFields(query: nil, allowedNames: Self.names)
    try fields.set("title", to: longest)
    #expect(fields.value("title")?.unicodeScalars.count == RequestFields.valueLengthLimit)
    #expect(throws: Problem.self) { try fields.set("keep", to: longest + "y") }
    try fields.setMember("limit", to: "a\r\nb")
    #expect(fields.value("limit") == "a\r\nb")
    let encoded = PercentEncoding.encoded(longest)
    #expect(throws: Never.self) {
      try RequestFields(query: "title=\(encoded)", allowedNames: Self.names)
    }
  }

  @Test func `What is absent or blank has no value`() throws {
    let fields = try RequestFields(query: "title=++", allowedNames: Self.names)
    #expect(fields["title"] == nil)
    #expect(try fields.integer("limit", in: 1...10) == nil)
    #expect(try fields.flag("keep") == nil)
    #expect(try RequestFields(query: nil, allowedNames: [])["title"] == nil)
  }

  @Test(arguments: [
    ("tilte=x", "There is no field \"tilte\" here; there is: keep, limit, title."),
    ("title=a&title=b", "The field \"title\" is given more than once."),
    ("title=%0", "The query has a broken percent escape."),
    ("title=%00", "The field \"title\" holds control characters."),
    (
      "title=" + String(repeating: "x", count: 2001),
      "The field \"title\" is longer than 2000 characters."
    ),
  ])
  func `A query that makes no sense is refused in words`(query: String, detail: String) {
    let problem = #expect(throws: Problem.self) {
      try RequestFields(query: query, allowedNames: Self.names)
    }
    #expect(problem?.kind == .catalogue(.invalidRequest))
    #expect(problem?.detail == detail)
  }

  @Test(arguments: ["0", "11", "x", "", "+5", "1.0", " 1", "99999999999999999999"])
  func `Numbers are whole and in their range`(text: String) throws {
    let fields = try RequestFields(
      query: "limit=\(PercentEncoding.encoded(text))", allowedNames: Self.names)
    #expect(throws: Problem.self) { try fields.integer("limit", in: 1...10) }
  }

  @Test(arguments: ["yes", "1", "TRUE", ""])
  func `Flags are true or false`(text: String) throws {
    let fields = try RequestFields(query: "keep=\(text)", allowedNames: Self.names)
    #expect(throws: Problem.self) { try fields.flag("keep") }
  }
}
