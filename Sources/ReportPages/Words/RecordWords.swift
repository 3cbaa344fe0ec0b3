// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// How a review was kept, in words.
enum RecordWords {
  /// The number, time and place in the log of a kept review.
  ///
  /// - Parameter record: How it was kept.
  /// - Returns: A line.
  static func kept(_ record: ReviewRecord) -> Phrase {
    let place = record.logIndex
    return Phrase(
      zh: "第 \(record.number) 份，\(record.keptAt)"
        + (place.map { "，日志条目 \($0)（从 0 数起）" } ?? ""),
      en: "number \(record.number), \(record.keptAt)"
        + (place.map { ", entry \($0) of the log, counted from 0" } ?? ""))
  }
}
