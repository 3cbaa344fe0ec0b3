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
    let entry = Result { () throws(SelvedgeError) in
      let details: DesignDetails
      switch row.details {
      case .success(let said): details = said
      case .failure(let problem):
        throw SelvedgeError(
          .invalidManifest, stage: "manifest", subject: row.file, message: "\(problem)")
      }
      return try desk.prepare(
        Submission(picture: try pictures.picture(row.file), file: row.file, details: details),
        lookingUp: true)
    }
    if case .failure(let error) = entry, error.stage == "registry" { return .failed(error) }
    return .row(PreparedRow(row: row, entry: entry))
  }

  /// Registers the designs of a group in one commit, with what becomes of each row.
  ///
  /// Each new design is compared with what was registered before the group, and with those that stand before it in
  /// the group, so the answer does not depend on where groups end.
  /// What was there before is searched by several threads, as nothing is added to it meanwhile.
  func commit(
    _ group: [PreparedRow], from place: Int, jobs: Int
  ) throws(SelvedgeError) -> [ImportRow] {
    guard !group.isEmpty else { return [] }
    let scope = try desk.catchUp().scope
    let earlier = earlierLeads(group, among: scope, jobs: jobs)
    var leads: [Lead?] = []
    let companions = MatchEngine()
    for (position, member) in group.enumerated() {
      guard case .success(let prepared) = member.entry, let fingerprint = prepared.fingerprint,
        let query = prepared.query, let picture = prepared.picture
      else {
        leads.append(nil)
        continue
      }
      let before = try earlier[position].get()
      var looks = CloserLooks(of: picture)
      let beside = try strongest(
        try companions.matches(for: query, limit: 5) { number in
          try? group[number].entry.get().fingerprint
        } closerLook: { match throws(SelvedgeError) in
          guard let other = try? group[match.number].entry.get().picture else { return nil }
          return try looks.observation(of: match, with: other)
        }.matches
      ) { found in
        found.reduce(into: [:]) { $0[$1] = group[$1].id }
      }
      leads.append([before, beside].compactMap(\.self).max { $0.score < $1.score })
      companions.add([(position, fingerprint)])
    }
    let found = leads
    let entries = group.compactMap { try? $0.entry.get().entry }
    nonisolated(unsafe) var rows: [ImportRow] = []
    _ = try registryWork { () throws(RegistryError) in
      try desk.logAndCommit(
        entries,
        recording: ImportRecording(session: session, place: place) { outcomes in
          rows = ManifestImport.rows(group, outcomes, found)
          return rows
        })
    }
    return rows
  }

  /// The strongest look-alikes among what was registered before the group, one for each member.
  private func earlierLeads(
    _ group: [PreparedRow], among scope: ComparisonScope, jobs: Int
  ) -> [Result<Lead?, SelvedgeError>] {
    var leads: [Result<Lead?, SelvedgeError>] = []
    OrderedWork.run(count: group.count, jobs: jobs) { position in
      Result { () throws(SelvedgeError) -> Lead? in
        guard case .success(let prepared) = group[position].entry, let query = prepared.query,
          let picture = prepared.picture
        else { return nil }
        return try strongest(
          try desk.matches(for: query, of: picture, limit: 5, among: scope).matches,
          sealed: scope.sealed
        ) { found throws(SelvedgeError) in
          try desk.comparableDesigns(found)
        }
      }
    } handOver: { _, found in
      leads += found
      return true
    }
    return leads
  }

  /// A look-alike.
  private struct Lead: Sendable {
    let design: String
    let score: Double
    /// Of a sealed design nothing is told but that it is there.
    let isSealed: Bool
  }

  /// The strongest flagged match; of equals the first registered.
  private func strongest(
    _ matches: [EngineMatch], sealed: Set<Int> = [],
    naming: ([Int]) throws(SelvedgeError) -> [Int: String]
  ) throws(SelvedgeError) -> Lead? {
    let found = matches.filter(\.isFlagged)
    guard !found.isEmpty else { return nil }
    let names = try naming(found.map(\.number))
    var best: EngineMatch?
    for match in found where names[match.number] != nil {
      guard let known = best else {
        best = match
        continue
      }
      if (match.score, -match.number) > (known.score, -known.number) { best = match }
    }
    guard let best, let design = names[best.number] else { return nil }
    return Lead(
      design: design, score: (best.score * 10).rounded() / 10,
      isSealed: sealed.contains(best.number))
  }

  private static func rows(
    _ group: [PreparedRow], _ outcomes: [EntryOutcome], _ leads: [Lead?]
  ) -> [ImportRow] {
    var next = 0
    return zip(group, leads).map { member, lead in
      let (row, file) = (member.row.row, member.row.file)
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
          return ImportRow(row: row, file: file, status: .alreadyRegistered, design: design)
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

extension PreparedRow {
  /// The id that the row's design will have.
  fileprivate var id: String? {
    guard case .success(let prepared) = entry, case .new(let design) = prepared.entry else {
      return nil
    }
    return String(design.original.sha256.prefix(24))
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
