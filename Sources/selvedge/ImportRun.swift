// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// The import of one manifest, with its results on their way out.
struct ImportRun {
  private let output: OutputOptions
  private let results: ResultsFile?
  private let receipts: ReceiptFolder?
  private let begin = ContinuousClock.now
  private var writer: ResultWriter
  private var counts: [ImportRow.Status: Int] = [:]
  /// Rows of known bytes with a message.
  private var remarkCount = 0
  private var status = ExitStatus()

  /// Imports a manifest.
  ///
  /// - Parameters:
  ///   - path: The manifest.
  ///   - desk: Where the designs go.
  ///   - results: Where the table of results goes; `nil` writes none.
  ///   - receipts: The folder that gets a receipt of each row's design; `nil` writes none.
  ///   - jobs: How many threads decode.
  ///   - output: How results are written.
  /// - Throws: `SelvedgeError`, and `ExitCode` for the status.
  static func run(
    _ path: String, into desk: ReviewDesk, results: String?, receipts: String?, jobs: Int,
    output: OutputOptions
  ) throws {
    let manifest = try ManifestImport(path, into: desk)
    let file = try results.map { path throws(SelvedgeError) in try ResultsFile(path) }
    let folder = try receipts.map { path throws(SelvedgeError) in
      try ReceiptFolder(path, of: desk)
    }
    var run = ImportRun(output: output, results: file, receipts: folder)
    if !output.quiet {
      if manifest.encoding != "UTF-8" { ProblemLog.note("\(path) is read as \(manifest.encoding)") }
      if manifest.doneCount > 0 {
        ProblemLog.note(
          "going on after \(grouped(manifest.doneCount)) of \(grouped(manifest.rowCount, "row")), "
            + "which an earlier run has done")
      }
    }
    try manifest.forEachDoneRow { row throws(SelvedgeError) in try run.repeatDone(row) }
    // Whoever sees the file may stop the import.
    let interruption = StopRequest()
    let signal = interruption.signal
    try file?.takeName()
    var bar = ProgressBar(
      total: manifest.rowCount, done: manifest.doneCount, isQuiet: output.quiet)
    var done = manifest.doneCount
    let isWhole = try manifest.run(jobs: jobs, shouldStop: { signal.isAsked }) {
      row throws(SelvedgeError) in
      bar.clear()
      try run.take(row)
      done += 1
      bar.update(done: done)
    } beforeEnd: { () throws(SelvedgeError) in
      try file?.synchronize()
      try folder?.synchronize()
    }
    bar.clear()
    try run.writer.finish()
    run.status.report(desk.originalProblems)
    run.note(new: done - manifest.doneCount)
    guard isWhole else {
      ProblemLog.note(
        "stopped after \(grouped(done)) of \(grouped(manifest.rowCount, "row")); the same command "
          + "goes on from there")
      throw ExitCode(interruption.status)
    }
    try run.status.finish()
  }

  private init(output: OutputOptions, results: ResultsFile?, receipts: ReceiptFolder?) {
    self.output = output
    self.results = results
    self.receipts = receipts
    writer = ResultWriter(output.format, isList: true)
  }

  /// Counts a row that an earlier run has done and told; only the table and the receipts want it again.
  private mutating func repeatDone(_ row: ImportRow) throws(SelvedgeError) {
    count(row)
    try results?.write(row)
    try receipts?.write(row.design)
  }

  private mutating func take(_ row: ImportRow) throws(SelvedgeError) {
    count(row)
    try results?.write(row)
    try receipts?.write(row.design)
    if row.status == .rejected {
      ProblemLog.note(
        "error: row \(row.row): \(row.file.isEmpty ? "(no file)" : row.file): "
          + "\(row.message ?? "rejected") [\(row.code ?? "internalFailure")]")
    }
    try writer.write(row) { _ in ImportRun.text(row) }
  }

  private mutating func count(_ row: ImportRow) {
    counts[row.status, default: 0] += 1
    switch row.status {
    case .registered: break
    case .alreadyRegistered:
      guard row.message != nil else { break }
      remarkCount += 1
      // Another claim on the same bytes is the closest look-alike that there is.
      status.note(Finding.lookAlike)
    case .looksLike: status.note(Finding.lookAlike)
    case .rejected: status.note(row.code.flatMap(ProblemCode.init) ?? .internalFailure)
    }
  }

  private static func text(_ row: ImportRow) -> String? {
    let design = row.design ?? ""
    switch row.status {
    case .registered: return printable("registered  \(design)  \(row.file)")
    case .alreadyRegistered:
      let message = row.message.map { "  \($0)" } ?? ""
      return printable("known       \(design)  \(row.file)\(message)")
    case .looksLike:
      let other = row.looksLike ?? ""
      let score = row.score.map { " (\($0) of 100)" } ?? ""
      return printable("looks like  \(design)  \(row.file)  like \(other)\(score)")
    // It stands on standard error already.
    case .rejected: return nil
    }
  }

  private func note(new count: Int) {
    guard !output.quiet else { return }
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    let registered = counts[.registered, default: 0] + counts[.looksLike, default: 0]
    var parts = ["\(grouped(registered, "design")) registered"]
    if let alike = counts[.looksLike] {
      parts.append("\(grouped(alike)) of them with a look-alike")
    }
    if let known = counts[.alreadyRegistered] { parts.append("\(grouped(known)) known already") }
    if remarkCount > 0 {
      parts.append("\(grouped(remarkCount)) of them to be looked at")
    }
    if let rejected = counts[.rejected] { parts.append("\(grouped(rejected)) rejected") }
    let rate = Double(count) / max(seconds, 0.001)
    let pace = count > 10 ? ", \(grouped(Int(rate.rounded()))) rows a second" : ""
    let earlier = counts.values.reduce(0, +) - count
    let span = earlier > 0 ? "; the last \(grouped(count, "row")) in" : " in"
    ProblemLog.note(
      "\(parts.joined(separator: ", "))\(span) \(ProgressBar.duration(seconds))\(pace)")
  }
}
