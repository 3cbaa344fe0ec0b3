// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
public import MatchReporting
internal import TransparencyLog

/// A review that waits to be kept with others.
struct StagedReview: Sendable {
  /// The report, with its id.
  var report: ReviewReport
  /// The bytes of its pictures that are not stored yet, or why they could not be written.
  let staged: Result<[StagedOriginal], SelvedgeError>
}

extension ReviewDesk {
  /// Looks many pictures up and keeps the reviews: several threads compare, the calling thread keeps, in few commits.
  ///
  /// Results are told in order of place. A review that cannot be kept is told all the same, and says so.
  ///
  /// - Parameters:
  ///   - count: How many pictures there are.
  ///   - jobs: How many threads compare, at least 1.
  ///   - limit: The most matches to list.
  ///   - claim: Whose the pictures are said to be, and since when.
  ///   - keep: Whether to keep the reviews.
  ///   - picture: Reads the picture at a place in 0..<`count`; called once for each, on any of the threads.
  ///   - each: Is told, on the calling thread, what became of a place, and says whether to go on.
  public func review(
    count: Int, jobs: Int, limit: Int, claim: OwnershipClaim?, keep: Bool,
    picture: @escaping @Sendable (Int) throws(SelvedgeError) -> Picture,
    each: (Int, Result<ReviewReport, SelvedgeError>) -> Bool
  ) {
    if keep { logUnlogged() }
    // Threads that no picture needs see to the same picture as another.
    let threads = max(1, jobs / max(1, count))
    OrderedWork.run(count: count, jobs: jobs, grouping: keep ? .reviews : .none) { place in
      Result { () throws(SelvedgeError) in
        let picture = try picture(place)
        let unread = self.unreadOriginals.count
        let made = try self.answer(picture, limit: limit, claim: claim, threads: threads)
        guard keep else {
          return StagedReview(report: made.report, staged: .success([]))
        }
        return self.stage(
          made.report, of: [picture], formats: [made.format], unreadBefore: unread)
      }
    } handOver: { first, made in
      let staged = made.compactMap { try? $0.get() }
      var reports = (keep ? self.keep(staged) : staged.map(\.report)).makeIterator()
      for (offset, result) in made.enumerated() {
        let told = result.map { reports.next() ?? $0.report }
        guard each(first + offset, told) else { return false }
      }
      return true
    }
  }

  /// Gives a report an id and writes its pictures beside the store.
  ///
  /// - Parameters:
  ///   - report: The report.
  ///   - pictures: What was looked up.
  ///   - formats: The formats of the pictures' files.
  ///   - unread: How often an original could not be read before the report was made; when it was made without one, it
  ///     cannot be kept. `nil` does not ask.
  /// - Returns: What to keep, or why that cannot be.
  func stage(
    _ report: ReviewReport, of pictures: [Picture], formats: [OriginalFormat],
    unreadBefore unread: Int? = nil
  ) -> StagedReview {
    var report = report
    report.review = newReviewID()
    let staged = Result { () throws(SelvedgeError) in
      if let gap = unread.flatMap(unreadOriginals.gap(after:)) {
        throw SelvedgeError(
          .ioFailure, stage: "review", subject: report.query.file, message: gap)
      }
      guard report.basis?.logSize != nil else {
        throw SelvedgeError(
          .ioFailure, stage: "log", subject: report.query.file,
          message: "the log does not say what was compared")
      }
      return try registryWork { () throws(RegistryError) in
        var staged: [StagedOriginal] = []
        for (picture, format) in zip(pictures, formats) {
          let made = try picture.bytes.withUnsafeBytes { memory throws(RegistryError) in
            try registry.stageQuery(memory, sha256: picture.sha256, format: format)
          }
          if let made { staged.append(made) }
        }
        return staged
      }
    }
    return StagedReview(report: report, staged: staged)
  }

  /// Keeps reviews in one commit; those that cannot be kept say so.
  ///
  /// - Parameter group: The reviews.
  /// - Returns: Their reports, in order.
  func keep(_ group: [StagedReview]) -> [ReviewReport] {
    let keepable = group.filter { if case .success = $0.staged { true } else { false } }
    let kept = Result { () throws(SelvedgeError) in
      keepable.isEmpty ? [] : try self.commit(keepable)
    }
    var position = 0
    return group.map { member in
      var report = member.report
      switch (member.staged, kept) {
      case (.failure(let error), _), (.success, .failure(let error)):
        report.review = nil
        report.notKept = error.message
      case (.success, .success(let kept)):
        report.record = ReviewRecord(kept[position])
        position += 1
      }
      return report
    }
  }

  private func commit(_ group: [StagedReview]) throws(SelvedgeError) -> [KeptReview] {
    let now = clock()
    let (reviews, entries) = try logWork("review") {
      var reviews: [NewReview] = []
      var entries: [LogEntry] = []
      for member in group {
        let report = member.report
        let text = try JSONText.encode(report)
        guard let id = report.review, let basis = report.basis, let size = basis.logSize,
          let root = basis.root.flatMap({ Digest256(hex: $0) })
        else { preconditionFailure("a staged review has an id and a log size") }
        reviews.append(
          NewReview(
            id: id, report: text, picture: report.query.sha256, staged: try member.staged.get()))
        entries.append(
          .reviewIssued(
            ReviewIssued(
              at: try LogTime(now), review: id, report: Digest256.sha256(of: text.utf8),
              engine: report.engine, treeSize: size, root: root)))
      }
      return (reviews, entries)
    }
    return try registryWork { () throws(RegistryError) in
      try registry.keep(reviews, at: now) { lastIndex throws(RegistryError) in
        try log.append(entries, after: lastIndex)
      }
    }
  }

  /// The root of the log as of which a set is compared; `nil` when the log cannot say.
  func root(of set: ComparedSet) -> String? {
    set.logSize.flatMap { try? log.root(atSize: $0) }
  }

  private func newReviewID() -> String {
    hexadecimal((0..<16).map { _ in UInt8.random(in: .min ... .max) })
  }
}

extension ReviewRecord {
  /// Where a registry keeps a review.
  init(_ kept: KeptReview) {
    self.init(number: kept.number, keptAt: kept.keptAt, logIndex: kept.logIndex)
  }
}

extension OrderedWork.Grouping {
  /// Reviews that are ready at the same time share a commit; none waits long for others.
  static let reviews = OrderedWork.Grouping(limit: 64, patience: 0.05)
}
