// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import Glibc

/// `selvedge import MANIFEST.csv` makes designs of the rows of a table.
struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make designs of the rows of a CSV file, or a registry of an export.",
    discussion: """
      The first row names the columns. file is needed: a picture file, relative to the manifest's \
      folder. Others are title, holder, registrant, registrationNumber, source, notes, bank, \
      dates (kind=date;note), and one column for each kind of date: thirdPartyFiling, \
      registration, firstPublication, firstSale, crawled, claimedCreation (date;note). Several \
      holders or dates in a cell have a bar | between; a text has 2,000 characters at most, and a \
      design 100 dates. A column without a name must be empty. Chinese column names such as \
      文件, 作品名称, 著作权人, 登记号, 首次发表 are known. UTF-8 and GB 18030 are read.

      Each row ends as registered, alreadyRegistered, looksLike (registered, and like one that \
      came before it) or rejected. Of bytes that are registered already nothing is stored but \
      the name; a row that says otherwise than the design is told what is lost. A row that is \
      printed is durable. Whatever ends the import, the same command goes on where it stopped; \
      after its end it begins anew and finds what is there. Exit status 2 says that some row has a \
      look-alike or says otherwise of known bytes, that of the worst problem that some row was \
      rejected, 130 that Ctrl-C stopped it.

      Of a folder that selvedge export made, a registry is made where there is none yet, and \
      checked: with all designs, dates, reviews, findings and the log. Its log goes on under a key \
      and a name of its own; receipts from before are verified with the old key, kept in former/.
      """)

  @Argument(help: "A CSV file, or the folder of an export.", completion: .file(extensions: ["csv"]))
  var manifest: String

  @Option(
    help: ArgumentHelp("Where to write what became of each row, as CSV.", valueName: "out.csv"))
  var results: String?

  @Option(
    help: ArgumentHelp(
      "A folder that gets the receipt of each row's design, as ID.receipt.", valueName: "dir"))
  var receipts: String?

  @OptionGroup var registry: RegistryOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var jobs: JobOptions

  func run() throws {
    if RegistryExport.isExport(manifest) {
      guard results == nil, receipts == nil else {
        throw ValidationError(
          "--results and --receipts are for the rows of a CSV file, and this is an export.")
      }
      guard jobs.requested == nil else {
        throw ValidationError("--jobs is for the rows of a CSV file, and this is an export.")
      }
      return try Export.restore(manifest, to: registry.path, output)
    }
    var status = stat()
    if stat(manifest, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw SelvedgeError(
        .inputNotFound, subject: manifest,
        message: "this is a folder, and none that selvedge export made; name a CSV file, or "
          + "register the folder")
    }
    // Looked for first, so that no registry is made for a name that was mistyped.
    guard access(manifest, R_OK) == 0 else {
      throw SelvedgeError.unreadable(manifest, errno: errno)
    }
    if let results { try OutputFile.requireOutsideRegistries(results) }
    let desk = try registry.open(create: true, forReview: true)
    try ImportRun.run(
      manifest, into: desk, results: results, receipts: receipts, jobs: jobs.count, output: output)
  }
}
