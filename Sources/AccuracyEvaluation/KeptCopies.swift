// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyrightReview
private import Foundation

/// The folder in which an evaluation leaves its copies, for other programs to be tried on them.
///
/// `queries/` holds the copies; `truth.tsv` says `query, attack, family, design` a line, with `-`
/// for the design of a stranger; `results.tsv` says `query, design, score, flagged` a line.
struct KeptCopies: Sendable {
  private let folder: String

  /// Makes the folder.
  ///
  /// - Parameter folder: Where it is to be; there must be none, or an empty one, for what an earlier run kept is not told
  ///   from what this one keeps.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  init(folder: String) throws(SelvedgeError) {
    self.folder = folder
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder)
    guard names?.isEmpty ?? !FileManager.default.fileExists(atPath: folder) else {
      throw SelvedgeError(
        .outputNotWritable, stage: "evaluate", subject: folder,
        message: "this is there already and not an empty folder; name another")
    }
    do {
      try FileManager.default.createDirectory(
        atPath: folder + "/queries", withIntermediateDirectories: true)
    } catch {
      throw .unwritable(folder, stage: "evaluate", error)
    }
  }

  /// Keeps a copy.
  ///
  /// - Parameters:
  ///   - bytes: The file.
  ///   - name: Its name.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func keep(_ bytes: [UInt8], name: String) throws(SelvedgeError) {
    try write(Data(bytes), to: "queries/" + name)
  }

  /// Writes what is true about the queries and what was answered.
  ///
  /// - Parameters:
  ///   - outcomes: The queries and their answers.
  ///   - files: The file name of each design, by its id.
  /// - Throws: `SelvedgeError` with `outputNotWritable`.
  func finish(_ outcomes: [QueryOutcome], files: [String: String]) throws(SelvedgeError) {
    var (truth, results) = ("", "")
    for outcome in outcomes {
      let origin = outcome.origin
      truth += line([
        outcome.name, origin?.attack.name ?? "stranger",
        origin?.attack.family.rawValue ?? "negative",
        origin.map { files[$0.design] ?? $0.design } ?? "-",
      ])
      for answer in outcome.answers {
        results += line([
          outcome.name, files[answer.design] ?? answer.design, "\(answer.score)",
          answer.flagged ? "1" : "0",
        ])
      }
    }
    try write(Data(truth.utf8), to: "truth.tsv")
    try write(Data(results.utf8), to: "results.tsv")
  }

  private func line(_ fields: [String]) -> String {
    fields.map { $0.replacing("\t", with: " ").replacing("\n", with: " ") }
      .joined(separator: "\t") + "\n"
  }

  private func write(_ data: Data, to name: String) throws(SelvedgeError) {
    do {
      try data.write(to: URL(filePath: folder + "/" + name))
    } catch {
      throw .unwritable(folder + "/" + name, stage: "evaluate", error)
    }
  }
}
