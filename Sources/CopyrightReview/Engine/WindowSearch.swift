// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers
private import LocalFeatures
private import PerceptualHashing

/// Looks for one design through windows of a query, each as a picture of its own.
///
/// Where a design lies in pieces, or bent another way at each place, no one map lays it on the whole query, and what one
/// piece shows is a small share of what is measured. A window is small enough for a piece to fill it, and its details
/// are chosen among its own.
///
/// Of the developers' sets (2,250 copies by single attacks, 900 by two or more at once, 450 photographs, 3,000 by 38 further
/// attacks and 500 by 20 others) a review missed 487; 228 of these had their design first, with a likelihood ratio of 100 or
/// more. Windows find 41 of them. Those of the second design, or twice as fine and with all the details of a query,
/// found no more. Of 1,576 strangers, two thirds of them attacked, none is flagged by a window; 326 have a first design
/// with as much, but of only 100 it stands out as it does for 38 of the 41.
struct WindowSearch {
  /// How many windows there are along each side; they overlap.
  static let steps = 3
  /// A side of a window, as a share of the query's.
  static let share = 0.45
  /// The base-10 logarithm of the likelihood ratio from which on a design is worth it.
  static let leastHopeful = 2.0
  /// How far that must lie above the one of the second design: a copy's design stands out, a stranger's are much alike, the
  /// more so the more are registered.
  static let leastLead = 0.7
  /// How many windows are looked at closely, those with the strongest first looks.
  ///
  /// Each gives chance another try, so that the likelihood ratio is divided by as many.
  static let lookLimit = 5
  /// A first look through a window that gives less than this is not followed by a closer one: a base-10 logarithm.
  static let leastLookedAt = 1.0
  /// A part is looked at alone only where closer looks say something of the whole area, which a window is small enough for: a
  /// base-10 logarithm.
  static let leastParted = 2.0
  /// What is looked for in a window: as much as a design is stored with, at the size at which the window is.
  private static func effort(asNegative isNegative: Bool) -> FeatureExtractor.Effort {
    var effort = FeatureExtractor.Effort.design
    effort.longSide = 512
    effort.describesMirrored = true
    effort.describesNegative = isNegative
    return effort
  }

  private let query: QueryPicture
  private let procedure: VerificationProcedure
  private let threads: Int

  /// Prepares a search.
  ///
  /// - Parameters:
  ///   - query: The picture, or what is inside its frame.
  ///   - procedure: What weighs the measurements.
  ///   - threads: How many threads search, at least 1; what is found does not depend on it.
  init(in query: QueryPicture, procedure: VerificationProcedure = .current, threads: Int = 1) {
    self.query = query
    self.procedure = procedure
    self.threads = threads
  }

  /// Whether what was found in the whole leaves doubt, and hope that a window says more.
  ///
  /// - Parameters:
  ///   - match: The strongest match.
  ///   - second: The next, if more than one design is compared.
  /// - Returns: False where the match is flagged, weak, or hardly stronger than the next.
  func isWorthwhile(after match: EngineMatch, before second: EngineMatch? = nil) -> Bool {
    let lead = second.map { match.log10LikelihoodRatio - $0.log10LikelihoodRatio } ?? .infinity
    return procedure.looksThroughWindows && !match.isFlagged
      && match.log10LikelihoodRatio >= Self.leastHopeful && lead >= Self.leastLead
  }

  /// Looks for the design of a match through windows.
  ///
  /// - Parameters:
  ///   - match: What was found in the whole query, or in its negative.
  ///   - design: The design's fingerprint.
  ///   - isInsideDesignCut: Whether that is of what is inside the frame of a picture, beside a comparison with all of it.
  ///   - look: Measures the area of a match once more; nil when that cannot be done.
  /// - Returns: The strongest match through a window where that says more than the match before, placed in the whole query
  ///   and with its further places; else the match before.
  /// - Throws: ``SelvedgeError`` when a closer look fails.
  /// - Complexity: That of ``steps`` squared comparisons and up to ``lookLimit`` closer looks.
  func strongest(
    after match: EngineMatch, on design: Fingerprint, isInsideDesignCut: Bool = false,
    closerLook look: (EngineMatch) throws(SelvedgeError) -> EngineMatch.Closer?
  ) throws(SelvedgeError) -> EngineMatch {
    guard var found = try self.match(like: match, on: design, closerLook: look) else {
      return match
    }
    if match.isWithinCut { found.lieWithinCut() }
    if isInsideDesignCut { found.lieWithinDesignCut() }
    guard found.log10LikelihoodRatio > match.log10LikelihoodRatio else { return match }
    if found.isFlagged { found.add(further: furtherPlacements(of: found, on: design)) }
    return found
  }

  /// The strongest match through a window, placed in the whole query; nil when there is none.
  private func match(
    like match: EngineMatch, on design: Fingerprint,
    closerLook look: (EngineMatch) throws(SelvedgeError) -> EngineMatch.Closer?
  ) throws(SelvedgeError) -> EngineMatch? {
    let windows = Self.windows(of: query.size)
    let effort = Self.effort(asNegative: match.isNegative)
    var found = concurrentMap(count: windows.count, threads: threads) {
      [query, procedure] place -> EngineMatch in
      let window = query.window(windows[place], effort: effort)
      let examiner = PairExaminer(
        query: match.isNegative ? window.negative : window, procedure: procedure)
      return examiner.match(
        of: examiner.pair(with: design, number: match.number, sides: [.plain, .mirrored])
      ).lying(in: windows[place], of: query.size)
    }.filter { $0.placement != nil }
    MatchEngine.sort(&found)
    for place in found.indices.prefix(Self.lookLimit)
    where CloserLook.isWanted(for: found[place])
      && found[place].log10LikelihoodRatio >= Self.leastLookedAt
    {
      if let closer = try look(found[place]) { found[place].look(closer: closer) }
    }
    MatchEngine.sort(&found)
    guard var best = found.first else { return nil }
    best.lieWithinWindow()
    return best
  }

  /// Where else in the query the design of a flagged match lies; see ``PairExaminer/furtherPlacements(of:on:reaching:)``.
  private func furtherPlacements(
    of match: EngineMatch, on design: Fingerprint
  ) -> [EngineMatch.Placement] {
    PairExaminer(
      query: match.isNegative ? query.negative : query, procedure: procedure, threads: threads
    ).furtherPlacements(of: match, on: design, reaching: procedure.leastOfFurtherPlace)
  }

  /// The places of the windows, row by row.
  static func windows(of size: ImageSize) -> [PixelRectangle] {
    let width = max(1, Int(Double(size.width) * share))
    let height = max(1, Int(Double(size.height) * share))
    return (0..<steps * steps).map { place in
      PixelRectangle(
        left: (size.width - width) * (place % steps) / (steps - 1),
        top: (size.height - height) * (place / steps) / (steps - 1), width: width, height: height)
    }
  }
}

extension QueryPicture {
  /// A part of the working picture made ready as a picture of its own; without codes of a repeat.
  fileprivate func window(
    _ area: PixelRectangle, effort: FeatureExtractor.Effort
  ) -> QueryPicture {
    let part = pixels.cropped(to: area)
    return QueryPicture(
      of: PictureAnalysis(pdq: PDQHasher.hash(part), picture: part), withRepeats: false,
      effort: effort)
  }
}

extension EngineMatch {
  /// The same match in the picture of which the query is a part.
  ///
  /// - Parameters:
  ///   - area: The part, in pixels of the working picture.
  ///   - size: The size of the working picture.
  /// - Returns: The match, placed in the picture.
  fileprivate func lying(in area: PixelRectangle, of size: ImageSize) -> EngineMatch {
    // A mirrored picture begins where the picture ends.
    let right = placement?.isMirrored == true ? size.width - area.right : area.left
    return moved(right: right, down: area.top)
  }
}

extension ReviewDesk {
  /// Looks for the first design of an answer through windows, where nothing is flagged and it stands out.
  ///
  /// - Parameters:
  ///   - answer: What was found in the whole picture and inside its frame; takes in what is found.
  ///   - views: The picture.
  ///   - scope: Which designs are compared.
  ///   - procedure: How that is gone about.
  ///   - threads: How many threads search, at least 1; what is found does not depend on it.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  func lookThroughWindows(
    _ answer: inout MatchEngine.Answer, of views: QueryViews, among scope: ComparisonScope,
    procedure: VerificationProcedure, threads: Int
  ) throws(SelvedgeError) {
    guard let first = answer.matches.first else { return }
    let (query, area) = views.view(of: first)
    let search = WindowSearch(in: query, procedure: procedure, threads: threads)
    guard search.isWorthwhile(after: first, before: answer.matches.dropFirst().first),
      let design = try fingerprint(of: first.number)
    else {
      return
    }
    var watch = ContinuousClock.now
    var looking = 0.0
    var looks = CloserLooks(
      of: views.picture, inside: area, procedure: procedure.ofWindows,
      leastParted: WindowSearch.leastParted, threads: threads)
    let picture =
      scope.sealed.contains(first.number) ? nil : try pictureForCloserLook(of: first.number)
    answer.matches[0] = try search.strongest(after: first, on: design) {
      match throws(SelvedgeError) in
      guard let picture else { return nil }
      var lookWatch = ContinuousClock.now
      defer { looking += lookWatch.lap() }
      return try looks.measurements(of: match, with: picture)
    }
    answer.work.closerLookMilliseconds += looking
    answer.work.verificationMilliseconds += watch.lap() - looking
  }
}
