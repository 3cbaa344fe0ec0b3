// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The live controls of a review: planted pictures that were searched as the picture in question was, and whether
/// they came out right.
public struct ControlsReport: Codable, Hashable, Sendable {
  /// How many pictures are planted; the review and its picture say which of them are searched.
  public var planted: Int
  /// What came of those that were searched.
  public var searches: [ControlSearch]
  /// Whether all of them came out right.
  public var cameOutRight: Bool
  /// The size of the log as of which they were searched: that of the review.
  public var logSize: Int?
  /// When the first of them was searched: ISO 8601 in UTC.
  ///
  /// A process searches a planted picture once for each state of the index, so this can be earlier than the review.
  /// It is not part of what a re-run repeats.
  public var searchedAt: String?

  /// Creates a report.
  ///
  /// - Parameters:
  ///   - planted: How many pictures are planted.
  ///   - searches: What came of those that were searched.
  ///   - logSize: The size of the log as of which they were searched.
  ///   - searchedAt: When the first of them was searched.
  public init(
    planted: Int, searches: [ControlSearch], logSize: Int?, searchedAt: String? = nil
  ) {
    self.planted = planted
    self.searches = searches
    cameOutRight = searches.allSatisfy(\.cameOutRight)
    self.logSize = logSize
    self.searchedAt = searchedAt
  }

  /// The controls of several reviews as those of one.
  ///
  /// - Parameter reports: The reports, all over the same registry.
  public init?(merging reports: [ControlsReport]) {
    guard let first = reports.first else { return nil }
    var searches: [ControlSearch] = []
    for search in reports.flatMap(\.searches)
    where !searches.contains(where: { $0.number == search.number }) {
      searches.append(search)
    }
    self.init(
      planted: first.planted, searches: searches.sorted { $0.number < $1.number },
      logSize: first.logSize, searchedAt: reports.compactMap(\.searchedAt).min())
  }

  /// How the controls came out, in a sentence.
  public var sentence: (english: String, chinese: String) {
    let wrong = searches.filter { !$0.cameOutRight }
    guard wrong.isEmpty else {
      return (
        "THE LIVE CONTROLS FAILED: \(wrong.count) of \(searches.count) did not come out right: "
          + wrong.map(\.line.english).joined(separator: "; ")
          + ". Do not rely on this review; run selvedge controls check and selvedge check.",
        "实时对照未通过：\(searches.count) 项中有 \(wrong.count) 项结果不符："
          + wrong.map(\.line.chinese).joined(separator: "；")
          + "。请勿依据本次比对；请运行 selvedge controls check 和 selvedge check。"
      )
    }
    let (lines, size) = (searches.map(\.line), logSize.map { grouped($0) })
    return (
      "Live controls right: \(searches.count) of \(planted) searched: "
        + lines.map(\.english).joined(separator: "; ")
        + (size.map { "; as of log size \($0)" } ?? "")
        + (searchedAt.map { ", at \($0)" } ?? "") + ".",
      "实时对照通过：检索了 \(planted) 项中的 \(searches.count) 项："
        + lines.map(\.chinese).joined(separator: "；")
        + (size.map { "；日志长度 \($0)" } ?? "") + (searchedAt.map { "，时间 \($0)" } ?? "") + "。"
    )
  }
}
