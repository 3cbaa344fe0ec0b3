// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import AccuracyEvaluation
import ArgumentParser
import CopyAttacks
import CopyrightReview
import Foundation

/// `selvedge evaluate` measures how good the answers are, on the user's own designs.
struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Measure on your own designs how many copies are found and how many strangers accused.",
    discussion: """
      Registers the designs in a temporary registry, makes copies of them as copiers do, looks the \
      copies and the strangers up, and prints what was found, with bounds. Strangers must be \
      pictures that copy none of the designs. The same designs and seed give the same copies.

      Families: \(CopyAttackFamily.allCases.map(\.rawValue).joined(separator: ", ")).
      Attacks: \(CopyAttack.all.map(\.name).joined(separator: ", ")).
      """)

  @Option(
    help: ArgumentHelp("Designs to copy; subfolders are kinds.", valueName: "dir"),
    completion: .directory)
  var designs: String

  @Option(
    help: ArgumentHelp("Pictures that copy none of them.", valueName: "dir"),
    completion: .directory)
  var strangers: String

  @Option(
    help: ArgumentHelp("More designs to register, not to copy.", valueName: "dir"),
    completion: .directory)
  var distractors: String?

  @Option(
    help: ArgumentHelp(
      "Attacks and families, by comma or one at a time; all unless said.", valueName: "a,b"))
  var attacks: [String] = []

  @Option(help: ArgumentHelp("Attacks drawn for each design; all unless said.", valueName: "n"))
  var perDesign: Int?

  @Option(help: ArgumentHelp("Another seed makes other copies.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp(
      "Keep the copies here, in a new or empty folder, with truth.tsv and results.tsv.",
      valueName: "dir"),
    completion: .directory)
  var keep: String?

  @Option(
    help: ArgumentHelp("Also write a page with plots.", valueName: "out.html"),
    completion: .file(extensions: ["html"]))
  var html: String?

  @OptionGroup var output: OutputOptions
  @OptionGroup var jobs: JobOptions

  func validate() throws {
    if let perDesign, perDesign < 1 {
      throw ValidationError("--per-design takes 1 or more, not \(perDesign).")
    }
    _ = try chosenAttacks()
  }

  func run() throws {
    var plan = EvaluationPlan(
      designs: try pictures(in: designs), strangers: try pictures(in: strangers),
      attacks: try chosenAttacks(), attacksPerDesign: perDesign, seed: seed, jobs: jobs.count,
      keptFolder: keep)
    if let distractors { plan.distractors = try pictures(in: distractors) }
    let setting = EvaluationSetting(
      designs: designs, distractors: distractors, strangers: strangers,
      date: String(Date.now.ISO8601Format().prefix(10)), machine: Machine.description)

    var bars: [EvaluationStep: ProgressBar] = [:]
    var status = ExitStatus()
    Interruption.watch()
    let report = try AccuracyEvaluation.run(plan, setting: setting) { step, done, total in
      bars[step, default: ProgressBar(total: total, isQuiet: output.quiet)].update(done: done)
      if done == total || Interruption.wasAsked { bars[step]?.clear() }
      return !Interruption.wasAsked
    } problem: { error in
      for step in bars.keys { bars[step]?.clear() }
      status.note(error.code)
      ProblemLog.report(error)
    }
    guard let report else { Interruption.obey() }
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(report) { _ in printableLines(report.lines()) }
    try writer.finish()
    if let html { try OutputFile.write(Array(EvaluationPage.page(report).utf8), to: html) }
    try status.finish()
  }

  /// The attacks that were asked for.
  private func chosenAttacks() throws -> [CopyAttack] {
    guard !attacks.isEmpty else { return CopyAttack.all }
    let names = attacks.flatMap { $0.split(separator: ",") }.map(String.init)
    switch CopyAttack.selected(by: names) {
    case .success(let chosen) where chosen.isEmpty:
      throw ValidationError("--attacks names no attack.")
    case .success(let chosen): return chosen
    case .failure(let unknown): throw ValidationError("--attacks: \(unknown).")
    }
  }

  private func pictures(in folder: String) throws(SelvedgeError) -> [EvaluationPicture] {
    let found = PictureFinder([folder], excluding: "")
    if let problem = found.problems.first { throw problem }
    if !output.quiet { found.notes.forEach(ProblemLog.note) }
    let pictures = found.files.filter { $0.claimsPicture }
    guard !pictures.isEmpty else {
      throw SelvedgeError(
        .invalidRequest, subject: folder, message: "there is no PNG or JPEG file in it")
    }
    return pictures.map { EvaluationPicture(path: $0.path, name: $0.name) }
  }
}
