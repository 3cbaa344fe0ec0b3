// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// The commands that run a report again.
enum RerunWords {
  /// A line for a shell: a command, or a comment with its value.
  struct Line: Equatable {
    /// What the comment says; `nil` of a command.
    var note: Phrase?
    /// The command, or the value of the comment.
    var text: String

    /// The line for a template.
    var fields: Fields {
      var fields: Fields = ["text": text]
      if let note { fields["note"] = note.fields }
      return fields
    }
  }

  /// What stands above the commands of a report that is not kept: what they promise.
  ///
  /// - Parameters:
  ///   - isRegistrySearch: Whether a registry was searched, rather than two pictures compared.
  ///   - viewCount: Pictures that were looked up as views of one design.
  /// - Returns: A sentence.
  static func promise(isRegistrySearch: Bool, viewCount: Int) -> Phrase {
    guard isRegistrySearch else {
      return Phrase(
        zh: "同样的两个文件和同一引擎版本，在任何机器上都给出同样的结果（用时除外）。先核对文件，再运行：",
        en: "The same two files and the same version of the engine give the same result on every "
          + "machine, but for the time it takes. Check the files first, then run:")
    }
    guard viewCount == 1 else {
      return Phrase(
        zh: "本报告由 \(viewCount) 张视图合并得出，而命令行一次只查一张：下面的命令只重查此处显示的一张，结果可能与本报告不同。先核对文件，再运行：",
        en:
          "This report puts \(viewCount) views together, and the command line looks up one picture "
          + "at a time: this command looks up the view that is shown, and its result may differ from "
          + "the report. Check the file first, then run:")
    }
    return Phrase(
      zh: "同样的文件、同样的登记库和同一引擎版本，在任何机器上都给出同样的结果（用时除外）。先核对文件，再运行：",
      en:
        "The same file, the same registry and the same version of the engine give the same result on "
        + "every machine, but for the time it takes. Check the file first, then run:")
  }

  /// The commands for a review: a kept one is made again from what was kept, others by looking the file up anew.
  ///
  /// - Parameters:
  ///   - report: The review.
  ///   - context: Where the registry is.
  /// - Returns: Lines for a shell.
  static func review(_ report: ReviewReport, context: ReportContext) -> [Line] {
    let file = argument(shortName(report.query.file))
    let registry = context.registry.map(argument) ?? "REGISTRY"
    if let review = report.review {
      return [
        Line(text: "selvedge verify \(review) --registry \(registry)"),
        engine(report.engine),
        Line(
          note: Phrase(zh: "查询图 SHA-256：", en: "SHA-256 of the picture: "),
          text: report.query.sha256
        ),
      ]
    }
    let claim = report.ownership.map { " " + options($0.claim) } ?? ""
    let limit = max(5, report.matches.count)
    return [
      Line(text: "sha256sum \(file)"), digest(report.query.sha256),
      Line(
        text:
          "selvedge review \(file) --registry \(registry)\(claim) --limit \(limit) --format json"),
      engine(report.engine),
    ]
  }

  private static func digest(_ sha256: String) -> Line {
    Line(note: Phrase(zh: "应为：", en: "as it should be: "), text: sha256)
  }

  private static func engine(_ version: String) -> Line {
    Line(note: Phrase(zh: "引擎版本：", en: "engine version: "), text: version)
  }

  /// The options that say the same claim.
  private static func options(_ claim: OwnershipClaim) -> String {
    let holder = claim.holder.map { ["--claimed-holder \(argument($0))"] } ?? []
    let dates = claim.dates.map { "--claimed-date \(argument($0.description))" }
    return (holder + dates).joined(separator: " ")
  }

  /// The commands for a comparison.
  ///
  /// - Parameter report: The comparison.
  /// - Returns: Lines for a shell.
  static func comparison(_ report: ComparisonReport) -> [Line] {
    let (first, second) = (
      argument(shortName(report.first.file)), argument(shortName(report.second.file))
    )
    return [
      Line(text: "sha256sum \(first) \(second)"),
      digest(report.first.sha256), digest(report.second.sha256),
      Line(text: "selvedge compare \(first) \(second) --format json"), engine(report.engine),
    ]
  }

  /// A name as a shell takes it, whatever is in it.
  static func argument(_ name: String) -> String {
    // What cannot be typed is left for the reader to fill in.
    guard name.unicodeScalars.allSatisfy({ $0.value >= 32 && $0.value != 127 }) else {
      return "FILE"
    }
    let safe = name.hasPrefix("-") ? "./" + name : name
    return "'" + safe.replacing("'", with: "'\\''") + "'"
  }
}
