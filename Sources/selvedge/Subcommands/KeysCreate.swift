// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc

extension AccessRole: ExpressibleByArgument {}

/// `selvedge keys create` makes a key and shows it, once.
struct KeysCreate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "create", abstract: "Make a key; it is shown this once.")

  @Option(help: ArgumentHelp("Who gets the key.", valueName: "text"))
  var name: String

  @Option(help: ArgumentHelp("What its bearer may do.", valueName: "role"))
  var role: AccessRole

  @Option(
    help: ArgumentHelp("After how many days it is void; never unless said.", valueName: "days"))
  var expiresAfter: Int?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let expiresAfter, !(1...36_500).contains(expiresAfter) {
      throw ValidationError("--expires-after takes 1 to 36500 days, not \(expiresAfter).")
    }
  }

  func run() throws {
    // Else a reader that goes away would end the program before it can call the key back.
    signal(SIGPIPE, SIG_IGN)
    let desk = try registry.open(create: true, forReview: false)
    let made = try desk.createKey(
      name: name, role: role, lifetime: expiresAfter.map { $0 * 24 * 3600 })
    do throws(SelvedgeError) {
      var writer = ResultWriter(output.format, isList: false)
      try writer.write(made) { _ in made.text }
      try writer.finish()
    } catch {
      callBack(made.key, in: desk)
      throw error
    }
    if !output.quiet {
      ProblemLog.note("key \(made.key.id) of \(name): keep it safe, it is not shown again")
    }
  }

  /// Calls back a key that nobody has seen.
  private func callBack(_ key: AccessKey, in desk: ReviewDesk) {
    do throws(SelvedgeError) {
      _ = try desk.revokeKey(key.id)
      ProblemLog.note("key \(key.id) could not be shown, and is called back")
    } catch {
      ProblemLog.note(
        "key \(key.id) could not be shown, and is still valid; selvedge keys revoke calls it back")
    }
  }
}
