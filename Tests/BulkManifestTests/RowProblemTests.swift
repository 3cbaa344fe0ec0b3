// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import BulkManifest

@Suite struct RowProblemTests {
  @Test(arguments: [
    (
      1, 2,
      "the row has 1 field where the first row names 2; give the others as empty fields"
    ),
    (
      3, 4,
      "the row has 3 fields where the first row names 4; give the others as empty fields"
    ),
    (
      3, 2,
      "the row has 3 fields where the first row names 2; quote fields that hold a comma"
    ),
  ])
  func `what is said of a row's fields fits their number`(
    count: Int, expected: Int, text: String
  ) {
    #expect(RowProblem.fieldCount(count, expected: expected).description == text)
  }
}
