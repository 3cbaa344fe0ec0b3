// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc

/// Where the registry is.
struct RegistryOptions: ParsableArguments {
  @Option(
    name: .customLong("registry"),
    help: ArgumentHelp(
      "The registry's folder.", discussion: "Else SELVEDGE_REGISTRY, else ./selvedge-registry.",
      valueName: "dir"))
  var folder: String?

  /// The registry's folder.
  var path: String {
    if let folder { return folder }
    if let variable = getenv("SELVEDGE_REGISTRY") {
      let path = String(cString: variable)
      if !path.isEmpty { return path }
    }
    return "./selvedge-registry"
  }

  /// Opens the registry; long work is noted on standard error.
  ///
  /// - Parameters:
  ///   - create: Whether to make it when there is none.
  ///   - forReview: Whether pictures will be looked up, so that the index is wanted.
  ///   - isQuiet: Whether the notes are left out.
  /// - Returns: The desk.
  /// - Throws: `SelvedgeError`.
  func open(
    create: Bool, forReview: Bool, isQuiet: Bool = false
  ) throws(SelvedgeError) -> ReviewDesk {
    try ReviewDesk.open(path, create: create, loadIndex: forReview) { note in
      if !isQuiet { ProblemLog.note(note) }
    }
  }
}

/// What else is said, of a command whose result has one form.
struct NoteOptions: ParsableArguments {
  @Flag(help: "No progress and no notes; results and problems only.")
  var quiet = false
}

/// How results are written, and what else is said.
struct OutputOptions: ParsableArguments {
  @Option(help: ArgumentHelp("How results are written.", valueName: "text|json|ndjson"))
  var format: OutputFormat = .text

  @Flag(help: "No progress and no notes; results and problems only.")
  var quiet = false
}

/// How much of the machine is used.
struct JobOptions: ParsableArguments {
  @Option(
    name: .customLong("jobs"),
    help: ArgumentHelp("Pictures worked on at once; all cores unless said.", valueName: "n"))
  var requested: Int?

  /// The number of threads, at least 1.
  var count: Int { requested ?? max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

  func validate() throws {
    if let requested, !(1...256).contains(requested) {
      throw ValidationError("--jobs takes 1 to 256, not \(requested).")
    }
  }
}
