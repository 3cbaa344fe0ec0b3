// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import MatchReporting

/// The way out for `selvedge verify` when it is about a review.
enum RerunOutput {
  /// The report that a file holds, if it holds one.
  ///
  /// - Parameter path: The file.
  /// - Returns: The report; `nil` when the file is something else, or not there.
  static func report(in path: String) -> ReviewReport? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let text = String(decoding: data, as: UTF8.self)
    if let report = try? JSONText.decode(ReviewReport.self, from: text) { return report }
    let list = try? JSONText.decode([ReviewReport].self, from: text)
    return list?.count == 1 ? list?.first : nil
  }

  /// Whether a word names a review of the registry: a number, or an id of 32 digits.
  static func isName(_ word: String) -> Bool {
    !FileManager.default.fileExists(atPath: word)
      && (Int(word) != nil && word.count < 20
        || word.utf8.count == 32 && word.allSatisfy(\.isHexDigit))
  }

  /// Runs a review again and writes what came of it.
  ///
  /// - Parameters:
  ///   - name: The review's number or its id.
  ///   - given: The report as somebody has it.
  ///   - desk: The registry.
  ///   - threads: How many threads decode.
  ///   - output: How it is written.
  /// - Throws: `SelvedgeError`; `ExitCode` with 65 when the report does not hold.
  static func run(
    _ name: String, given: ReviewReport?, desk: ReviewDesk, threads: Int, output: OutputOptions
  ) throws {
    let rerun = try desk.rerun(name, given: given, threads: threads)
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(rerun) { _ in
      let lines =
        rerun.holds
        ? ["The review holds: run again, it gives the same report, byte for byte."]
        : ["The review does not hold:"] + rerun.differences.map { "  " + $0 }
      return printableLines(
        lines + [
          "review    \(rerun.review ?? name)",
          "compared  \(grouped(rerun.compared, "design")) as of log size \(grouped(rerun.logSize))"
            + ", root \(rerun.root)",
        ])
    }
    try writer.finish()
    var status = ExitStatus()
    if !rerun.holds { status.note(ProblemCode.notVerified) }
    try status.finish()
  }
}
