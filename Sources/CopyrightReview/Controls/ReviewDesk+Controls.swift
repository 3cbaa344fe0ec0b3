// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Crypto
internal import DesignRegistry
public import MatchReporting

extension ReviewDesk {
  /// How many planted copies, and how many strangers, a review searches: each costs what the review itself costs.
  static let controlsOfReview = (copies: 1, strangers: 1)

  /// Searches planted pictures as a review searches its own: same files, same engine, same designs.
  ///
  /// A new review draws them by the picture in question and the root of the log, so that reviews take turns; a review
  /// that is made again repeats those that its report names, whatever the rule is by then.
  ///
  /// - Parameters:
  ///   - query: SHA-256 of the picture in question, in hexadecimal.
  ///   - set: What is compared.
  ///   - root: The root of the log as of which is compared.
  ///   - choice: Which of the planted pictures to search.
  ///   - procedure: How candidates are compared.
  /// - Returns: How they came out; `nil` when none is planted or none is to be searched.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  func controls(
    for query: String, in set: ComparedSet, root: String?, choice: ControlChoice,
    procedure: VerificationProcedure
  ) throws(SelvedgeError) -> ControlsReport? {
    guard !set.planted.isEmpty else { return nil }
    let chosen: [PlantedPicture]
    switch choice {
    case .drawn:
      chosen = Self.chosen(among: set.planted, for: query, root: root)
    case .numbered(let numbers):
      guard !numbers.isEmpty else { return nil }
      chosen = set.planted.filter { numbers.contains($0.number) }
    }
    var searches: [ControlSearch] = []
    var times: [String] = []
    for picture in chosen {
      let outcome = try outcome(of: picture, in: set, procedure: procedure)
      searches.append(outcome.search)
      times.append(outcome.at)
    }
    return ControlsReport(
      planted: set.planted.count, searches: searches, logSize: set.logSize,
      searchedAt: times.min())
  }

  /// Searches every planted picture anew among the designs as they are now.
  ///
  /// - Parameter progress: Is told how many are done, of how many.
  /// - Returns: How they came out; `nil` when none is planted.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func checkControls(
    progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(SelvedgeError) -> ControlsReport? {
    let set = try catchUp()
    guard !set.planted.isEmpty else { return nil }
    let begin = clock()
    var searches: [ControlSearch] = []
    for picture in set.planted {
      searches.append(try search(picture, in: set))
      progress(searches.count, set.planted.count)
    }
    return ControlsReport(
      planted: set.planted.count, searches: searches, logSize: set.logSize, searchedAt: begin)
  }

  private static func chosen(
    among planted: [PlantedPicture], for query: String, root: String?
  ) -> [PlantedPicture] {
    let digest = SHA256.hash(data: Array((query + (root ?? "")).utf8))
    let turn = digest.prefix(7).reduce(0) { $0 << 8 | Int($1) }
    func next(_ count: Int, of pictures: [PlantedPicture]) -> [PlantedPicture] {
      (0..<min(count, pictures.count)).map { pictures[(turn + $0) % pictures.count] }
    }
    let isStranger = { (picture: PlantedPicture) in picture.kind == ControlKind.stranger.rawValue }
    let chosen =
      next(controlsOfReview.copies, of: planted.filter { !isStranger($0) })
      + next(controlsOfReview.strangers, of: planted.filter(isStranger))
    return chosen.sorted { $0.number < $1.number }
  }

  private func outcome(
    of picture: PlantedPicture, in set: ComparedSet, procedure: VerificationProcedure
  ) throws(SelvedgeError) -> ControlOutcomes.Dated {
    try controlOutcomes.outcome(
      of: picture.number, among: set.scopeWithControls, procedure: procedure
    ) {
      () throws(SelvedgeError) in
      let now = clock()
      return ControlOutcomes.Dated(
        search: try search(picture, in: set, procedure: procedure), at: now)
    }
  }

  private func search(
    _ planted: PlantedPicture, in set: ComparedSet, procedure: VerificationProcedure = .current
  ) throws(SelvedgeError) -> ControlSearch {
    let kind = ControlKind(rawValue: planted.kind)
    var search = ControlSearch(
      number: planted.number, kind: kind ?? .stranger, design: planted.design,
      pictureSHA256: planted.picture, cameOutRight: false, score: 0)
    let stored = try? registryWork { () throws(RegistryError) in
      try registry.queryBytes(planted.picture)
    }
    guard let bytes = stored, sha256(bytes) == planted.picture, kind != nil else {
      search.problem = "its file is damaged or gone"
      return search
    }
    let picture = Picture(name: "planted \(planted.number).png", bytes: bytes)
    let query = QueryPicture(of: try Fingerprinter.analyse(picture).analysis)
    let found = try matches(
      for: query, of: picture, limit: ReviewDesk.commonnessReach, among: set.scopeWithControls,
      procedure: procedure
    ).matches
    let own = kind == .stranger ? nil : planted.designNumber
    let score = own.map { own in found.first { $0.number == own }?.score } ?? found.first?.score
    search.score = ((score ?? 0) * 10).rounded() / 10
    let flagged = found.filter(\.isFlagged).map(\.number)
    let others = flagged.filter { $0 != own }
    let names = try registryWork { () throws(RegistryError) in
      try registry.designIDs(numbered: others)
    }
    search.wronglyFlagged = others.compactMap { names[$0] }
    search.cameOutRight =
      others.isEmpty && (own == nil || (flagged.first == own && found.first?.number == own))
    return search
  }
}
