// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// Which of the planted pictures a review searches.
enum ControlChoice: Hashable, Sendable {
  /// Those whose turn it is.
  case drawn
  /// Those of these numbers that are planted.
  case numbered(Set<Int>)

  /// Those that a kept report names; none when it names none.
  ///
  /// - Parameter report: The report.
  /// - Returns: The choice.
  static func asIn(_ report: ReviewReport) -> ControlChoice {
    .numbered(Set(report.controls?.searches.map(\.number) ?? []))
  }
}
