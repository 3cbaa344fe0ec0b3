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
