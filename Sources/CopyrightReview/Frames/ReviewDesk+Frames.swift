// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

extension ReviewDesk {
  /// How reviews go about it now; see ``ReviewBasis/method``.
  static let method = 12

  /// Finds the registered designs most like a picture, in all of it and in what is inside its frame; where
  /// nothing is flagged, the strongest of them through windows as well.
  ///
  /// A design counts once, with the stronger of its matches.
  ///
  /// - Parameters:
  ///   - views: What to look for.
  ///   - limit: The most designs to give, at least 1.
  ///   - scope: Which designs are compared.
  ///   - procedure: How candidates are compared.
  ///   - threads: How many threads compare, at least 1; what is found does not depend on it.
  /// - Returns: What was found.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  func matches(
    for views: QueryViews, limit: Int, among scope: ComparisonScope,
    procedure: VerificationProcedure = .current, threads: Int = 1
  ) throws(SelvedgeError) -> MatchEngine.Answer {
    var answer: MatchEngine.Answer?
    if !views.whole.isFeatureless {
      answer = try matches(
        for: views.whole, of: views.picture, limit: limit, among: scope, procedure: procedure,
        threads: threads)
    }
    if let (query, area) = views.inner, !query.isFeatureless {
      var inner = try matches(
        for: query, of: views.picture, inside: area, limit: limit, among: scope,
        procedure: procedure,
        threads: threads)
      for place in inner.matches.indices { inner.matches[place].lieWithinCut() }
      answer = answer.map { MatchEngine.Answer(merging: $0, inner, limit: limit) } ?? inner
    }
    guard var answer else { preconditionFailure("a picture without structure is not looked up") }
    try lookThroughWindows(
      &answer, of: views, among: scope, procedure: procedure, threads: threads)
    return answer
  }
}

extension MatchEngine.Answer {
  /// Puts the answers for two views of one picture together; each design keeps its stronger match.
  init(merging first: MatchEngine.Answer, _ second: MatchEngine.Answer, limit: Int) {
    var best: [Int: EngineMatch] = [:]
    for match in first.matches + second.matches {
      if let known = best[match.number],
        known.log10LikelihoodRatio >= match.log10LikelihoodRatio
      {
        continue
      }
      best[match.number] = match
    }
    var matches = Array(best.values)
    MatchEngine.sort(&matches)
    self.init(
      matches: Array(matches.prefix(limit)), compared: first.compared,
      cutShort: first.cutShort ?? second.cutShort, work: first.work.adding(second.work))
  }
}
