// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc
import MatchReporting

/// How a report is written: as results are, or as a page for people.
struct ReportOptions: ParsableArguments {
  /// The formats of a report.
  enum Format: String, CaseIterable, ExpressibleByArgument {
    /// For people, on a terminal.
    case text
    /// One JSON value.
    case json
    /// One JSON object a line, each as soon as it is known.
    case ndjson
    /// A page with pictures, for people, in one file.
    case html
  }

  @Option(
    help: ArgumentHelp(
      "How results are written; html is a page with pictures.", valueName: "text|json|ndjson|html"))
  var format: Format = .text

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("The file for the page; else standard output.", valueName: "file"),
    completion: .file())
  var file: String?

  @Flag(help: "No progress and no notes; results and problems only.")
  var quiet = false

  func validate() throws {
    if file != nil, format != .html {
      throw ValidationError("--out goes with --format html; other formats go to standard output.")
    }
  }

  /// How results are written when they are not a page.
  var results: OutputOptions {
    var options = OutputOptions()
    options.format =
      switch format {
      case .text, .html: .text
      case .json: .json
      case .ndjson: .ndjson
      }
    options.quiet = quiet
    return options
  }

  /// Writes a page where it was asked for.
  ///
  /// - Parameter page: The HTML document.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func write(page: String) throws(SelvedgeError) {
    try OutputFile.write(Array(page.utf8), to: file)
  }

  /// The time now, to the second, as a page shows it.
  static func now() -> String {
    var seconds = time(nil)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func two(_ number: Int32) -> String { (number < 10 ? "0" : "") + String(number) }
    return "\(parts.tm_year + 1900)-\(two(parts.tm_mon + 1))-\(two(parts.tm_mday)) "
      + "\(two(parts.tm_hour)):\(two(parts.tm_min)):\(two(parts.tm_sec)) UTC"
  }
}
