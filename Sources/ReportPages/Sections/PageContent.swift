// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// Everything that a page shows, gathered from the report, the registry and the album.
struct PageContent {
  let title: Phrase
  /// What the matches are: designs of a registry, or the second of two pictures.
  let other: Phrase
  let query: QuerySummary
  let finding: Finding
  let reason: String?
  let reasonCode: PictureDoubt?
  let matches: [MatchSummary]
  let facts: [DesignFacts]
  let album: EvidenceAlbum
  let compared: Int
  let engine: String
  let review: String?
  let sentence: Phrase
  let comparedWords: Phrase
  /// How the live controls came out; nil when none is planted, or no registry was searched.
  var controls: ControlsReport?
  /// Sealed designs that are flagged; nothing more of them is told.
  var sealed: [SealedMatch] = []
  /// What people found on the review, the oldest first.
  var findings: [ReviewFinding] = []
  let rerun: [RerunWords.Line]
  let context: ReportContext

  /// Where the picture proper is in the second of two pictures; registered designs are not cut.
  var otherCut: PictureCut?

  /// Whether a registry was searched, rather than two pictures compared.
  let isRegistrySearch: Bool
  /// How many of the matches, the last ones, are motifs of the public domain.
  var publicDomainCount = 0
  /// What a registry search says besides about holders, dates and the views that it was given.
  var searched: ReviewReport?

  /// Whether a match is a motif of the public domain.
  func isPublicDomain(_ place: Int) -> Bool { place >= matches.count - publicDomainCount }

  /// The dates that are claimed for the picture in question.
  var claimed: [DatedFact] {
    guard let ownership = searched?.ownership else { return [] }
    return ownership.claim.dates.map { date in
      DatedFact(
        date.kind, date: date.date.text, note: date.note,
        isConflicting: ownership.alerts.contains { $0.basis.raisesAlert && $0.claimed == date })
    }
  }

  /// The places of the matches that are leads.
  var leads: [Int] { matches.indices.filter { matches[$0].flagged } }

  func facts(_ place: Int) -> DesignFacts? { place < facts.count ? facts[place] : nil }

  func pictures(_ place: Int) -> EvidenceAlbum.Match? {
    place < album.matches.count ? album.matches[place] : nil
  }

  /// What a match goes by on the page.
  func name(_ place: Int) -> String {
    let file = shortName(matches[place].file)
    guard let title = facts(place)?.title, !title.isEmpty else { return file }
    return "\(title) (\(file))"
  }

  /// The number of a lead on the page, from 1.
  func number(_ place: Int) -> Int { (leads.firstIndex(of: place) ?? 0) + 1 }
}

extension Phrase {
  /// The phrase for a template.
  var fields: Fields { ["zh": zh, "en": en] }
}
