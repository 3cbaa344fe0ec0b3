// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc
import MatchReporting

/// A bar with rate and time left on standard error, drawn only on a terminal.
struct ProgressBar {
  private let total: Int
  private let doneBefore: Int
  private let isShown: Bool
  private let begin = ContinuousClock.now
  private var lastDrawn: ContinuousClock.Instant?

  /// Prepares a bar.
  ///
  /// - Parameters:
  ///   - total: How many things there are to do.
  ///   - done: How many of them were done before, by somebody else.
  ///   - isQuiet: Whether the user wants none.
  init(total: Int, done: Int = 0, isQuiet: Bool) {
    self.total = total
    doneBefore = done
    isShown = !isQuiet && total > 1 && isatty(2) == 1
  }

  /// Draws the bar, at most ten times a second.
  ///
  /// - Parameter done: How many things are done.
  mutating func update(done: Int) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let lastDrawn, now - lastDrawn < .milliseconds(100), done < total { return }
    lastDrawn = now
    ProblemLog.write(
      raw: "\r\u{1B}[K"
        + ProgressBar.line(
          done: done, total: total, seconds: (now - begin) / .seconds(1), before: doneBefore)
    )
  }

  /// Takes the bar off the line, so that something else can be written there.
  mutating func clear() {
    guard isShown, lastDrawn != nil else { return }
    ProblemLog.write(raw: "\r\u{1B}[K")
    lastDrawn = nil
  }

  /// The bar as text.
  ///
  /// - Parameters:
  ///   - done: How many things are done.
  ///   - total: How many there are.
  ///   - seconds: How long it took.
  ///   - before: How many were done before that time began.
  /// - Returns: One line.
  static func line(done: Int, total: Int, seconds: Double, before: Int = 0) -> String {
    let width = 30
    let filled = done * width / max(1, total)
    let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
    var line = "\(bar)  \(grouped(done)) of \(grouped(total))"
    if done > before, seconds > 0 {
      let rate = Double(done - before) / seconds
      line += "  \(rate < 10 ? tenths(rate) : grouped(Int(rate.rounded()))) a second"
      if done < total { line += "  \(duration(Double(total - done) / rate)) left" }
    }
    return line
  }

  /// A duration as people say it: `42 s`, `3 min`, `2 h 05 min`.
  ///
  /// - Parameter seconds: The duration.
  /// - Returns: The text.
  static func duration(_ seconds: Double) -> String {
    if seconds < 10 { return tenths(seconds) + " s" }
    let whole = Int(seconds.rounded(.up))
    if whole < 100 { return "\(whole) s" }
    let minutes = (whole + 59) / 60
    if minutes < 100 { return "\(minutes) min" }
    return "\(minutes / 60) h \(minutes % 60 < 10 ? "0" : "")\(minutes % 60) min"
  }

  private static func tenths(_ number: Double) -> String {
    let tenths = Int((number * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}
