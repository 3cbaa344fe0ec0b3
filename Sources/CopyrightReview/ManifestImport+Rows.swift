// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import BulkManifest
internal import DesignRegistry

/// A row whose picture was looked at, or the reason why it makes no design.
struct PreparedRow: Sendable {
  let row: ManifestRow
  /// The file as the row names it, with blanks around it where it is found by them.
  let file: String
  let entry: Result<PreparedEntry, SelvedgeError>
}

/// What a thread made of a row.
enum PreparationOutcome: Sendable {
  /// The row is ready for its commit.
  case row(PreparedRow)
  /// The registry or the manifest failed, which is not the row's fault.
  case failed(SelvedgeError)
  /// The row was not looked at, because the import is to stop.
  case stopped
}

extension ManifestImport {
  /// Does everything about a row that needs no transaction.
  func prepare(_ reader: ManifestReader, _ place: Int) -> PreparationOutcome {
    let row: ManifestRow
    do throws(ManifestError) {
      row = try reader.row(at: place)
    } catch {
      return .failed(
        SelvedgeError(
          .invalidManifest, stage: "manifest", subject: manifest.path, message: "\(error)"))
    }
    var name = row.file
    let entry = Result { () throws(SelvedgeError) -> PreparedEntry in
      let details: DesignDetails
      switch row.details {
      case .success(let said): details = said
      case .failure(let problem):
        throw SelvedgeError(
          .invalidManifest, stage: "manifest", subject: row.file, message: "\(problem)")
      }
      let (picture, file) = try picture(of: row)
      name = file
      do throws(SelvedgeError) {
        return try desk.prepare(
          Submission(picture: picture, file: file, details: details), lookingUp: true)
      } catch {
        // What a row says wrongly is a fault of the manifest, not of the command.
        guard error.code == .invalidRequest else { throw error }
        throw SelvedgeError(
          .invalidManifest, stage: "manifest", subject: error.subject, message: error.message,
          cause: error.cause)
      }
    }
    if case .failure(let error) = entry, error.stage == "registry" { return .failed(error) }
    return .row(PreparedRow(row: row, file: name, entry: entry))
  }

  /// Reads the picture of a row: the file of exactly that name, or else the one without blanks around its name.
  private func picture(of row: ManifestRow) throws(SelvedgeError) -> (Picture, file: String) {
    if row.writtenFile != row.file {
      do throws(SelvedgeError) {
        return (try pictures.picture(row.writtenFile), row.writtenFile)
      } catch {
        guard error.code == .inputNotFound else { throw error }
      }
    }
    return (try pictures.picture(row.file), row.file)
  }

  /// Registers the designs of a group in one commit, with what becomes of each row.
  ///
  /// Each new design is compared with all that came before it, registered or in the group, in one search. So the
  /// answer does not depend on where groups end, on the number of threads or on what stopped the import before.
  func commit(
    _ group: [PreparedRow], from place: Int, jobs: Int
  ) throws(SelvedgeError) -> [ImportRow] {
    guard !group.isEmpty else { return [] }
    let earlier = EarlierDesigns(of: group, behind: try desk.catchUp().scope, in: desk)
    var found: [Result<Lead?, SelvedgeError>] = []
    OrderedWork.run(count: group.count, jobs: jobs) { position in
      Result { () throws(SelvedgeError) in try lead(of: group, at: position, among: earlier) }
    } handOver: { _, results in
      found += results
      return true
    }
    var leads: [Lead?] = []
    for result in found { leads.append(try result.get()) }
    let told = leads
    let entries = group.compactMap { try? $0.entry.get().entry }
    // Proof: the closure of the recording is called by `logAndCommit` alone, which returns when it has; this thread
    // waits for that.
    nonisolated(unsafe) var rows: [ImportRow] = []
    _ = try registryWork { () throws(RegistryError) in
      try desk.logAndCommit(
        entries,
        recording: ImportRecording(session: session, place: place) { outcomes in
          rows = ManifestImport.rows(group, outcomes, told)
          return rows
        })
    }
    return rows
  }

  /// The strongest look-alike of a member among what came before it; of equals the first registered.
  private func lead(
    of group: [PreparedRow], at position: Int, among earlier: EarlierDesigns
  ) throws(SelvedgeError) -> Lead? {
    guard case .success(let prepared) = group[position].entry, let query = prepared.query,
      let picture = prepared.picture
    else { return nil }
    let flagged = try earlier.matches(for: query, of: picture, at: position).filter(\.isFlagged)
    guard !flagged.isEmpty else { return nil }
    let names = try earlier.ids(flagged.map(\.number))
    let strongest = flagged.filter { names[$0.number] != nil }.min {
      ($1.score, $0.number) < ($0.score, $1.number)
    }
    guard let strongest, let design = names[strongest.number] else { return nil }
    return Lead(
      design: design, score: (strongest.score * 10).rounded() / 10,
      isSealed: earlier.isSealed(strongest.number))
  }

  /// A look-alike.
  private struct Lead: Sendable {
    let design: String
    let score: Double
    /// Of a sealed design nothing is told but that it is there.
    let isSealed: Bool
  }

  private static func rows(
    _ group: [PreparedRow], _ outcomes: [EntryOutcome], _ leads: [Lead?]
  ) -> [ImportRow] {
    var next = 0
    return zip(group, leads).map { member, lead in
      let (row, file) = (member.row.row, member.file)
      switch member.entry {
      case .failure(let error):
        return ImportRow(
          row: row, file: file, status: .rejected, code: error.code.rawValue,
          message: error.message)
      case .success:
        let outcome = outcomes[next]
        next += 1
        let design = outcome.design.design
        guard outcome.isNew else {
          return ImportRow(
            row: row, file: file, status: .alreadyRegistered, design: design,
            message: outcome.message)
        }
        guard let lead else {
          return ImportRow(row: row, file: file, status: .registered, design: design)
        }
        return ImportRow(
          row: row, file: file, status: .looksLike, design: design, looksLike: lead.design,
          score: lead.isSealed ? nil : lead.score)
      }
    }
  }
}

extension ReviewDesk {
  /// The ids of designs that may be named as look-alikes: all but the planted ones.
  func comparableDesigns(_ numbers: [Int]) throws(SelvedgeError) -> [Int: String] {
    let (designs, sealed) = try registryWork { () throws(RegistryError) in
      (try registry.designs(numbered: numbers), try registry.sealedDesigns(numbered: numbers))
    }
    return designs.filter { $0.value.details.bank != .control }.mapValues(\.design).merging(
      sealed.mapValues(\.design)
    ) { open, _ in open }
  }
}
