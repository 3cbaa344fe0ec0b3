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
  /// An element of a list, which may be a report.
  private struct Element: Decodable {
    let report: ReviewReport?

    init(from decoder: any Decoder) { report = try? ReviewReport(from: decoder) }
  }

  /// A report as somebody has it.
  struct Given {
    /// The report.
    let report: ReviewReport
    /// The members of the text that no report says.
    let unreadMembers: [String]

    init(_ report: ReviewReport, in text: String, at place: Int? = nil) throws {
      self.report = report
      unreadMembers = try JSONText.unreadMembers(of: report, in: text, at: place)
    }
  }

  /// The report that a file holds, if it holds one.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the file.
  ///   - path: The file, for messages.
  /// - Returns: The report; `nil` when the file is something else.
  /// - Throws: `SelvedgeError` with `notVerified` when it holds several.
  static func report(in bytes: [UInt8], of path: String) throws -> Given? {
    let found = try reports(in: String(decoding: bytes, as: UTF8.self))
    guard found.count > 1 else { return found.first }
    throw SelvedgeError(
      .notVerified, stage: "review", subject: path,
      message: "this file holds \(grouped(found.count, "report")); name one review by its number")
  }

  /// The reports in a text: one, a list, or one a line.
  private static func reports(in text: String) throws -> [Given] {
    if let report = try? JSONText.decode(ReviewReport.self, from: text) {
      return [try Given(report, in: text)]
    }
    if let list = try? JSONText.decode([Element].self, from: text) {
      return try list.enumerated().compactMap { place, element in
        try element.report.map { try Given($0, in: text, at: place) }
      }
    }
    let lines = text.split { $0 == "\n" || $0 == "\r\n" }.filter { $0.hasPrefix("{") }
    return try lines.map(String.init).compactMap { line in
      try (try? JSONText.decode(ReviewReport.self, from: line)).map { try Given($0, in: line) }
    }
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
    _ name: String, given: Given?, desk: ReviewDesk, threads: Int, output: OutputOptions
  ) throws {
    let rerun = try desk.rerun(
      name, given: given?.report, unreadMembers: given?.unreadMembers ?? [], threads: threads)
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
