// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc
import TrustedTime

/// `selvedge timestamp ID|REVIEW|FILE` asks an authority for a trusted timestamp, or attaches one made elsewhere.
struct Timestamp: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Get a trusted timestamp (RFC 3161) of a design, a kept review or a file.",
    discussion: """
      Of a design its log entry is stamped, byte for byte: that entry holds the digests of the \
      file, the pixels, the fingerprint and the document with title, holders and dates. The stamp \
      is logged, kept once, and from then on the design's hardest date. Of a review, named by its number \
      or id, the log entry is stamped as well, with the digests of report and picture; the token \
      is written to review-NUMBER.tsr or --out. Of a file its bytes are stamped, and the token is \
      written beside it as FILE.tsr, or to --out; an answer that --token names there already stays \
      as it is. A file whose name is also that of a review or design is named ./NAME.

      Everything is verified first: imprint, nonce, policy, signature, that the certificate is for \
      time stamps, and a chain to a trusted root at the stamped time. Roots are named with --root, \
      or are the PEM files in the registry's folder trust.

      Without reach to an authority: --request writes a request for another tool, and --token with \
      the same --request attaches its answer.
      """)

  @Argument(help: "A design's id, a review's number or id, or a file.", completion: .file())
  var subject: String

  @Option(help: ArgumentHelp("The authority to ask.", valueName: "url"))
  var tsa: String?

  @Option(
    help: ArgumentHelp("An answer that was made elsewhere.", valueName: "file.tsr"),
    completion: .file())
  var token: String?

  @Option(
    help: ArgumentHelp(
      "Where to write the request; with --token, the request that it answers.",
      valueName: "file.tsq"), completion: .file())
  var request: String?

  @Option(
    name: .customLong("root"), parsing: .singleValue,
    help: ArgumentHelp("A trusted root certificate; may come again.", valueName: "cert.pem"),
    completion: .file())
  var roots: [String] = []

  @Option(
    help: ArgumentHelp(
      "The policy to ask for; with --token, the one that the stamp must be under.",
      valueName: "1.2.3"))
  var policy: String?

  @Option(
    help: ArgumentHelp(
      "The digest to stamp, else sha256; with --token, the one that must be stamped.",
      valueName: "sha256|sha384|sha512"))
  var digest: TimestampDigest?

  @Option(
    help: ArgumentHelp(
      "Where to write the bytes that are stamped, as openssl ts -verify -data takes them.",
      valueName: "file"), completion: .file())
  var stamped: String?

  @Option(
    name: .customLong("out"),
    help: ArgumentHelp("Where to write the token.", valueName: "file.tsr"), completion: .file())
  var output: String?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var format: OutputOptions

  func validate() throws {
    guard tsa == nil || token == nil else {
      throw ValidationError("Name an authority with --tsa, or an answer with --token, not both.")
    }
    guard tsa != nil || token != nil || request != nil || stamped != nil else {
      throw ValidationError("Name --tsa URL, --token FILE.tsr or --request OUT.tsq.")
    }
    guard tsa == nil || request == nil else {
      throw ValidationError("--request is for --token or for itself; --tsa makes its own.")
    }
    guard tsa.map(TimestampAuthority.isAddress) ?? true else {
      throw ValidationError(
        "--tsa takes an address that begins with http:// or https://, not \(tsa ?? "").")
    }
    guard policy.map(TimestampRequest.isPolicy) ?? true else {
      throw ValidationError(
        "--policy takes the number of a policy, such as 1.2.3, not \(policy ?? "").")
    }
  }

  func run() async throws {
    try AmbiguousWord.refuse(subject, in: registry, includingDesigns: true)
    let isFile = access(subject, F_OK) == 0
    let desk = isFile ? nil : try registry.open(create: false, forReview: false)
    let asked = try desk?.timestampSubject(subject) ?? Timestamping.subject(file: subject)
    let isReview = !isFile && asked.design == nil
    let place = output ?? usualPlace(isReview: isReview, isFile: isFile)
    try requireOutputsApart(token: place)
    if let stamped { try OutputFile.write(asked.bytes, to: stamped) }
    guard tsa != nil || token != nil else { return try writeRequest(of: asked) }
    let trusted = try Timestamping.roots(roots, orOf: registry.path)
    let (answer, request) = try await answer(for: asked)
    var verdict = try await Timestamping.verify(
      answer, of: asked, request: request, policy: policy, digest: digest, trusting: trusted,
      name: token ?? tsa ?? subject)
    if let desk, try desk.keep(answer.token, of: asked) { verdict.wasKeptBefore = true }
    if let place { try OutputFile.write(answer.token.der, to: place) }
    var writer = ResultWriter(format.format, isList: false)
    try writer.write(verdict) { _ in printableLines(text(verdict, place)) }
    try writer.finish()
  }

  /// Where a token goes that is not kept with a design; nil where the answer that was made elsewhere is already.
  private func usualPlace(isReview: Bool, isFile: Bool) -> String? {
    guard isReview || isFile else { return nil }
    let place = isReview ? "review-\(subject).tsr" : subject + ".tsr"
    if let token, let file = FileIdentity(place), FileIdentity(token) == file { return nil }
    return place
  }

  /// Refuses, before anything is written, to lose what is read or one of two outputs.
  private func requireOutputsApart(token place: String?) throws(SelvedgeError) {
    let hasAnswer = tsa != nil || token != nil
    // Without an answer the request is written; with one it is read.
    let written = hasAnswer ? place : request
    let read = [subject] + roots + [token, hasAnswer ? request : nil].compactMap { $0 }
    for path in [stamped, written].compactMap({ $0 }) {
      try OutputFile.requireOther(path, than: read)
    }
    if let stamped, let written { try OutputFile.requireApart(stamped, from: written) }
  }

  private func writeRequest(of asked: TimestampSubject) throws {
    guard let request else { return }
    let made = TimestampRequest(stamping: asked.bytes, algorithm: digest ?? .sha256, policy: policy)
    let bytes: [UInt8]
    do throws(TimestampError) {
      bytes = try made.der()
    } catch {
      throw SelvedgeError(error, of: request)
    }
    try OutputFile.write(bytes, to: request)
    if !format.quiet {
      ProblemLog.note(
        "\(request) is written; attach the answer with --token FILE.tsr --request \(request)")
    }
  }

  private func answer(
    for asked: TimestampSubject
  ) async throws -> (TimestampResponse, TimestampRequest?) {
    do {
      if let tsa {
        let request = TimestampRequest(
          stamping: asked.bytes, algorithm: digest ?? .sha256, policy: policy)
        return (try await TimestampAuthority(url: tsa).stamp(request), request)
      }
      let known = try request.map { try TimestampRequest(der: WholeFile.bytes(of: $0)) }
      let bytes = try WholeFile.bytes(of: token ?? "")
      return (try TimestampResponse(der: bytes), known)
    } catch let error as TimestampError {
      throw SelvedgeError(error, of: tsa ?? token ?? subject)
    }
  }

  private func text(_ verdict: TimestampVerdict, _ place: String?) -> [String] {
    let what =
      verdict.design.map { "design \($0)" }
      ?? (verdict.stampedIndex == nil ? subject : "review \(subject)")
    var lines = [
      "The time stamp holds: \(what) existed at \(verdict.time).",
      "authority \(verdict.authority)",
      "stamp     number \(verdict.serialNumber), policy \(verdict.policy), \(verdict.algorithm)",
    ]
    if let index = verdict.stampedIndex { lines.append("stamped   log entry \(index)") }
    if let change = verdict.modification { lines.append("changed   by the authority: \(change)") }
    if verdict.wasKeptBefore == true {
      lines.append("kept      before: the design has this stamp already, and nothing was added")
    }
    if let place { lines.append("written   \(place)") }
    return lines
  }
}

extension TimestampDigest: ExpressibleByArgument {}
