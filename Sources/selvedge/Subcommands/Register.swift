// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc
import MatchReporting

/// `selvedge register PATH...` makes designs of files.
struct Register: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make designs of picture files.",
    discussion: """
      Folders are searched for PNG and JPEG files; other files in them are passed over, and so are \
      links to folders, and folders that are a registry, a backup or an export themselves. The same \
      bytes twice are one design. A design that is printed is durable. A file that cannot be \
      registered is reported, and the others go on. What is said about the designs is said about \
      each of them; a manifest says something else about each. Only the rows of a manifest are \
      looked up among the designs before them; others selvedge review looks up.
      """)

  @Argument(help: "Picture files, and folders of them.", completion: .file())
  var paths: [String] = []

  @Option(
    help: ArgumentHelp(
      "A CSV file with a row for each design; see selvedge help import.", valueName: "file.csv"),
    completion: .file(extensions: ["csv"]))
  var manifest: String?

  @Option(
    help: ArgumentHelp(
      "A folder that gets the receipt of each design, as ID.receipt.", valueName: "dir"))
  var receipts: String?

  @OptionGroup(title: "What is said about the designs") var said: DetailOptions
  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var jobs: JobOptions

  func validate() throws {
    guard !paths.isEmpty || manifest != nil else {
      throw ValidationError("Name picture files or folders, or a --manifest.")
    }
    guard manifest == nil || said.details == DesignDetails() else {
      throw ValidationError(
        "A manifest says itself what there is to say of each design; leave out --title and the like."
      )
    }
  }

  func run() throws {
    // Looked for first, so that no registry is made for a name that was mistyped.
    if let manifest, access(manifest, R_OK) != 0 {
      throw SelvedgeError.unreadable(manifest, errno: errno)
    }
    let desk = try registry.open(create: true, forReview: manifest != nil)
    try desk.requireWritable()
    var imported: ExitCode?
    if let manifest {
      do {
        try ImportRun.run(
          manifest, into: desk, results: nil, receipts: receipts, jobs: jobs.count, output: output)
      } catch let status as ExitCode where status.rawValue < 128 {
        // What it says about rows is no reason to leave the other files out.
        imported = status
      }
    }
    if !paths.isEmpty { try registerPaths(desk) }
    if let imported { throw imported }
  }

  private func registerPaths(_ desk: ReviewDesk) throws {
    let found = PictureFinder(paths, excluding: registry.path)
    let folder = try receipts.map { path throws(SelvedgeError) in
      try ReceiptFolder(path, of: desk)
    }
    var run = RegistrationRun(total: found.files.count, receipts: folder, output: output)
    for problem in found.problems { try run.take(problem, of: problem.subject) }

    var failure: SelvedgeError?
    let files = found.files
    let details = said.details
    desk.register(count: files.count, jobs: jobs.count) { place throws(SelvedgeError) in
      Submission(
        picture: try Picture.reading(files[place].path), file: files[place].name, details: details)
    } each: { place, result in
      do throws(SelvedgeError) {
        try run.take(result, of: files[place])
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    try run.finish(found)
  }
}

/// The results of one `register` on their way out.
private struct RegistrationRun {
  private let output: OutputOptions
  private let receipts: ReceiptFolder?
  private let begin = ContinuousClock.now
  private var writer: ResultWriter
  private var bar: ProgressBar
  private var status = ExitStatus()
  private var doneCount = 0
  private var newCount = 0
  private var knownCount = 0
  private var problemCount = 0
  private var otherCount = 0

  init(total: Int, receipts: ReceiptFolder?, output: OutputOptions) {
    self.output = output
    self.receipts = receipts
    writer = ResultWriter(output.format, isList: true)
    bar = ProgressBar(total: total, isQuiet: output.quiet)
  }

  mutating func take(
    _ result: Result<Registration, SelvedgeError>, of file: PictureFinder.Finding
  ) throws(SelvedgeError) {
    doneCount += 1
    switch result {
    case .success(let registration):
      bar.clear()
      let text: String
      let design = registration.design
      switch registration.status {
      case .registered:
        newCount += 1
        text = "registered  \(design.design)  \(registration.file)"
      case .alreadyRegistered:
        knownCount += 1
        let message = registration.message.map { "; \($0)" } ?? ""
        text =
          "known       \(design.design)  \(registration.file)  same bytes as \(design.file)\(message)"
      }
      try receipts?.write(design.design)
      try writer.write(registration) { _ in printable(text) }
    case .failure(let error)
    where error.code == .unsupportedFormat && !file.isNamed && !file.claimsPicture:
      otherCount += 1
    case .failure(let error):
      try take(error, of: file.path)
    }
    bar.update(done: doneCount)
  }

  mutating func take(_ error: SelvedgeError, of file: String) throws(SelvedgeError) {
    bar.clear()
    problemCount += 1
    status.note(error.code)
    ProblemLog.report(error, of: file)
    try writer.write(
      ProblemReport(file: file, code: error.code.rawValue, message: error.message)
    ) { _ in nil }
  }

  mutating func finish(_ found: PictureFinder) throws {
    bar.clear()
    try writer.finish()
    try receipts?.synchronize()
    otherCount += found.otherCount
    if !output.quiet {
      note()
      found.notes.forEach(ProblemLog.note)
    }
    try status.finish()
  }

  private func note() {
    let seconds = (ContinuousClock.now - begin) / .seconds(1)
    var parts = ["\(grouped(newCount, "design")) registered"]
    if knownCount > 0 { parts.append("\(grouped(knownCount)) known already") }
    if problemCount > 0 { parts.append(grouped(problemCount, "problem")) }
    let rate = Double(newCount) / max(seconds, 0.001)
    let pace = newCount > 10 ? ", \(grouped(Int(rate.rounded()))) a second" : ""
    ProblemLog.note(
      "\(parts.joined(separator: ", ")) in \(ProgressBar.duration(seconds))\(pace)")
    if otherCount == 1 { ProblemLog.note("1 file that is neither PNG nor JPEG was skipped") }
    if otherCount > 1 {
      ProblemLog.note("\(grouped(otherCount)) files that are neither PNG nor JPEG were skipped")
    }
  }
}
