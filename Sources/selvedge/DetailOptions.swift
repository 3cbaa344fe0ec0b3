// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Provenance

/// What the submitter says about the designs of one command.
struct DetailOptions: ParsableArguments {
  @Option(help: "The design's title.")
  var title: String?

  @Option(
    name: .customLong("holder"), parsing: .singleValue,
    help: ArgumentHelp(
      "Who holds the rights, as claimed; again for each further holder.", valueName: "name"))
  var holders: [String] = []

  @Option(help: ArgumentHelp("Who submits, when that is not the holder.", valueName: "name"))
  var registrant: String?

  @Option(
    help: ArgumentHelp("The number under which an office registered it.", valueName: "number"))
  var registrationNumber: String?

  @Option(help: ArgumentHelp("Where the picture comes from.", valueName: "text"))
  var source: String?

  @Option(help: ArgumentHelp("Anything else.", valueName: "text"))
  var notes: String?

  @Option(
    help: ArgumentHelp(
      "Why the registry holds it: registered, public-domain or control.", valueName: "bank"))
  var bank: DesignBank = .registered

  @Option(
    name: .customLong("date"), parsing: .singleValue,
    help: ArgumentHelp(
      "What happened when, and what proves it; again for each further date.",
      discussion: """
        The kinds, hardest to bend first: thirdPartyFiling, registration, firstPublication, \
        firstSale, crawled, claimedCreation. The date is 2024, 2024-03, 2024-03-05 or \
        2024-03-05T12:00:00+08:00. The registry adds the moment of the deposit, and trusted \
        timestamps that it has verified.
        """, valueName: "kind=date[;note]"),
    transform: { text in
      do {
        return try TypedDate(submitted: text)
      } catch {
        throw ValidationError("\(error)")
      }
    })
  var dates: [TypedDate] = []

  /// What is said about each design.
  var details: DesignDetails {
    DesignDetails(
      title: title.flatMap(filled), holders: holders.compactMap(filled),
      registrant: registrant.flatMap(filled),
      registrationNumber: registrationNumber.flatMap(filled), source: source.flatMap(filled),
      notes: notes.flatMap(filled), bank: bank, dates: dates)
  }

  private func filled(_ text: String) -> String? {
    let text = trimmed(text)
    return text.isEmpty ? nil : text
  }
}

extension DesignBank: ExpressibleByArgument {
  /// Reads a bank.
  ///
  /// - Parameter argument: The argument.
  public init?(argument: String) { self.init(written: argument) }
}
