// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import Glibc
private import MatchReporting
internal import TransparencyLog

/// Holds kept reviews, their pictures, findings and withdrawals against the log.
struct ReviewExaminer {
  private let database: Registry
  private(set) var result: RegistryExamination
  private let log: MerkleLog?
  /// The entries of which a row must be there.
  private let dueEntries: Range<Int>
  private let registry: String
  private var pictures: Set<String> = []

  private static let pageLimit = 500

  init(database: Registry, examiner: RegistryExaminer) {
    self.database = database
    result = examiner.result
    log = examiner.log
    dueEntries = examiner.entries.due
    registry = examiner.paths.registry
  }

  /// Examines all of them.
  ///
  /// - Throws: `RegistryError` when the database fails.
  mutating func examine() throws(RegistryError) {
    try examinePictures()
    var last = 0
    while let page = try page(database.reviews(after: last, limit: Self.pageLimit)) {
      for review in page {
        result.nameGap("review", after: last, before: review.number)
        last = review.number
        examine(review)
      }
    }
    result.nameGap("review", after: last, upTo: try database.highestNumberGiven(in: .review))
    last = 0
    while let page = try page(database.findings(after: last, limit: Self.pageLimit)) {
      for finding in page {
        result.nameGap("finding", after: last, before: finding.number)
        last = finding.number
        try examine(finding)
      }
    }
    result.nameGap("finding", after: last, upTo: try database.highestNumberGiven(in: .finding))
    try examineWithdrawals()
    try examinePlanted()
  }

  private func page<Row>(_ rows: [Row]) -> [Row]? { rows.isEmpty ? nil : rows }

  private mutating func examinePictures() throws(RegistryError) {
    let rows = try database.storedQueryRows()
    for file in Registry.storedQueries(in: registry) {
      pictures.insert(file.sha256)
      let picture = try? Picture.reading(registry + "/" + file.path)
      // What a process that died had left may be swept meanwhile.
      if picture == nil, access(registry + "/" + file.path, F_OK) != 0 {
        pictures.remove(file.sha256)
        continue
      }
      guard let picture, picture.sha256 == file.sha256 else {
        result.problems.append(
          "\(file.path): its bytes are not what was stored: their SHA-256 is "
            + (picture?.sha256 ?? "unknown, for it cannot be read"))
        continue
      }
      guard let row = rows[file.sha256] else { continue }
      if row.path != file.path {
        result.problems.append(
          "\(file.path): its row is of format \(row.format), and its name is of another")
      }
      if row.byteCount != picture.byteCount {
        result.problems.append(
          "\(file.path): its row has \(row.byteCount) bytes, and it has \(picture.byteCount)")
      }
    }
  }

  private mutating func examine(_ review: KeptReview) {
    let name = "review \(review.number) (\(review.id))"
    guard let index = review.logIndex else {
      result.notes.append("\(name): kept before reviews were logged")
      return
    }
    guard case .reviewIssued(let entry)? = entry(index), entry.review == review.id else {
      result.problems.append("\(name): entry \(index) of the log is not about it")
      return
    }
    if entry.report != Digest256.sha256(of: review.report.utf8) {
      result.problems.append("\(name): the kept report is not the one that was logged")
    } else if let report = try? JSONText.decode(ReviewReport.self, from: review.report),
      report.query.sha256 != review.picture
    {
      result.problems.append("\(name): its picture is not the one of the report")
    }
    if (try? LogTime(review.keptAt)) != entry.at {
      result.problems.append("\(name): it was kept at \(entry.at), not at \(review.keptAt)")
    }
    if let picture = review.picture, !pictures.contains(picture) {
      result.problems.append("\(name): its stored picture is gone")
    }
    let report = try? JSONText.decode(ReviewReport.self, from: review.report)
    for view in report?.views ?? [] where !pictures.contains(view.sha256) {
      result.problems.append("\(name): the stored picture of its view \(view.file) is gone")
    }
  }

  private mutating func examine(_ finding: StoredFinding) throws(RegistryError) {
    let name = "finding \(finding.number)"
    let review = try? database.review(String(finding.reviewNumber))
    guard case .findingRecorded(let entry)? = entry(finding.logIndex) else {
      result.problems.append("\(name): entry \(finding.logIndex) of the log is not about it")
      return
    }
    if entry.finding != Digest256.sha256(of: finding.document.utf8) {
      result.problems.append("\(name): it is not the one that was logged")
    }
    if entry.review != review?.id {
      result.problems.append(
        "\(name): it was recorded on review \(entry.review), not on number \(finding.reviewNumber)")
    }
  }

  private mutating func examineWithdrawals() throws(RegistryError) {
    var spokenOf: Set<Int> = []
    var last = 0
    for stored in try database.withdrawals() {
      spokenOf.insert(stored.logIndex)
      result.nameGap("withdrawal", after: last, before: stored.number)
      last = stored.number
      guard case .designWithdrawn(let entry)? = entry(stored.logIndex),
        entry.design == stored.design,
        entry.reason == Digest256.sha256(of: stored.withdrawal.reason.utf8),
        (try? LogTime(stored.withdrawal.at)) == entry.at
      else {
        result.problems.append(
          "design \(stored.design) (number \(stored.designNumber)): its withdrawal is not the one "
            + "that was logged in entry \(stored.logIndex)")
        continue
      }
    }
    result.nameGap(
      "withdrawal", after: last, upTo: try database.highestNumberGiven(in: .withdrawal))
    for index in dueEntries where !spokenOf.contains(index) {
      guard case .designWithdrawn(let entry)? = entry(index) else { continue }
      result.notes.append(
        "log: entry \(index) withdraws design \(entry.design), and no row says so: the withdrawal "
          + "did not finish, or its row is gone")
    }
  }

  private mutating func examinePlanted() throws(RegistryError) {
    var last = 0
    for planted in try database.plantedPictures() {
      let name = "planted picture \(planted.number)"
      result.nameGap("planted picture", after: last, before: planted.number)
      last = planted.number
      guard case .picturePlanted(let entry)? = entry(planted.logIndex),
        entry.design == planted.design, entry.kind == planted.kind,
        entry.file.hex == planted.picture, (try? LogTime(planted.plantedAt)) == entry.at
      else {
        result.problems.append(
          "\(name): its row is not the one that was logged in entry \(planted.logIndex)")
        continue
      }
      if !pictures.contains(planted.picture) {
        result.problems.append("\(name): its stored picture is gone")
      }
    }
    result.nameGap(
      "planted picture", after: last, upTo: try database.highestNumberGiven(in: .plantedPicture))
  }

  private func entry(_ index: Int) -> LogEntry? { try? log?.entry(at: index) }
}
