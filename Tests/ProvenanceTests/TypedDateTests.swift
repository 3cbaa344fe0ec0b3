// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing

@testable import Provenance

@Suite struct TypedDateTests {
  @Test func `a typed date is kind, date and note`() throws {
    let date = try TypedDate(submitted: "first-publication = 2024-03-05 ; catalogue; page 12")
    #expect(date.kind == .firstPublication)
    #expect(date.date.text == "2024-03-05")
    #expect(date.note == "catalogue; page 12")
    #expect(date.description == "firstPublication=2024-03-05;catalogue; page 12")
    #expect(try TypedDate(submitted: "2024", defaultKind: .claimedCreation).note == nil)
    #expect(try TypedDate(submitted: "首次销售=2023年5月").kind == .firstSale)
    // As a Chinese keyboard writes it; a note stays as it is.
    let wide = try TypedDate(submitted: "首次发表＝２０２４－０３－０５；图录，第１２页")
    #expect(wide.description == "firstPublication=2024-03-05;图录，第１２页")
    // What it was called before is still read.
    for name in ["主张的创作", "主张的创作日期", "自称创作"] {
      #expect(try TypedDate(submitted: "\(name)=2024").kind == .claimedCreation)
    }
    #expect(
      try TypedDate.list(submitted: "firstSale=2024 |\n crawled=2024-06;page | ").map(\.kind)
        == [.firstSale, .crawled])
  }

  @Test func `what is wrong with a typed date is told`() {
    #expect(throws: DateTextError.noKind("2024")) { try TypedDate(submitted: "2024") }
    #expect(throws: DateTextError.unknownKind("made")) { try TypedDate(submitted: "made=2024") }
    #expect(throws: DateTextError.notADate("soon")) { try TypedDate(submitted: "firstSale=soon") }
    #expect(throws: DateTextError.notSubmittable(.depositedHere)) {
      try TypedDate(submitted: "depositedHere=2024")
    }
    #expect(DateTextError.unknownKind("made").description.contains("firstSale, crawled"))
  }

  @Test func `JSON carries precision and rank, and comes back the same`() throws {
    let date = try TypedDate(submitted: "registration=2024-03;certificate 7")
    let data = try JSONEncoder().encode(date)
    let fields = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect(fields["precision"] as? String == "month")
    #expect(fields["rank"] as? Int == 5)
    #expect(try JSONDecoder().decode(TypedDate.self, from: data) == date)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(TypedDate.self, from: Data(#"{"kind":"crawled","date":"x"}"#.utf8))
    }
  }

  @Test func `the kinds are declared from the hardest to the softest`() {
    #expect(DateKind.allCases.map(\.rank) == Array((1...8).reversed()))
    #expect(DateKind.allCases.allSatisfy { DateKind(written: $0.rawValue.uppercased()) == $0 })
  }

  @Test func `names are compared without case, blanks and width`() {
    #expect(HolderName.share(["Lin  Mill（Shaoxing）"], ["x", "lin mill(shaoxing)"]))
    #expect(HolderName.share(["绍兴 花布　厂"], ["绍兴花布厂"]))
    #expect(!HolderName.share(["Lin Mill"], ["Lin Mills"]))
    #expect(!HolderName.share([], ["a"]))
  }

  @Test func `what the registry verifies itself nobody can claim`() {
    for text in ["trustedTimestamp=1999-01-01", "depositedHere=1999-01-01"] {
      #expect(throws: DateTextError.self) { try TypedDate(submitted: text) }
    }
  }
}
