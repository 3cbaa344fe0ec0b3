// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
import ImageBuffers

/// Looks for the lattice of a repeating pattern in the autocorrelation of its edges.
///
/// Steps: flatten the plane; autocorrelate; take the strongest local maxima; let the blocks of the
/// picture vote on each, so that a border or an overlay cannot carry a shift alone; try every pair
/// of shifts as a basis; score a basis by the autocorrelation at all its lattice points; keep the
/// hypotheses that explain the picture with the smallest cell and with the best score; refine them
/// by least squares over far lattice points.
struct LatticeFinder {
  let tables: [Int: FourierTables]

  /// Finds lattices in a plane.
  ///
  /// - Parameter plane: Edges, long side at most `analysisSide`.
  /// - Returns: Hypotheses in pixels of the plane, the most likely primitive cell first.
  func lattices(in plane: FloatPlane) -> [Lattice] {
    guard plane.size.shortSide >= 32 else { return [] }
    let flat = EdgeScales.flattened(plane, radius: max(8, plane.size.shortSide / 6))
    let correlation = Autocorrelation(
      of: flat, farthestLag: RepeatParameters.farthestLag, tables: tables)
    let candidates = votedShifts(in: flat, correlation: correlation)
    let ranked = rankedBases(of: candidates, correlation: correlation)
    return hypotheses(among: ranked).map { refined($0, correlation: correlation) }
  }

  /// A shift and the share of the picture's blocks that it explains.
  struct Shift {
    let vector: SIMD2<Float>
    let strength: Float

    /// The strength in steps of a twentieth, then the shortness.
    var rank: Float {
      (strength * 20).rounded() - dot(vector, vector).squareRoot() / 4096
    }
  }

  /// The autocorrelation's peaks with what the median block of the picture says to each.
  private func votedShifts(in flat: FloatPlane, correlation: Autocorrelation) -> [Shift] {
    let peaks = correlation.peaks(
      radius: 3, fartherThan: RepeatParameters.shortestPeriod,
      atLeast: RepeatParameters.weakestPeak,
      limit: 64)
    let (columns, rows) = (4, 4)
    var votes = [Float](repeating: 0, count: columns * rows)
    var weights = votes
    return peaks.compactMap { peak in
      ck_block_correlation(
        flat.samples, flat.size.width, flat.size.height, Int32(peak.x), Int32(peak.y), columns,
        rows, &votes, &weights)
      let floor = weights.reduce(0, +) / Float(weights.count) * 0.2
      let counted = zip(votes, weights).filter { $0.1 >= floor }.map(\.0).sorted()
      guard !counted.isEmpty else { return nil }
      let median = counted[counted.count / 2]
      guard median >= RepeatParameters.weakestPeak,
        let summit = correlation.summit(near: SIMD2(Float(peak.x), Float(peak.y)), reach: 0)
      else { return nil }
      return Shift(vector: summit.place, strength: median)
    }
  }

  /// Every lattice that two of the shifts span, with its score, the smallest cell first.
  private func rankedBases(
    of shifts: [Shift], correlation: Autocorrelation
  ) -> [Lattice] {
    // In an exact repeat all lattice points are equally strong; then the short ones come first.
    let strongest = shifts.sorted { $0.rank > $1.rank }.prefix(14)
    var found: [Lattice] = []
    for (place, one) in strongest.enumerated() {
      for two in strongest.dropFirst(place + 1) {
        let sine =
          cross(one.vector, two.vector)
          / (dot(one.vector, one.vector) * dot(two.vector, two.vector)).squareRoot()
        guard abs(sine) > 0.2 else { continue }
        let basis = Lattice(
          first: one.vector, second: two.vector, strength: 0)
        guard dot(basis.first, basis.first).squareRoot() >= RepeatParameters.shortestPeriod,
          !found.contains(where: { $0.isSame(as: basis, tolerance: 0.08) })
        else { continue }
        let score = score(of: basis, correlation: correlation)
        guard score >= RepeatParameters.weakestLattice else { continue }
        found.append(
          Lattice(
            first: basis.first, second: basis.second, strength: min(1, score)))
      }
    }
    return found.sorted { $0.cellArea < $1.cellArea }
  }

  /// The mean autocorrelation at the lattice points in range, near ones first in weight.
  private func score(of basis: Lattice, correlation: Autocorrelation) -> Float {
    var sum: Float = 0
    var weight: Float = 0
    for (a, b) in LatticeFinder.halfPlane(reach: 2) {
      let point = Float(a) * basis.first + Float(b) * basis.second
      guard let summit = correlation.summit(near: point, reach: 1) else { continue }
      let share = 1 / Float(a * a + b * b)
      sum += share * summit.value
      weight += share
    }
    return weight > 0 ? sum / weight : 0
  }

  /// Chooses what to report from lattices sorted by area.
  private func hypotheses(among ranked: [Lattice]) -> [Lattice] {
    guard let best = ranked.max(by: { $0.strength < $1.strength }) else { return [] }
    var chosen: [Lattice] = []
    for share: Float in [0.8, 0.95, 0.6] {
      guard let next = ranked.first(where: { $0.strength >= share * best.strength }) else {
        continue
      }
      if !chosen.contains(where: { $0.isSame(as: next, tolerance: 0.08) }) { chosen.append(next) }
    }
    return Array(chosen.prefix(RepeatParameters.hypothesisLimit))
  }

  /// Fits the basis to the summits of the autocorrelation near its lattice points, from near to
  /// far.
  private func refined(
    _ lattice: Lattice, correlation: Autocorrelation
  ) -> Lattice {
    var (first, second) = (lattice.first, lattice.second)
    for reach in [1, 2, 4] {
      var (aa, ab, bb): (Float, Float, Float) = (0, 0, 0)
      var (ap, bp) = (SIMD2<Float>(0, 0), SIMD2<Float>(0, 0))
      for (a, b) in LatticeFinder.halfPlane(reach: reach) {
        let (fa, fb) = (Float(a), Float(b))
        let point = fa * first + fb * second
        guard let summit = correlation.summit(near: point, reach: 2),
          summit.value > 0.5 * lattice.strength
        else { continue }
        let weight = summit.value
        aa += weight * fa * fa
        ab += weight * fa * fb
        bb += weight * fb * fb
        ap += weight * fa * summit.place
        bp += weight * fb * summit.place
      }
      let determinant = aa * bb - ab * ab
      guard determinant > 1e-3 * aa * bb else { continue }
      first = (bb * ap - ab * bp) / determinant
      second = (aa * bp - ab * ap) / determinant
    }
    return Lattice(
      first: first, second: second, strength: lattice.strength)
  }

  /// Half of the whole-number points within `reach`, without zero: the other half is their
  /// negatives.
  static func halfPlane(reach: Int) -> [(Int, Int)] {
    var points: [(Int, Int)] = []
    for b in 0...reach {
      for a in (b == 0 ? 1 : -reach)...reach { points.append((a, b)) }
    }
    return points
  }
}
