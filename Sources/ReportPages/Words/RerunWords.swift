// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// The commands that run a report again.
enum RerunWords {
  /// The commands for a review: a kept one is made again from what was kept, others by looking the file up anew.
  ///
  /// - Parameters:
  ///   - report: The review.
  ///   - context: Where the registry is.
  /// - Returns: Lines for a shell.
  static func review(_ report: ReviewReport, context: ReportContext) -> String {
    let file = argument(shortName(report.query.file))
    let registry = context.registry.map(argument) ?? "REGISTRY"
    if let review = report.review {
      return """
        selvedge verify \(review) --registry \(registry)
        # engine \(report.engine)
        # sha256 of the picture \(report.query.sha256)
        """
    }
    let claim = report.ownership.map { " " + options($0.claim) } ?? ""
    return """
      sha256sum \(file)
      # \(report.query.sha256)
      selvedge review \(file) --registry \(registry)\(claim) --limit \(max(5, report.matches.count)) --format json
      # engine \(report.engine)
      """
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
  static func comparison(_ report: ComparisonReport) -> String {
    let (first, second) = (
      argument(shortName(report.first.file)), argument(shortName(report.second.file))
    )
    return """
      sha256sum \(first) \(second)
      # \(report.first.sha256)
      # \(report.second.sha256)
      selvedge compare \(first) \(second) --format json
      # engine \(report.engine)
      """
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
