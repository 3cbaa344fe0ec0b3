// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct AgreeingPartTests {
  private static let size = ImageSize(width: 160, height: 160)
  private static let compared: DenseAgreement = {
    let picture = VerifiedPicture(DrawnPicture.shapes(seed: 61, size: size))
    let identity = PlaneMap(wholeOf: size, onto: size, quarterTurns: 0)
    return DenseAgreement(
      alignment: PairVerifier().alignment(along: identity, picture.query, picture.design),
      query: picture.query, design: picture.design, edges: picture.stack, isMirrored: false,
      thumbnail: picture.thumbnail)
  }()

  /// An agreement whose squares are given, one character each.
  private func agreement(_ rows: [String]) -> DenseAgreement {
    var agreement = Self.compared
    agreement.columns = rows[0].count
    agreement.squares = rows.joined().map { $0 == "=" ? 3 : $0 == "x" ? 2 : $0 == "-" ? 1 : 0 }
    return agreement
  }

  @Test func `the part is where squares agree`() throws {
    let found = try #require(
      AgreeingPart(
        of: agreement([
          "xx.xxxx",
          "=x===-x",
          "xx=x==x",
          "xx===x=",
          ".xxxx-x",
        ])))
    #expect(found.columns == 2..<5 && found.rows == 1..<4)
    // Eight agree and one differs.
    #expect(found.surplus == 6 && found.squareCount == 9)
  }

  @Test func `all of what agrees everywhere, nothing of what agrees nowhere`() throws {
    let whole = try #require(AgreeingPart(of: agreement(["===", "==="])))
    #expect(whole.squareCount == 6 && whole.surplus == 6)
    #expect(AgreeingPart(of: agreement(["xx", ".-"])) == nil)
    var empty = Self.compared
    (empty.columns, empty.squares) = (0, [])
    #expect(AgreeingPart(of: empty) == nil)
  }

  @Test func `no rectangle has a larger surplus`() throws {
    var random = SplitMix64(seed: 8)
    for _ in 0..<200 {
      let (columns, rows) = (
        Int.random(in: 1...7, using: &random), Int.random(in: 1...6, using: &random)
      )
      var given = Self.compared
      given.columns = columns
      given.squares = (0..<columns * rows).map { _ in UInt8.random(in: 0...3, using: &random) }
      func surplus(_ within: (columns: Range<Int>, rows: Range<Int>)) -> Int {
        within.rows.reduce(0) { sum, row in
          within.columns.reduce(sum) {
            let square = given.squares[row * columns + $1]
            return $0 + (square == 3 ? 1 : square == 2 ? -AgreeingPart.differing : 0)
          }
        }
      }
      var most = 0
      for top in 0..<rows {
        for bottom in top..<rows {
          for left in 0..<columns {
            for right in left..<columns {
              most = max(most, surplus((left..<right + 1, top..<bottom + 1)))
            }
          }
        }
      }
      guard let found = AgreeingPart(of: given) else {
        #expect(most == 0)
        continue
      }
      #expect(found.surplus == most)
      #expect(surplus((found.columns, found.rows)) == most)
    }
  }
}
