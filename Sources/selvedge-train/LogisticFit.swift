// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import MatchCalibration

/// A picture that was looked up.
struct CalibrationQuery {
  var name: String
  var isStranger: Bool
  var isFitted: Bool
}

/// One pair of a query and a design, measured, with what it really is.
struct CalibrationPair {
  var query: String
  /// The design's file.
  var file: String
  var isCopy: Bool
  var isFitted: Bool
  /// Whether it shows a common pattern, whose ratio is capped.
  var isCommon: Bool
  var terms: [Double]

  /// What tells the pair from others.
  var name: String { "\(query):\(file)" }
}

/// Logistic regression with weights that are not negative: more evidence never lowers the ratio.
///
/// Copies and other pairs count half each; the offset then turns odds among proposed pairs into a likelihood ratio
/// over all pairs of a query and a registered design, of which those never proposed are counted as unlike.
struct LogisticFit {
  private(set) var offset = 0.0
  private(set) var weights: [Double] = []
  let summary: String

  /// Offset and weights as a calibration holds them.
  var weighting: Calibration.Weighting {
    Calibration.Weighting(offset: offset, weights: weights)
  }

  init(_ pairs: [CalibrationPair], designs: Int, queries: Int, penalty: Double = 0.1) {
    let copies = Double(pairs.count(where: \.isCopy))
    let others = Double(pairs.count) - copies
    summary = "\(Int(copies)) copies and \(Int(others)) other pairs of \(queries) queries fitted"
    let size = (pairs.first?.terms.count ?? 0) + 1
    var active = [Bool](repeating: true, count: size)
    var solution = [Double](repeating: 0, count: size)
    for _ in 0..<size {
      Self.newton(pairs, &solution, active, copies: copies, others: others, penalty: penalty)
      let negative = (1..<size).filter { active[$0] && solution[$0] < 0 }
      if negative.isEmpty { break }
      for index in negative {
        solution[index] = 0
        active[index] = false
      }
    }
    let toAllPairs = log(Double(queries * designs) / others)
    offset = (solution[0] + toAllPairs) / log(10)
    weights = solution.dropFirst().map { $0 / log(10) }
  }

  /// Newton's method on the penalised likelihood of the active terms; a step that does not lower the loss is halved.
  private static func newton(
    _ pairs: [CalibrationPair], _ solution: inout [Double], _ active: [Bool], copies: Double,
    others: Double, penalty: Double
  ) {
    let indices = active.indices.filter { active[$0] }
    let n = indices.count
    let rows = pairs.map { pair in indices.map { $0 == 0 ? 1 : pair.terms[$0 - 1] } }
    let shares = pairs.map { Double(pairs.count) * 0.5 / ($0.isCopy ? copies : others) }
    let penalties = indices.map { $0 == 0 ? 1e-6 : penalty }
    func sum(_ row: [Double], _ solution: [Double]) -> Double {
      zip(indices, row).reduce(0) { $0 + solution[$1.0] * $1.1 }
    }
    func loss(_ solution: [Double]) -> Double {
      var loss = 0.0
      for (place, pair) in pairs.enumerated() {
        let z = sum(rows[place], solution) * (pair.isCopy ? -1 : 1)
        loss += shares[place] * (z > 30 ? z : log(1 + exp(z)))
      }
      return zip(indices, penalties).reduce(loss) {
        $0 + $1.1 * solution[$1.0] * solution[$1.0] / 2
      }
    }
    var best = loss(solution)
    for _ in 0..<100 {
      var gradient = zip(indices, penalties).map { solution[$0] * ($0 == 0 ? 0 : $1) }
      var curvature = [[Double]](repeating: [Double](repeating: 0, count: n), count: n)
      for i in 0..<n { curvature[i][i] = penalties[i] }
      for (place, pair) in pairs.enumerated() {
        let row = rows[place]
        let p = 1 / (1 + exp(-sum(row, solution)))
        for i in 0..<n {
          gradient[i] += shares[place] * (p - (pair.isCopy ? 1 : 0)) * row[i]
          for j in 0..<n { curvature[i][j] += shares[place] * p * (1 - p) * row[i] * row[j] }
        }
      }
      let step = solved(curvature, gradient)
      var length = 1.0
      var next = solution
      repeat {
        next = solution
        for i in 0..<n { next[indices[i]] -= length * step[i] }
        length /= 2
      } while loss(next) > best && length > 1e-6
      guard loss(next) < best - 1e-9 else { break }
      solution = next
      best = loss(next)
    }
  }

  /// Solves a system of linear equations by elimination with row exchange.
  private static func solved(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var m = matrix
    var b = right
    let n = b.count
    for column in 0..<n {
      let pivot = (column..<n).max { abs(m[$0][column]) < abs(m[$1][column]) } ?? column
      m.swapAt(column, pivot)
      b.swapAt(column, pivot)
      guard m[column][column] != 0 else { continue }
      for row in 0..<n where row != column {
        let factor = m[row][column] / m[column][column]
        for k in column..<n { m[row][k] -= factor * m[column][k] }
        b[row] -= factor * b[column]
      }
    }
    return (0..<n).map { m[$0][$0] == 0 ? 0 : b[$0] / m[$0][$0] }
  }
}
