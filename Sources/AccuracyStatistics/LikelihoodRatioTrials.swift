// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// Likelihood ratios that a system gave where the truth is known.
public struct LikelihoodRatioTrials: Sendable {
  /// Base-10 logarithms for copies, held against their own design.
  public let copies: [Double]
  /// Base-10 logarithms for strangers, held against what looks most like them.
  public let strangers: [Double]

  /// Takes the ratios.
  ///
  /// - Parameters:
  ///   - copies: Base-10 logarithms for copies.
  ///   - strangers: Base-10 logarithms for strangers.
  public init(copies: [Double], strangers: [Double]) {
    self.copies = copies
    self.strangers = strangers
  }

  /// The cost of the ratios in bits, Cllr: 0 is perfect, 1 is what a system gets that says nothing.
  ///
  /// > Source: N. Brümmer and J. du Preez, "Application-independent evaluation of speaker
  /// > detection", Computer Speech and Language 20 (2006), 230-275; equation for C_llr.
  ///
  /// `nil` when there are no copies or no strangers.
  public var cost: Double? {
    guard !copies.isEmpty, !strangers.isEmpty else { return nil }
    let copyCost = copies.reduce(0) { $0 + Self.bits(-$1) } / Double(copies.count)
    let strangerCost = strangers.reduce(0) { $0 + Self.bits($1) } / Double(strangers.count)
    return (copyCost + strangerCost) / 2
  }

  /// A point of the Tippett plot: how many copies and strangers have a ratio above a limit.
  ///
  /// - Parameter limit: Base-10 logarithm; not included.
  /// - Returns: Copies and strangers above it.
  public func above(_ limit: Double) -> (copies: Proportion, strangers: Proportion) {
    (
      Proportion(copies.count { $0 > limit }, of: copies.count),
      Proportion(strangers.count { $0 > limit }, of: strangers.count)
    )
  }

  /// log2(1 + 10^x) without overflow.
  private static func bits(_ log10Ratio: Double) -> Double {
    let natural = log10Ratio * 2.302585092994046
    let soft = natural > 0 ? natural + log1p(exp(-natural)) : log1p(exp(natural))
    return soft / 0.6931471805599453
  }
}
