// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc
import MatchReporting

/// The command line: parses, runs one subcommand, and ends with an exit status of the contract.
@main
struct Selvedge: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "selvedge",
    abstract: "Leads and evidence on the copyright similarity of designs.",
    discussion: """
      Register designs, then look pictures up among them. Every answer is a lead for reference, \
      never a verdict.

      The registry is the folder named by --registry, else by SELVEDGE_REGISTRY, else \
      ./selvedge-registry; it is made on first use.

      Exit status: 0 done, nothing flagged; 2 something flagged; 3 cannot judge; 64 usage; \
      65 bad data; 66 no such input; 73, 74 writing or reading failed; 75 registry busy; \
      78 registry from a newer version; 70 a bug.
      """,
    version: "0.1.0",
    subcommands: [
      Register.self, SealDesign.self, Reveal.self, Import.self, Review.self, Compare.self,
      Trace.self, Hash.self, Show.self,
      List.self, Stats.self, Registrants.self, ShowReceipt.self, Verify.self, Timestamp.self,
      Log.self, Check.self, Reviews.self, RecordFinding.self, FindingRates.self, Withdraw.self,
      Controls.self,
      Backup.self, Restore.self, Export.self, Evaluate.self, Keys.self, Serve.self,
    ])

  static func main() async {
    ProblemLog.holdStandardStreams()
    // A file that may not grow any further is an error like others, which says so.
    signal(SIGXFSZ, SIG_IGN)
    var command: any ParsableCommand
    do {
      let arguments = Array(CommandLine.arguments.dropFirst())
      try requireHelp(for: arguments)
      command = try parse(arguments)
    } catch {
      finish(with: error)
    }
    do {
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch let error as SelvedgeError {
      ProblemLog.report(error)
      Glibc.exit(ExitStatus.of(error.code))
    } catch let status as ExitCode {
      Glibc.exit(status.rawValue)
    } catch let error as ValidationError {
      refuse(error, of: type(of: command))
    } catch let error where [.success, .validationFailure].contains(exitCode(for: error)) {
      finish(with: error)
    } catch {
      let failure = SelvedgeError(
        .internalFailure, subject: "selvedge", message: "an error that was not foreseen: \(error)")
      ProblemLog.report(failure)
      Glibc.exit(ExitStatus.of(failure.code))
    }
  }

  /// Reads the command line.
  ///
  /// The parser takes `-hi.jpg` for a cluster of flags with help among them, and `--jobs -3` for an option without
  /// its value. No option has one dash but `-h`, so that such a word is a value or a mistake.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    // What shells ask for completions holds words that are not finished.
    guard arguments.first?.hasPrefix("---") != true else { return try parseAsRoot(arguments) }
    var words: [String] = []
    var dashed: String?
    for (place, word) in arguments.enumerated() {
      if word == "--" {
        words += arguments[place...]
        break
      }
      guard word.hasPrefix("-"), !word.hasPrefix("--"), word != "-", word != "-h" else {
        words.append(word)
        continue
      }
      guard let option = words.last, option.hasPrefix("--"), !option.contains("=") else {
        throw unknownOption(word)
      }
      words[words.count - 1] += "=" + word
      dashed = dashed ?? word
    }
    do {
      return try parseAsRoot(words)
    } catch {
      guard let dashed, message(for: error).contains("does not take any value") else { throw error }
      throw unknownOption(dashed)
    }
  }

  private static func unknownOption(_ word: String) -> ValidationError {
    ValidationError(
      "There is no option \(printable(word)). A file of this name is written ./\(printable(word)), or "
        + "stands behind --; -h shows the options that there are.")
  }

  /// Ends with help or the version, which may fail to be written, or with what is wrong with the arguments.
  private static func finish(with error: any Error) -> Never {
    guard exitCode(for: error) == .success else { exit(withError: error) }
    let text = fullMessage(for: error)
    do throws(SelvedgeError) {
      if !text.isEmpty { try OutputFile.write(Array((text + "\n").utf8), to: nil) }
    } catch {
      ProblemLog.report(error)
      Glibc.exit(ExitStatus.of(error.code))
    }
    Glibc.exit(0)
  }

  /// Ends with what a subcommand says about its arguments once it runs, and with its own usage.
  private static func refuse(
    _ error: ValidationError, of command: any ParsableCommand.Type
  ) -> Never {
    ProblemLog.write(raw: "Error: \(error.message)\nUsage: \(usageString(for: command))\n")
    Glibc.exit(exitCode(for: error).rawValue)
  }

  /// Refuses to be asked for help with what is no subcommand, for which the parser shows the general help.
  private static func requireHelp(for arguments: [String]) throws {
    guard arguments.first == "help" else { return }
    var command: any ParsableCommand.Type = Selvedge.self
    for name in arguments.dropFirst() where !name.hasPrefix("-") && name != "help" {
      let known = command.configuration.subcommands
      guard let next = known.first(where: { $0._commandName == name }) else {
        throw ValidationError(
          "There is no subcommand \(printable(name)); selvedge --help lists what there is.")
      }
      command = next
    }
  }
}
