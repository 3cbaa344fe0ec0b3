// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import ImageBuffers

/// Closer looks at the matches of one query, whose picture is decoded once, and only if it is needed.
struct CloserLooks {
  private let picture: Picture
  private let threads: Int
  private let area: PixelRectangle?
  private let procedure: VerificationProcedure
  private let leastParted: Double
  private var look: CloserLook?

  /// Prepares looks at a query.
  ///
  /// - Parameters:
  ///   - picture: The picture in question.
  ///   - area: The part of it that is looked up, in pixels of the file; nil is all of it.
  ///   - procedure: What looks measure.
  ///   - leastParted: What they must say for a part to be looked at alone, unless it is as the procedure has it.
  ///   - threads: 2 lets a second thread see to the design; what is measured is the same.
  init(
    of picture: Picture, inside area: PixelRectangle? = nil,
    procedure: VerificationProcedure = .current, leastParted: Double? = nil, threads: Int = 1
  ) {
    self.leastParted = leastParted ?? procedure.leastParted
    self.picture = picture
    self.area = area
    self.procedure = procedure
    self.threads = threads
  }

  /// Measures the area in which a match lies; where that leaves doubt, once more with the query bent, and then a part alone.
  ///
  /// - Parameters:
  ///   - match: What the first look found.
  ///   - design: The design's picture.
  ///   - part: The part of it that was compared, in pixels of the file; nil is all of it.
  /// - Returns: What was measured; nil when there is no alignment, or the area is too small or too plain.
  /// - Throws: ``SelvedgeError`` when a picture cannot be decoded.
  mutating func measurements(
    of match: EngineMatch, with design: Picture, inside part: PixelRectangle? = nil
  ) throws(SelvedgeError) -> EngineMatch.Closer? {
    guard let placement = match.placement else { return nil }
    let look: CloserLook
    if let ready = self.look {
      look = ready
    } else {
      look = CloserLook(query: try picture.copyForEvidence(of: area))
      self.look = look
    }
    guard
      let laid = look.laid(
        along: placement, on: try design.copyForEvidence(of: part), asNegative: match.isNegative,
        procedure: procedure, threads: threads)
    else { return nil }
    var closer = EngineMatch.Closer(laid: laid.observation)
    guard procedure.bendsQuery else { return closer }
    if match.isWorthBending(after: laid.observation) {
      closer.bent = laid.bent(threads: threads)
    }
    guard procedure.looksAtPart, match.isWorthParting(after: closer, least: leastParted),
      let part = laid.part(threads: threads)
    else { return closer }
    closer.part = EngineMatch.Part(
      laid: part.observation, designCorners: part.area.designCorners,
      queryCorners: part.area.queryCorners)
    if match.isWorthBending(after: part.observation, ofPart: true) {
      closer.part?.bent = part.bent(threads: threads)
    }
    return closer
  }
}

extension ReviewDesk {
  /// Finds the registered designs most like a picture, with a closer look where the first leaves doubt.
  ///
  /// A design whose original cannot be read, or is not here as the design is sealed, is judged by the first look alone; `check` names such originals.
  ///
  /// - Parameters:
  ///   - query: What to look for.
  ///   - picture: The picture it was made of.
  ///   - area: The part of the picture that is looked for, in pixels of the file; nil is all of it.
  ///   - limit: The most designs to give, at least 1.
  ///   - scope: Which designs are compared.
  ///   - procedure: How candidates are compared.
  ///   - threads: How many threads compare, at least 1; what is found does not depend on it.
  /// - Returns: What was found.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  func matches(
    for query: QueryPicture, of picture: Picture, inside area: PixelRectangle? = nil, limit: Int,
    among scope: ComparisonScope, procedure: VerificationProcedure = .current, threads: Int = 1
  ) throws(SelvedgeError) -> MatchEngine.Answer {
    var looks = CloserLooks(
      of: picture, inside: area, procedure: procedure, threads: threads)
    return try engine.matches(
      for: query, limit: limit, among: scope, procedure: procedure, threads: threads
    ) {
      number throws(SelvedgeError) in
      try self.fingerprint(of: number)
    } closerLook: { match throws(SelvedgeError) in
      guard !scope.sealed.contains(match.number) else { return nil }
      guard let design = try self.pictureForCloserLook(of: match.number) else { return nil }
      return try looks.measurements(of: match, with: design)
    }
  }

  /// The original of a design; nil when it is not here, as the design is sealed, or cannot be read.
  func pictureForCloserLook(of number: Int) throws(SelvedgeError) -> Picture? {
    let design = try registryWork { () throws(RegistryError) in
      try registry.designs(numbered: [number])[number]
    }
    guard let design, let bytes = try? verifiedOriginal(of: design) else { return nil }
    return Picture(name: design.file, bytes: bytes)
  }
}
