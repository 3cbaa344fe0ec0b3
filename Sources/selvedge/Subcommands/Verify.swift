// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// `selvedge verify RECEIPT` checks a receipt without the registry.
struct Verify: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Verify a receipt offline, or run a kept review again.",
    discussion: """
      A review is named by its number, its id or a JSON file of its report; a file whose name is also \
      that of a review is named ./NAME. It is made again as of \
      the log size it was made at, on the stored picture, and must be the same, byte for byte but for \
      times; designs that were registered or withdrawn since change nothing. A file may say nothing \
      that no report says, and what it says of its record and of findings must be what the registry \
      holds.

      A receipt is verified with the public key alone. \
      Checks that the receipt is whole, that its entry stands in the log at its place, and that the \
      key has signed that log. With --file also that a picture is the registered one, byte for byte. \
      Ends with 0 when all of it holds, else with 65 and the first thing that does not.

      The key must come from a source that you trust, not together with the receipt.
      """)

  @Argument(help: "A receipt as selvedge receipt wrote it, or a review.", completion: .file())
  var receipt: String

  @Option(
    name: .customLong("file"),
    help: ArgumentHelp("A picture that must be the registered one.", valueName: "picture"),
    completion: .file())
  var picture: String?

  @Option(
    help: ArgumentHelp(
      "What opens a seal: then --file must be the picture that was sealed.", valueName: "file"),
    completion: .file())
  var opening: String?

  @Option(
    help: ArgumentHelp(
      "The log's public key.", discussion: "Else the file log.vkey of the registry.",
      valueName: "vkey-file"), completion: .file())
  var key: String?

  @Option(
    name: .customLong("root"), parsing: .singleValue,
    help: ArgumentHelp(
      "A certificate (PEM) that is trusted to vouch for the authority of a time stamp; again for "
        + "each further one.", valueName: "file"), completion: .file())
  var roots: [String] = []

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp("Threads that decode: 1 or 2; the answer is the same.", valueName: "n"))
  var jobs = 1

  func validate() throws {
    guard opening == nil || picture != nil else {
      throw ValidationError("--opening goes with --file, the picture that was sealed.")
    }
    guard (1...2).contains(jobs) else {
      throw ValidationError("--jobs takes 1 or 2, not \(jobs).")
    }
  }

  func run() async throws {
    try AmbiguousWord.refuse(receipt, in: registry, includingDesigns: false)
    if RerunOutput.isName(receipt) { return try verifyReview(receipt, given: nil) }
    // What it is and whether it holds come from these bytes: a pipe gives them only once.
    let bytes = try WholeFile.bytes(of: receipt)
    if let given = try RerunOutput.report(in: bytes, of: receipt),
      let review = given.report.review
    {
      return try verifyReview(review, given: given)
    }
    let verdict = try await ReceiptVerification.verify(
      bytes, named: receipt, picture: picture,
      opening: try opening.map { try SealOpening(file: $0) },
      key: key ?? registry.path + "/log.vkey",
      roots: roots.isEmpty ? nil : try Timestamping.roots(roots, orOf: registry.path))
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(verdict) { _ in printableLines(text(verdict)) }
    try writer.finish()
  }

  private func verifyReview(_ name: String, given: RerunOutput.Given?) throws {
    guard picture == nil, opening == nil, key == nil, roots.isEmpty else {
      throw ValidationError(
        "--file, --opening, --key and --root are for receipts, and this is a review.")
    }
    try RerunOutput.run(
      name, given: given, desk: try registry.open(create: false, forReview: true), threads: jobs,
      output: output)
  }

  private func text(_ verdict: ReceiptVerdict) -> [String] {
    let subject = verdict.design.map { "design \($0)" } ?? verdict.type
    var lines = [
      "The receipt holds: \(subject) was logged at \(verdict.recordedAt ?? "an unknown time").",
      "log       \(verdict.log), entry \(verdict.logIndex) of \(grouped(verdict.logSize))",
    ]
    if let picture {
      let what = opening == nil ? "registered" : "sealed"
      lines.append("picture   \(picture) is the \(what) file, byte for byte")
    } else {
      lines.append("picture   none was given to compare; name one with --file")
    }
    lines.append(
      verdict.includesMetadata
        ? "document  title, holders and dates in the receipt are as they were logged"
        : "document  none in the receipt")
    for stamp in verdict.timestamps {
      lines.append(
        "stamp     of this entry, at \(stamp.time) by \(stamp.authority)"
          + (stamp.isTrusted ? ", a root given vouches for it" : "; name a root with --root"))
    }
    if opening != nil {
      lines.append("seal      the opening gives the commitment that was logged")
    }
    return lines
  }
}
