// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The constants of repeat analysis.
///
/// Codes are made with them; codes made with other values must not be mixed with those.
public enum RepeatParameters {
  /// The long side of the picture in which the lattice is looked for, in pixels.
  public static let analysisSide = 256
  /// The size of a cell at which its edges are best taken: the root of its area, in pixels.
  static let cellSide: Float = 128
  /// The farthest shift tried, as a part of the picture's width and height.
  static let farthestLag: Float = 0.66
  /// The shortest period looked for, in pixels of the analysed picture (`analysisSide`).
  static let shortestPeriod: Float = 8
  /// The normalised autocorrelation below which a shift is no candidate.
  static let weakestPeak: Float = 0.08
  /// The strength below which a lattice is not reported.
  static let weakestLattice: Float = 0.2
  /// By what part a vector may be longer than the shortest and still be tried as a basis vector by
  /// a query.
  static let basisTolerance: Float = 0.08
  /// How many hypotheses are reported at most.
  static let hypothesisLimit = 3
}
