// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The constants of repeat analysis.
///
/// The defaults are what codes are made with; codes made with other values must not be mixed with
/// them.
public struct RepeatParameters: Hashable, Sendable {
  /// The long side of the picture in which the lattice is looked for, in pixels.
  public var analysisSide = 256
  /// The size of a cell at which its edges are best taken: the root of its area, in pixels.
  public var cellSide: Float = 128
  /// The farthest shift tried, as a part of the picture's width and height.
  public var farthestLag: Float = 0.66
  /// The shortest period looked for, in pixels of the analysed picture (`analysisSide`).
  public var shortestPeriod: Float = 8
  /// The normalised autocorrelation below which a shift is no candidate.
  public var weakestPeak: Float = 0.08
  /// The strength below which a lattice is not reported.
  public var weakestLattice: Float = 0.2
  /// By what part a vector may be longer than the shortest and still be tried as a basis vector by
  /// a query.
  public var basisTolerance: Float = 0.08
  /// How many hypotheses are reported at most.
  public var hypothesisLimit = 3

  /// Creates the default parameters.
  public init() {}
}
