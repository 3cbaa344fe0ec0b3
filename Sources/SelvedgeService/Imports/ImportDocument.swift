// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview

/// An import as JSON: where it stands, in numbers.
struct ImportDocument: Codable, Equatable, Sendable {
  /// Why an import failed.
  struct Failure: Codable, Equatable, Sendable {
    /// The entry of the error catalogue.
    let code: String
    /// What is wrong, and what to do.
    let message: String
  }

  /// The import's id.
  let id: String
  /// Where it stands.
  let state: ImportJob.State
  /// Pictures that came.
  let files: Int
  /// Bytes of manifest and pictures.
  let byteCount: Int
  /// Rows of the manifest.
  let rows: Int
  /// Rows that are done.
  let done: Int
  /// Rows that made a design like none before it.
  let registered: Int
  /// Rows whose bytes were registered before.
  let alreadyRegistered: Int
  /// Rows that made a design which resembles one before it.
  let looksLike: Int
  /// Rows that made no design.
  let rejected: Int
  /// Rows a second, while they are being done.
  let rowsPerSecond: Double?
  /// Seconds until all rows are done, at that rate.
  let secondsLeft: Double?
  /// When everything had come.
  let createdAt: String
  /// When its rows were begun.
  let startedAt: String?
  /// When it ended.
  let endedAt: String?
  /// Why it failed.
  let problem: Failure?

  /// Tells of an import.
  ///
  /// - Parameters:
  ///   - job: The import.
  ///   - rate: Rows a second, when this process does it.
  init(_ job: ImportJob, rate: Double?) {
    id = job.id
    state = job.state
    files = job.fileCount
    byteCount = job.byteCount
    rows = job.rowCount
    done = job.doneCount
    registered = job.counts[.registered, default: 0]
    alreadyRegistered = job.counts[.alreadyRegistered, default: 0]
    looksLike = job.counts[.looksLike, default: 0]
    rejected = job.counts[.rejected, default: 0]
    let pace = job.state == .running ? rate : nil
    rowsPerSecond = pace.map { ($0 * 10).rounded() / 10 }
    let left = Double(job.rowCount - job.doneCount)
    secondsLeft = pace.flatMap { $0 > 0 ? (left / $0).rounded(.up) : nil }
    createdAt = job.createdAt
    startedAt = job.startedAt
    endedAt = job.endedAt
    problem = job.code.map { text in
      let told = ProblemCode(rawValue: text)?.publicDetail ?? job.message ?? ""
      // An import's own files are no secret of the service's.
      let isOwn = text == ProblemCode.inputNotFound.rawValue
      return Failure(code: text, message: isOwn ? job.message ?? "" : told)
    }
  }
}

/// Some of the rows of an import, in the order of the manifest.
struct ImportRowPage: Codable, Equatable, Sendable {
  /// Rows on a page when the client does not say, and at most.
  static let defaultLimit = 100
  static let largestLimit = 1000

  /// The rows.
  let rows: [ImportRow]
  /// What to give as `after` for the next page; absent on the last one there is now.
  let next: Int?
}
