// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import MatchCalibration

/// How a calibration does on pairs it was not fitted to.
struct CalibrationReport {
  let text: String

  /// Cllr is in bits: 0 for perfect ratios, 1 for ratios that say nothing (Brummer and du Preez 2006).
  ///
  /// - Parameters:
  ///   - calibration: What to report on.
  ///   - queries: What was looked up, also where nothing was proposed.
  ///   - pairs: Pairs with the terms of the first look.
  ///   - closer: Those that were looked at again, with the terms of the closer look.
  ///   - designs: How many designs each query was compared with.
  init(
    _ calibration: Calibration, queries: [CalibrationQuery], pairs: [CalibrationPair],
    closer: [CalibrationPair], designs: Int
  ) {
    var again: [String: CalibrationPair] = [:]
    for pair in closer { again[pair.name] = pair }
    var best: [String: (copy: Double, other: Double, isStranger: Bool)] = [:]
    for query in queries { best[query.name] = (-6, -6, query.isStranger) }
    var copies: [Double] = []
    var others: [Double] = []
    for pair in pairs {
      var (offset, weights) = (calibration.offset, calibration.weights)
      if again[pair.name] != nil {
        (offset, weights) = (calibration.closer.offset, calibration.closer.weights)
      }
      let last = again[pair.name] ?? pair
      let ratio = zip(weights, last.terms).reduce(offset) { $0 + $1.0 * $1.1 }
      let value = min(last.isCommon ? calibration.commonLimit : 20, max(-6, ratio))
      guard var entry = best[pair.query] else { continue }
      if pair.isCopy {
        entry.copy = max(entry.copy, value)
        copies.append(value)
      } else {
        entry.other = max(entry.other, value)
        others.append(value)
      }
      best[pair.query] = entry
    }
    let asked = best.values.filter { !$0.isStranger }
    let strangers = best.values.filter(\.isStranger)
    // Pairs that no index proposed have the least ratio.
    let silent = max(0, best.count * designs - copies.count - others.count)
    func bits(_ odds: Double) -> Double { log2(1 + odds) }
    let missed = asked.count - copies.count
    let copyLoss =
      (copies.reduce(0) { $0 + bits(pow(10, -$1)) } + Double(missed) * bits(pow(10, 6)))
      / Double(max(1, asked.count))
    let otherLoss =
      (others.reduce(0) { $0 + bits(pow(10, $1)) } + Double(silent) * bits(pow(10, -6)))
      / Double(max(1, others.count + silent))
    var lines = [
      "reported on \(asked.count) copies and \(strangers.count) strangers that were not fitted",
      "Cllr \(String(format: "%.4f", (copyLoss + otherLoss) / 2)) bits "
        + "(copies \(String(format: "%.4f", copyLoss)), others \(String(format: "%.6f", otherLoss)))",
      "terms: "
        + zip(MatchObservation.termNames, calibration.weights).map {
          "\($0) \(String(format: "%.2f", $1))"
        }.joined(separator: ", "),
      "terms of a closer look: "
        + zip(MatchObservation.closerTermNames, calibration.closer.weights).map {
          "\($0) \(String(format: "%.2f", $1))"
        }.joined(separator: ", "),
      "log10 LR at least   copies found   strangers accused   copies with a wrong design",
    ]
    for step in 0...10 {
      let least = 2 + Double(step) * 0.5
      lines.append(
        String(
          format: "%17.1f   %12.4f   %17d   %26d", least,
          Double(asked.count { $0.copy >= least }) / Double(max(1, asked.count)),
          strangers.count { $0.other >= least }, asked.count { $0.other >= least }))
    }
    text = lines.joined(separator: "\n")
  }
}
