// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge log verify` reads every byte of the log and holds it against what was published.
struct LogVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify the whole log against its published checkpoint.",
    discussion: """
      With --since and a checkpoint that was kept, also that the log begins with the log of that \
      checkpoint, so that nothing in it was changed or removed. With --proof, what selvedge log prove \
      --since printed, nothing of the log is read: proof, checkpoint and public key are enough. \
      With --key the published checkpoint must be signed by that key, and the keys in the registry's \
      folder are not looked at. \
      Ends with 0 when everything holds, else with 65 and what does not.
      """)

  @Option(
    help: ArgumentHelp("A checkpoint that was kept.", valueName: "file"), completion: .file())
  var since: String?

  @Option(
    help: ArgumentHelp("A proof that was made elsewhere.", valueName: "file"), completion: .file())
  var proof: String?

  @Option(
    help: ArgumentHelp(
      "The log's public key, from elsewhere.",
      discussion: "Else the file log.vkey of the registry.",
      valueName: "vkey-file"),
    completion: .file())
  var key: String?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard proof == nil || since != nil else {
      throw ValidationError("--proof goes with --since, the checkpoint that was kept.")
    }
  }

  func run() throws {
    if let since { return try verify(since: since) }
    let found = try RegistryExaminer.examineLog(of: registry.path, key: key)
    try ExaminationOutput.write(found, output: output) { found in
      ["The log holds: \(found.logLine)"]
    }
  }

  private func verify(since path: String) throws {
    // Both the proof and the size that it begins at come from these bytes: a pipe gives them only once.
    let old = try WholeFile.bytes(of: path)
    var found: RegistryExamination?
    let continuation: LogContinuation
    let keyFile = key ?? registry.path + "/log.vkey"
    if let proof {
      continuation = try LogContinuation.reading(proof)
    } else {
      let examined = try examineLog(holding: old, named: path, key: keyFile)
      let size = try LogContinuation.size(
        ofCheckpoint: old, named: path, key: keyFile,
        atMost: examined.checkpointSize ?? examined.entries)
      let desk = try registry.open(create: false, forReview: false)
      continuation = try desk.logContinuation(since: size)
      found = examined
    }
    try continuation.verify(since: old, named: path, key: keyFile)
    let line =
      "The log of \(grouped(continuation.newSize)) entries begins with that of "
      + "\(grouped(continuation.oldSize)): nothing before was changed or removed."
    guard let found else {
      var writer = ResultWriter(output.format, isList: false)
      try writer.write(continuation) { _ in line }
      return try writer.finish()
    }
    try ExaminationOutput.write(found, output: output) {
      ["The log holds: \($0.logLine)", line]
    }
  }

  /// Examines the log; where it is gone, a checkpoint that its key signed tells that there was one.
  private func examineLog(
    holding old: [UInt8], named path: String, key keyFile: String
  ) throws -> RegistryExamination {
    do throws(SelvedgeError) {
      return try RegistryExaminer.examineLog(of: registry.path, key: key)
    } catch {
      guard error.code == .logEntryNotFound else { throw error }
      _ = try LogContinuation.size(ofCheckpoint: old, named: path, key: keyFile, atMost: 0)
      throw error
    }
  }
}
