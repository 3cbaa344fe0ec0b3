// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc
import MatchReporting

/// `selvedge seal PICTURE` registers a design without its picture.
struct SealDesign: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "seal",
    abstract: "Register a design now and show it later: the picture does not go in.",
    discussion: """
      What goes in is a commitment (a salted hash of file, pixels and everything that is said), the \
      fingerprint, holders and dates. A review of a look-alike says that a sealed design of that \
      time exists, and no more. The fingerprint holds a coarse map of the drawing's edges, so \
      whoever can read the registry's files can guess at the drawing.

      What opens the seal is written to a file before anything is sealed. Keep it with the picture, \
      byte for byte: without both the design can never be revealed. selvedge reveal opens it.
      """)

  @Argument(help: "A PNG or JPEG file.", completion: .file())
  var picture: String

  @Option(
    help: ArgumentHelp(
      "Where to write what opens the seal; else PICTURE.opening, unless it comes from a pipe.",
      valueName: "file"),
    completion: .file())
  var opening: String?

  @OptionGroup var details: DetailOptions
  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard details.bank == .registered else {
      throw ValidationError("--bank: only designs that somebody claims are sealed.")
    }
  }

  func run() throws {
    guard opening != nil || !comesFromPipe else {
      throw ValidationError(
        "Name --opening FILE, for the picture comes from a pipe: nothing can be kept beside it.")
    }
    let desk = try registry.open(create: true, forReview: false)
    let target = opening ?? picture + ".opening"
    let submission = Submission(picture: try Picture.reading(picture), details: details.details)
    var written: SealOpening?
    let sealed: SealedDesign
    do {
      sealed = try desk.seal(submission) { opening throws(SelvedgeError) in
        try OutputFile.create(try opening.json(), at: target)
        written = opening
      }
    } catch {
      if let written { Self.remove(target, unlessSealed: written.design, in: desk) }
      throw error
    }
    var writer = ResultWriter(output.format, isList: false)
    try writer.write(sealed) { _ in
      printable("sealed  \(sealed.design)  \(picture)")
    }
    try writer.finish()
    if !output.quiet {
      ProblemLog.note(
        printable("\(target) opens it: keep it together with the picture, and show it to nobody"))
    }
  }

  /// Whether the picture has no place of its own, beside which its opening could be kept.
  private var comesFromPipe: Bool {
    var status = stat()
    guard stat(picture, &status) == 0 else { return false }
    // Of a folder its reader says what is wrong.
    guard [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) else { return true }
    // Standard input may be a file, but what is put beside such a name is lost.
    return picture == "/dev/stdin"
      || ["/dev/fd/", "/proc/"].contains { picture.hasPrefix($0) }
  }

  /// Removes what would open a seal that was not made; when that is not certain, it stays.
  private static func remove(_ target: String, unlessSealed design: String, in desk: ReviewDesk) {
    do throws(SelvedgeError) {
      _ = try desk.sealedDesign(design)
    } catch {
      // Any other error leaves open whether it is sealed.
      if error.code == .designNotFound {
        unlink(target)
        return
      }
    }
    ProblemLog.note(
      "\(target) is kept, for the design may be sealed as \(design); see selvedge show \(design)")
  }
}
