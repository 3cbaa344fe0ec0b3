// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
public import MatchReporting
internal import TransparencyLog

extension ReviewDesk {
  /// Runs a kept review again, as of the log size it was made at, on the stored picture.
  ///
  /// - Parameters:
  ///   - name: The review's number or its id.
  ///   - given: The report as somebody has it, to be held against the one that was kept; `nil` is the kept one.
  ///   - unreadMembers: What that report's text says beside it; none of it holds.
  ///   - threads: 2 lets a second thread look on while the first decodes; the answer is the same.
  /// - Returns: What does not hold, if anything.
  /// - Throws: ``SelvedgeError`` with `reviewNotFound`, `notVerified` when it cannot be run again.
  public func rerun(
    _ name: String, given: ReviewReport? = nil, unreadMembers: [String] = [], threads: Int = 1
  ) throws(SelvedgeError) -> Rerun {
    let kept = try registryWork { () throws(RegistryError) in try registry.review(name) }
    let report = try keptReview(name)
    guard let basis = report.basis, let size = basis.logSize, let root = basis.root else {
      throw notRepeatable(name, "it was kept before reports named the log size they compare with")
    }
    var problems: [String] = []
    if let given, try text(given.issued.body) != text(report.issued.body) {
      problems += try differences(from: report.body, to: given.body).map { "the file: \($0)" }
    }
    problems += unreadMembers.map { "the file: no report says \($0)" }
    if let given { problems += try recordDifferences(from: report, to: given) }
    problems += logProblems(kept)
    if self.root(atSize: size) != root {
      problems.append("the log had another root at size \(grouped(size))")
    }
    guard report.engine == ReviewDesk.engine else {
      throw notRepeatable(
        name, "engine \(report.engine) made it, and this is engine \(ReviewDesk.engine)")
    }
    guard let views = try keptViews(of: report) else {
      throw notRepeatable(name, "its picture was not stored")
    }
    let unread = unreadOriginals.count
    let again = try answer(
      views: views, limit: basis.limit, claim: report.ownership?.claim, asOf: size,
      controls: .asIn(report), threads: threads, method: basis.method ?? 1
    ).report
    let isMeasured = report.query.condition != nil
    let changes = try differences(
      from: report.body, to: isMeasured ? again.body : again.withoutCondition.body)
    if !changes.isEmpty, let error = unreadOriginals.last(after: unread) {
      // What is missing of the answer says nothing of the report.
      let reason =
        "the original of design \(error.subject) could not be looked at: \(error.message)"
      guard !problems.isEmpty else {
        throw SelvedgeError(
          error.code, stage: "review", subject: name, message: "it cannot be run again: \(reason)",
          cause: error.cause)
      }
      problems.append("and it cannot be run again: \(reason)")
    } else {
      problems += changes
    }
    return Rerun(
      review: report.review, logSize: size, root: root, compared: again.compared,
      differences: problems)
  }

  private func notRepeatable(_ name: String, _ reason: String) -> SelvedgeError {
    SelvedgeError(
      .notVerified, stage: "review", subject: name, message: "it cannot be run again: \(reason)")
  }

  private func root(atSize size: Int) -> String? { try? log.root(atSize: size) }

  /// Whether the kept report is the one that was logged.
  private func logProblems(_ kept: KeptReview) -> [String] {
    guard let index = kept.logIndex else { return ["the review has no entry in the log"] }
    let entry = try? MerkleLog.open(LogPaths(registry: path).log, for: .reading).entry(at: index)
    guard case .reviewIssued(let issued)? = entry, issued.review == kept.id,
      issued.report == Digest256.sha256(of: kept.report.utf8)
    else { return ["the kept report is not the one that entry \(index) of the log vouches for"] }
    return []
  }

  /// What a file says of the keeping and of findings and the registry does not; it may lack what came later.
  private func recordDifferences(
    from kept: ReviewReport, to given: ReviewReport
  ) throws(SelvedgeError) -> [String] {
    var problems: [String] = []
    if let record = given.record, record != kept.record {
      let texts = try logWork(kept.query.file) {
        (try JSONText.encode(kept.record ?? record), try JSONText.encode(record))
      }
      problems += try differences(from: texts.0, to: texts.1, of: kept).map {
        "the file: record.\($0)"
      }
    }
    if given.notKept != nil {
      problems.append("the file: notKept says that the review was not kept, and it was")
    }
    for (place, finding) in (given.findings ?? []).enumerated() {
      guard let recorded = kept.findings, place < recorded.count else {
        problems.append("the file: findings[\(place)] is not in the registry")
        continue
      }
      guard recorded[place] != finding else { continue }
      let texts = try logWork(kept.query.file) {
        (try JSONText.encode(recorded[place]), try JSONText.encode(finding))
      }
      problems += try differences(from: texts.0, to: texts.1, of: kept).map {
        "the file: findings[\(place)].\($0)"
      }
    }
    return problems
  }

  private func text(_ report: ReviewReport) throws(SelvedgeError) -> String {
    try logWork(report.query.file) { try JSONText.encode(report) }
  }

  /// What two bodies do not agree on, one line for each innermost member; none when they are the same bytes.
  private func differences(
    from kept: ReviewReport, to now: ReviewReport
  ) throws(SelvedgeError) -> [String] {
    let texts = (try text(kept), try text(now))
    guard texts.0 != texts.1 else { return [] }
    return try differences(from: texts.0, to: texts.1, of: kept)
  }

  /// What two JSON objects of a review do not agree on, one line for each innermost member.
  private func differences(
    from logged: String, to present: String, of kept: ReviewReport
  ) throws(SelvedgeError) -> [String] {
    try logWork(kept.query.file) {
      try MetadataDocument.innermostDifferences(logged: logged, present: present).map {
        difference in
        "\(difference.member) was \(difference.logged ?? "missing") and is "
          + "\(difference.present ?? "missing")"
      }
    }
  }
}
