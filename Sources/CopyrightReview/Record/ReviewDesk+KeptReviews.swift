// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
public import MatchReporting
internal import TransparencyLog

extension ReviewDesk {
  /// Reads a report that was kept, with what people found on it since.
  ///
  /// - Parameter name: The review's number or its id.
  /// - Returns: The report.
  /// - Throws: ``SelvedgeError`` with `reviewNotFound` when there is none.
  public func keptReview(_ name: String) throws(SelvedgeError) -> ReviewReport {
    try shown(try registryWork { () throws(RegistryError) in try registry.review(name) })
  }

  /// Lists kept reviews by number.
  ///
  /// - Parameters:
  ///   - number: List reviews after this number; 0 begins with the first.
  ///   - limit: The most reviews to list, at least 1.
  /// - Returns: The reports.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func keptReviews(after number: Int, limit: Int) throws(SelvedgeError) -> [ReviewReport] {
    try shown(
      try registryWork { () throws(RegistryError) in
        try registry.reviews(after: number, limit: limit)
      })
  }

  /// Lists kept reviews, the last first.
  ///
  /// - Parameters:
  ///   - number: List reviews before this number; `nil` begins with the last.
  ///   - limit: The most reviews to list, at least 1.
  /// - Returns: The reports.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func keptReviews(before number: Int?, limit: Int) throws(SelvedgeError) -> [ReviewReport] {
    try shown(
      try registryWork { () throws(RegistryError) in
        try registry.reviews(before: number ?? .max, limit: limit)
      })
  }

  /// Reads the stored picture of a review.
  ///
  /// - Parameter report: The report.
  /// - Returns: The picture, under the name it had; `nil` when it was not stored.
  /// - Throws: ``SelvedgeError`` with `ioFailure` when the file cannot be read or is not what was reviewed.
  public func keptPicture(of report: ReviewReport) throws(SelvedgeError) -> Picture? {
    try keptPicture(report.query, of: report)
  }

  /// Reads the stored pictures of the other views of a review that matches are with.
  ///
  /// - Parameter report: The report.
  /// - Returns: The pictures, under the names they had; those that were not stored are left out.
  /// - Throws: ``SelvedgeError`` with `ioFailure` when a file cannot be read or is not what was reviewed.
  public func keptMatchedViews(of report: ReviewReport) throws(SelvedgeError) -> [Picture] {
    let asked = Set(report.shownMatches.compactMap(\.viewSHA256))
    var pictures: [Picture] = []
    for view in report.views ?? [] where asked.contains(view.sha256) {
      if let picture = try keptPicture(view, of: report) { pictures.append(picture) }
    }
    return pictures
  }

  /// Reads the stored pictures of a review: its query and the other views, in that order.
  ///
  /// - Parameter report: The review.
  /// - Returns: The pictures; `nil` when one of them was not stored.
  /// - Throws: ``SelvedgeError`` when a file cannot be read or is damaged.
  func keptViews(of report: ReviewReport) throws(SelvedgeError) -> [Picture]? {
    var pictures: [Picture] = []
    for view in [report.query] + (report.views ?? []) {
      guard let picture = try keptPicture(view, of: report) else { return nil }
      pictures.append(picture)
    }
    return pictures
  }

  private func keptPicture(
    _ view: QuerySummary, of report: ReviewReport
  ) throws(SelvedgeError) -> Picture? {
    let bytes = try registryWork { () throws(RegistryError) in
      try registry.queryBytes(view.sha256)
    }
    guard let bytes else { return nil }
    guard sha256(bytes) == view.sha256 else {
      throw SelvedgeError(
        .ioFailure, stage: "registry", subject: report.review ?? view.file,
        message: "the stored picture of this review is damaged; restore it from a backup")
    }
    return Picture(name: view.file, bytes: bytes)
  }

  /// Records what a person found on a review; nothing recorded before is changed.
  ///
  /// - Parameters:
  ///   - name: The review's number or its id.
  ///   - outcome: What the person makes of it.
  ///   - design: The id of the match that was judged, perhaps of a sealed design; `nil` is the report as a whole.
  ///   - by: Who.
  ///   - note: In their own words.
  /// - Returns: The finding.
  /// - Throws: ``SelvedgeError`` with `reviewNotFound`, `designNotFound` when the report does not list the
  ///   design, `invalidRequest` when nobody is named or a text is too long, `outputNotWritable` where nothing can be
  ///   written.
  public func recordFinding(
    on name: String, outcome: ReviewFinding.Outcome, design: String?, by: String, note: String?
  ) throws(SelvedgeError) -> ReviewFinding {
    try requireWritable("no finding can be recorded in it")
    let kept = try registryWork { () throws(RegistryError) in try registry.review(name) }
    let report = try shown(kept)
    guard !by.isEmpty else {
      throw SelvedgeError(.invalidRequest, subject: name, message: "a finding names who made it")
    }
    try Submission.requireShort(by, "name of who made the finding", of: name)
    try Submission.requireShort(note, "note of the finding", of: name)
    let listed =
      (report.matches + (report.publicDomainMatches ?? [])).map(\.design)
      + (report.sealedMatches ?? []).map(\.design)
    if let design, !listed.contains(design) {
      let meant = design.count >= 6 ? listed.first { $0.hasPrefix(design) } : nil
      throw SelvedgeError(
        .designNotFound, subject: design,
        message: meant.map { "a finding names the whole id of a design; is it \($0)?" }
          ?? "the report does not list this design")
    }
    var finding = ReviewFinding(
      review: kept.id, design: design, outcome: outcome, by: by, note: note, at: clock())
    let (document, entry) = try logWork(kept.id) {
      let document = try JSONText.encode(finding)
      return (
        document,
        LogEntry.findingRecorded(
          FindingRecorded(
            at: try LogTime(finding.at), review: kept.id,
            report: Digest256.sha256(of: kept.report.utf8),
            finding: Digest256.sha256(of: document.utf8)))
      )
    }
    finding.number = try registryWork { () throws(RegistryError) in
      try registry.recordFinding(document, on: kept.number) { lastIndex throws(RegistryError) in
        try log.append([entry], after: lastIndex)
      }.number
    }
    return finding
  }

  /// The kept reviews on which people recorded findings.
  ///
  /// - Returns: The reports with their findings, by number.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  /// - Complexity: O(findings), which people write one by one.
  public func judgedReviews() throws(SelvedgeError) -> [ReviewReport] {
    var numbers: Set<Int> = []
    var last = 0
    while true {
      let page = try registryWork { () throws(RegistryError) in
        try registry.findings(after: last, limit: 500)
      }
      guard let end = page.last?.number else { break }
      numbers.formUnion(page.map(\.reviewNumber))
      last = end
    }
    var reports: [ReviewReport] = []
    for number in numbers.sorted() { reports.append(try keptReview("\(number)")) }
    return reports
  }

  /// Withdraws a design: later reviews leave it out, and everything that is known of it stays.
  ///
  /// - Parameters:
  ///   - id: The design's id, or its first digits.
  ///   - reason: Why.
  /// - Returns: The design, and whether it was not withdrawn before.
  /// - Throws: ``SelvedgeError`` with `designNotFound`, `invalidRequest` without a reason or when it is too long,
  ///   `outputNotWritable` where nothing can be written.
  public func withdraw(
    _ id: String, reason: String
  ) throws(SelvedgeError) -> (design: DesignEntry, isNew: Bool) {
    try requireWritable("no design can be withdrawn in it")
    let design = try entry(id)
    guard !reason.isEmpty else {
      throw SelvedgeError(.invalidRequest, subject: id, message: "a withdrawal needs a reason")
    }
    try Submission.requireShort(reason, "reason of the withdrawal", of: id)
    let now = clock()
    let withdrawal = try logWork(id) {
      LogEntry.designWithdrawn(
        DesignWithdrawn(
          at: try LogTime(now), design: design.design, reason: Digest256.sha256(of: reason.utf8)))
    }
    let isNew = try registryWork { () throws(RegistryError) in
      try registry.withdraw(design.number, reason: reason, at: now) {
        lastIndex throws(RegistryError) in
        try log.append([withdrawal], after: lastIndex)
      }
    }
    return (try entry(design.design), isNew)
  }

  /// Refuses a registry in a read-only folder; the reason says what cannot be done there.
  private func requireWritable(_ reason: String) throws(SelvedgeError) {
    guard registry.isReadOnly else { return }
    throw SelvedgeError(RegistryError.readOnly(path: path, reason: reason))
  }

  private func shown(_ kept: [KeptReview]) throws(SelvedgeError) -> [ReviewReport] {
    var reports: [ReviewReport] = []
    for review in kept { reports.append(try shown(review)) }
    return reports
  }

  private func shown(_ kept: KeptReview) throws(SelvedgeError) -> ReviewReport {
    let stored = try registryWork { () throws(RegistryError) in
      try registry.findings(on: kept.number)
    }
    do {
      var report = try JSONText.decode(ReviewReport.self, from: kept.report)
      report.record = ReviewRecord(kept)
      let findings = try stored.map { stored in
        var finding = try JSONText.decode(ReviewFinding.self, from: stored.document)
        finding.number = stored.number
        return finding
      }
      report.findings = findings.isEmpty ? nil : findings
      return report
    } catch {
      throw SelvedgeError(
        .ioFailure, stage: "registry", subject: kept.id,
        message:
          "the kept report or a finding on it is damaged; restore the registry from a backup",
        cause: "\(error)")
    }
  }
}
