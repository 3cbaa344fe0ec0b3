// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import ImageBuffers
internal import MatchReporting
private import Provenance

/// What the registry holds of the designs that a picture was found to be like.
struct FoundDesigns {
  /// The designs that may be shown, by number.
  let open: [Int: DesignRecord]
  /// Sealed ones that are flagged, by number; nothing more of them is told.
  let sealed: [Int: SealedDesign]

  /// The designs whose originals are asked what became of colours and repeats.
  ///
  /// - Parameters:
  ///   - found: The matches, the flagged ones first.
  ///   - limit: The most matches that are listed.
  ///   - earliest: So many of the flagged ones that were registered first, and as many of the public domain; `nil` is
  ///     those that are listed.
  /// - Returns: Their numbers.
  func examined(of found: [EngineMatch], limit: Int, earliest: Int?) -> Set<Int> {
    guard let earliest else {
      return Set(found.map(\.number).filter { open[$0] != nil }.prefix(limit))
    }
    let flagged = found.filter(\.isFlagged).compactMap { open[$0.number] }
      .sorted { $0.isRegisteredBefore($1) }
    let motifs = flagged.filter { $0.details.bank == .publicDomain }
    let others = flagged.filter { $0.details.bank != .publicDomain }
    return Set((others.prefix(earliest) + motifs.prefix(earliest)).map(\.number))
  }

  /// What is told of sealed designs, in the order of the matches.
  func sealedMatches(of found: [EngineMatch]) -> [SealedMatch] {
    found.compactMap { match in
      sealed[match.number].map { SealedMatch(design: $0.design, sealedAt: $0.sealedAt) }
    }
  }
}

extension ReviewDesk {
  /// Reads what the registry holds of the designs of matches.
  ///
  /// - Parameters:
  ///   - found: The matches.
  ///   - set: The designs that were compared.
  /// - Returns: The designs, as they were at the size of the set's log.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  func designs(
    of found: [EngineMatch], in set: ComparedSet
  ) throws(SelvedgeError) -> FoundDesigns {
    let open = found.map(\.number).filter { !set.sealed.contains($0) }
    let sealed = found.filter { set.sealed.contains($0.number) && $0.isFlagged }.map(\.number)
    return try registryWork { () throws(RegistryError) in
      FoundDesigns(
        open: try registry.designs(numbered: open, asOf: set.logSize),
        sealed: try registry.sealedDesigns(numbered: sealed))
    }
  }

  /// Puts matches into words and numbers of the report, and says of some what became of colours and repeats.
  ///
  /// - Parameters:
  ///   - found: What was found.
  ///   - designs: The designs that may be shown, by number.
  ///   - examined: Those whose originals are looked at.
  ///   - views: The views of the picture that were looked up.
  ///   - query: The picture.
  ///   - procedure: How candidates were compared.
  ///   - threads: How many threads see to it, at least 1.
  /// - Returns: The leads in the order of the matches, and how long colours and repeats took.
  /// - Throws: ``SelvedgeError`` when the picture cannot be read again.
  func leads(
    of found: MatchEngine.Answer, among designs: [Int: DesignRecord], examining examined: Set<Int>,
    in views: QueryViews, _ query: QuerySummary, procedure: VerificationProcedure, threads: Int
  ) throws(SelvedgeError) -> (leads: [Lead], changesMilliseconds: Double) {
    var leads: [Lead] = []
    var places: [Int] = []
    var subjects: [ChangeExaminer.Subject] = []
    for match in found.matches {
      guard let design = designs[match.number] else { continue }
      var match = match
      var picture: Picture?
      if match.isFlagged, examined.contains(match.number),
        let original = try? verifiedOriginal(of: design)
      {
        let own = Picture(name: design.file, bytes: original)
        match = try match.comparedAsSmall(
          as: views.view(of: match).query, with: own,
          of: ImageSize(width: design.width, height: design.height))
        picture = own
      }
      let summary = MatchSummary(
        match, of: query, at: views.place(of: match, in: query), with: ComparedDesign(design),
        compared: found.compared, procedure: procedure)
      if let picture, summary.flagged {
        places.append(leads.count)
        subjects.append(
          ChangeExaminer.Subject(summary: summary, match: match, design: picture))
      }
      leads.append(Lead(match: summary, design: MatchedDesign(design)))
    }
    let begin = ContinuousClock.now
    let changes = try ChangeExaminer(of: views, query, threads: threads).changes(of: subjects)
    for (place, change) in zip(places, changes) { leads[place].match.take(change) }
    return (leads, begin.elapsedMilliseconds)
  }
}
