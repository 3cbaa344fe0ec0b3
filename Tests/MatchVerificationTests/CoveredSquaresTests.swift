// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct CoveredSquaresTests {
  private static let size = ImageSize(width: 160, height: 160)

  /// How well a picture agrees with a design, laid upon it as it is.
  private func agreement(_ query: PixelBuffer, _ design: PixelBuffer) -> DenseAgreement {
    let (query, design) = (VerifiedPicture(query), VerifiedPicture(design))
    let identity = PlaneMap(wholeOf: Self.size, onto: Self.size, quarterTurns: 0)
    return DenseAgreement(
      alignment: PairVerifier().alignment(along: identity, query.query, design.design),
      query: query.query, design: design.design, edges: query.stack, isMirrored: false,
      thumbnail: design.thumbnail)
  }

  /// An agreement whose squares are given, one character each: nothing, flat, faint, or a correlation in tenths.
  private func agreement(_ rows: [String]) -> DenseAgreement {
    var agreement = agreement(
      PixelBuffer(size: Self.size, red: 9, green: 9, blue: 9),
      PixelBuffer(size: Self.size, red: 9, green: 9, blue: 9))
    agreement.columns = rows[0].count
    let squares = rows.joined().map { square -> (UInt8, Float) in
      switch square {
      case ".": (0, 0)
      case "-": (1, 0)
      case "~": (2, 0)
      default: (square >= "5" ? 3 : 2, Float(String(square)).map { $0 / 10 } ?? 0)
      }
    }
    agreement.squares = squares.map(\.0)
    agreement.correlations = squares.map(\.1)
    agreement.isFaint = rows.joined().map { $0 == "~" }
    return agreement
  }

  private func text(_ squares: CoveredSquares) -> [String] {
    let all = squares.isFound.indices.map {
      squares.isDifferent[$0] ? "x" : squares.isFound[$0] ? "=" : "."
    }
    return stride(from: 0, to: all.count, by: squares.columns).map {
      all[$0..<$0 + squares.columns].joined()
    }
  }

  @Test func `a hole is told from squares that agree less by chance`() {
    let seen = agreement([
      "98989898",
      "84989889",
      "98111198",
      "89111189",
      "98111198",
      "89111189",
      "98989498",
    ])
    #expect(
      text(CoveredSquares(seen, rule: .byNeighbourhood)) == [
        "========",
        "========",
        "==xxxx==",
        "==xxxx==",
        "==xxxx==",
        "==xxxx==",
        "========",
      ])
    // One by one, what is below a half is not found, wherever it lies, and nothing is said to differ.
    #expect(
      text(CoveredSquares(seen, rule: .bySquare)) == [
        "========",
        "=.======",
        "==....==",
        "==....==",
        "==....==",
        "==....==",
        "=====.==",
      ])
  }

  @Test func `a copy that agrees a little everywhere is found everywhere`() {
    let seen = agreement(["434343", "343434", "435343", "343434"])
    #expect(!CoveredSquares(seen, rule: .byNeighbourhood).isFound.contains(false))
    #expect(CoveredSquares(seen, rule: .bySquare).isFound.count { $0 } == 1)
  }

  @Test func `ground goes with what stands on it`() {
    #expect(
      text(
        CoveredSquares(
          agreement(["9999---", "9999---", ".......", "1111---", "1111---"]),
          rule: .byNeighbourhood)) == ["=======", "=======", ".......", "xxxx...", "xxxx..."])
  }

  // The levels of a design hide what is faint, so a copy of it may seem to have edges where it has none.
  @Test func `faint edges on flat ground are ground`() {
    #expect(
      text(CoveredSquares(agreement(["99~~~~", "99~~~~", "99----"]), rule: .byNeighbourhood))
        == ["======", "======", "======"])
  }

  @Test func `where nothing agrees all around, squares are judged one by one`() {
    let seen = agreement(["1121", "1611", "1112"])
    #expect(
      text(CoveredSquares(seen, rule: .byNeighbourhood)) == ["....", ".=..", "...."])
    let none = agreement(["...", "..."])
    #expect(!CoveredSquares(none, rule: .byNeighbourhood).isFound.contains(true))
  }

  @Test func `another drawing laid into a picture is seen where it lies, and nowhere else`() {
    let design = DrawnPicture.shapes(seed: 61, size: Self.size)
    let other = DrawnPicture.shapes(seed: 62, size: Self.size)
    var laid = design
    for y in 50..<120 { for x in 40..<110 { laid[x, y] = other[x, y] } }
    let squares = CoveredSquares(agreement(laid, design), rule: .byNeighbourhood)
    let (columns, rows) = (squares.columns, squares.isFound.count / squares.columns)
    var (inside, outside) = (0, 0)
    for place in squares.isDifferent.indices where squares.isDifferent[place] {
      let x = (Double(place % columns) + 0.5) * 160 / Double(columns)
      let y = (Double(place / columns) + 0.5) * 160 / Double(rows)
      // Edges reach into the squares beside them: a square of 10 pixels more on each side.
      if (30...120).contains(x) && (40...130).contains(y) { inside += 1 } else { outside += 1 }
    }
    // 70 x 70 of 160 x 160 pixels, of which at least half is told.
    #expect(Double(inside) >= 0.5 * 70 * 70 / 25_600 * Double(columns * rows))
    #expect(outside == 0)
    let itself = CoveredSquares(agreement(design, design), rule: .byNeighbourhood)
    #expect(!itself.isDifferent.contains(true))
  }
}
