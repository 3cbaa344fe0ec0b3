// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import ImageBuffers

/// Finds the lattice of a repeating pattern and codes its cell.
///
///     let analyzer = RepeatAnalyzer.shared
///     let scales = EdgeScales(planes: maps)  // colour edges of the picture at EdgeScales.longSides
///     let registered = analyzer.designCodes(of: scales)
///     let asked = analyzer.queryCodes(of: scales)
///
/// A design is stored with the codes of what it shows and of what it would look like printed; a
/// query asks with what it shows, and with the whole picture as a cell, which finds a repeat unit
/// that was cut elsewhere.
///
/// - Determinism: same planes, same codes, on every machine and thread count.
public struct RepeatAnalyzer: Sendable {
  /// The analyzer: its tables of the transforms are made once.
  public static let shared = RepeatAnalyzer()

  private let tables: [Int: FourierTables]
  private let cellTables = FourierTables(length: CellSampler.side)

  private init() {
    var tables: [Int: FourierTables] = [:]
    var length = 32
    while length <= 2 * FourierTables.length(atLeast: RepeatParameters.analysisSide) {
      tables[length] = FourierTables(length: length)
      length *= 2
    }
    self.tables = tables
  }

  /// The lattices of a picture in which a repeat is visible.
  ///
  /// - Parameter scales: Edge maps of the picture.
  /// - Returns: At most `hypothesisLimit` hypotheses in pixels of the finest map, the likeliest
  ///   primitive cell first; none when nothing repeats.
  /// - Complexity: O(n log n) for the pixels of the analysed map.
  public func lattices(of scales: EdgeScales) -> [Lattice] {
    let plane = scales.plane(longSide: RepeatParameters.analysisSide)
    let scale = SIMD2(
      Float(scales.size.width) / Float(plane.size.width),
      Float(scales.size.height) / Float(plane.size.height))
    return LatticeFinder(tables: tables).lattices(in: plane).map {
      Lattice(
        first: $0.first * scale, second: $0.second * scale, strength: $0.strength)
    }
  }

  /// The lattice of a picture that is itself a repeat unit, printed in one of the ways of the
  /// trade.
  ///
  /// - Parameters:
  ///   - tiling: How the units are laid; `visible` counts as `straight`.
  ///   - size: The picture's size in pixels.
  /// - Returns: The lattice, with strength 0 as nothing was measured.
  public func layout(_ tiling: Tiling, of size: ImageSize) -> Lattice {
    let (w, h) = (Float(size.width), Float(size.height))
    let (first, second): (SIMD2<Float>, SIMD2<Float>) =
      switch tiling {
      case .visible, .straight: (SIMD2(w, 0), SIMD2(0, h))
      case .halfDrop: (SIMD2(w, h / 2), SIMD2(0, h))
      case .brick: (SIMD2(w, 0), SIMD2(w / 2, h))
      case .mirrored: (SIMD2(2 * w, 0), SIMD2(0, 2 * h))
      }
    return Lattice(
      first: first, second: second, strength: 0, tiling: tiling == .visible ? .straight : tiling)
  }

  /// The code of a lattice's cell.
  ///
  /// - Parameters:
  ///   - scales: Edge maps of the picture.
  ///   - lattice: A lattice in pixels of the finest map.
  /// - Returns: The code.
  public func torusCode(of scales: EdgeScales, lattice: Lattice) -> TorusCode {
    let cell = power(of: scales, lattice: lattice)
    let contrast = SpectralContrast.values(of: cell.power, variance: cell.variance)
    return TorusCode(
      spectrum: contrast.map { Int8(($0 * 32).rounded()) },
      lengthRatio: UInt8(min(255, (lattice.lengthRatio * 255).rounded())),
      angleCosine: UInt8(min(255, max(0, (lattice.angleCosine * 510).rounded()))),
      strength: UInt8(min(255, max(0, (lattice.strength * 255).rounded()))),
      tiling: lattice.tiling,
      distinctiveness: UInt8(min(255, TorusCode.independentValues(of: contrast).rounded())))
  }

  /// The codes to store for a design.
  ///
  /// They are those of each visible lattice, and of the whole picture as a repeat unit laid in each
  /// way. Common codes are left out.
  ///
  /// - Parameter scales: Edge maps of the design.
  /// - Returns: At most `hypothesisLimit` + 4 codes.
  public func designCodes(of scales: EdgeScales) -> [TorusCode] {
    let layouts = [Tiling.straight, .halfDrop, .brick, .mirrored]
    let all = lattices(of: scales) + layouts.map { layout($0, of: scales.size) }
    return all.map { torusCode(of: scales, lattice: $0) }.filter { !$0.isCommon }
  }

  /// The codes to ask with.
  ///
  /// They are those of each visible lattice with the other bases it may have, and of the whole
  /// picture as one cell. Common codes are left out; ask with the ``TorusCode/queryVariants`` of
  /// each.
  ///
  /// - Parameter scales: Edge maps of the picture in question.
  /// - Returns: A few codes.
  public func queryCodes(of scales: EdgeScales) -> [TorusCode] {
    let visible = lattices(of: scales).flatMap {
      [$0] + $0.alternatives(tolerance: RepeatParameters.basisTolerance)
    }
    return (visible + [layout(.straight, of: scales.size)])
      .map { torusCode(of: scales, lattice: $0) }.filter { !$0.isCommon }
  }

  /// The power of a cell at the frequencies of a code, and its variance.
  private func power(
    of scales: EdgeScales, lattice: Lattice
  ) -> (power: [Float], variance: Float) {
    let cell = CellSampler(scales: scales).cell(of: lattice)
    let side = CellSampler.side
    let reach = TorusFrequencies.reach
    var power = [Float](repeating: 0, count: TorusFrequencies.count)
    var scratch = [Float](repeating: 0, count: 2 * side * (reach + 1))
    let variance = ck_low_power(
      cell, side, reach, cellTables.real, cellTables.imaginary, &scratch, &power)
    return (power, variance)
  }
}
