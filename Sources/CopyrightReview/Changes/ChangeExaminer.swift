// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import EvidencePictures
internal import ImageBuffers
private import ImageNormalization
internal import MatchReporting
internal import MatchVerification
private import RepeatAnalysis

/// Finds out what was done to the colours and the repeat of designs to get a query, along verified placements.
///
/// > Note: It is meant for matches that are reported, as it reads the designs' own pictures.
struct ChangeExaminer {
  /// The long side at which colours are compared, in pixels: a few thousand pixels say what became of a colour.
  static let colourSide = 112
  /// The long side of the copies that are compared, in pixels.
  static let copySide = 512

  private let views: QueryViews
  private let query: QuerySummary
  private let threads: Int

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - views: The query.
  ///   - query: What is said of it.
  ///   - threads: How many threads examine, at least 1; what is found does not depend on it.
  init(of views: QueryViews, _ query: QuerySummary, threads: Int = 1) {
    self.views = views
    self.query = query
    self.threads = threads
  }

  /// A match to examine.
  struct Subject: Sendable {
    /// The match as it is reported.
    let summary: MatchSummary
    /// The match as the engine found it.
    let match: EngineMatch
    /// The design's picture.
    let design: Picture
    /// The part of it that was compared, in pixels of the file; nil is all of it.
    var part: PixelRectangle?
  }

  /// What became of a design's colours and repeat; nil where it cannot be told or nothing did.
  struct Changes: Sendable {
    fileprivate(set) var colours: ColourTable?
    fileprivate(set) var repeats: RepeatChange?
  }

  /// Examines matches.
  ///
  /// - Parameter subjects: The matches.
  /// - Returns: What became of each design, in the same order.
  /// - Throws: ``SelvedgeError`` when the picture of a design cannot be decoded.
  func changes(of subjects: [Subject]) throws(SelvedgeError) -> [Changes] {
    var changes = [Changes](repeating: Changes(), count: subjects.count)
    let examined = subjects.indices.filter {
      subjects[$0].match.placement != nil && !subjects[$0].summary.isSamePicture
    }
    guard !examined.isEmpty else { return changes }
    let (own, designs) = concurrently(threads: threads) {
      [false, true].map { isWithinCut in
        examined.first { subjects[$0].match.isWithinCut == isWithinCut }
          .map { examinedQuery(for: subjects[$0].match) }
      }
    } _: {
      concurrentMap(count: examined.count, threads: threads) { place in
        Result { () throws(SelvedgeError) in
          let one = subjects[examined[place]]
          return try one.design.copyForEvidence(of: one.part, longSide: Self.copySide)
        }
      }
    }
    var copies: [PictureCopy] = []
    for design in designs { copies.append(try design.get()) }
    let found = concurrentMap(count: examined.count, threads: threads) { [copies] place in
      let (subject, design) = (subjects[examined[place]], copies[place])
      guard let placement = subject.match.placement,
        let query = own[subject.match.isWithinCut ? 1 : 0]
      else { return Changes() }
      let (colours, repeats) = concurrently(threads: threads) {
        Self.colours(along: placement, query.copy, design)
      } _: {
        Self.repeatChange(subject.summary.transform, query.lattices, design)
      }
      return Changes(colours: colours, repeats: repeats)
    }
    for (subject, change) in zip(examined, found) { changes[subject] = change }
    return changes
  }

  /// A copy of the query, or of what is inside its cut, with its lattices.
  private struct ExaminedQuery: Sendable {
    let copy: PictureCopy
    let lattices: [Lattice]
  }

  /// The query as it was looked at for a match.
  private func examinedQuery(for match: EngineMatch) -> ExaminedQuery {
    let copy = self.copy(for: match)
    return ExaminedQuery(copy: copy, lattices: Self.lattices(of: copy))
  }

  /// The query, or what is inside its cut, from the working picture.
  private func copy(for match: EngineMatch) -> PictureCopy {
    let place = views.place(of: match, in: query)
    let fileSize = ImageSize(width: query.width, height: query.height)
    let area = place.area.scaled(from: fileSize, to: views.pixels.size)
    let pixels = WorkingPicture.make(
      of: views.pixels.cropped(to: area), longSide: Self.copySide)
    return PictureCopy(pixels: pixels, fullSize: place.area.size)
  }

  /// Compares the colours of the area that agrees.
  private static func colours(
    along placement: EngineMatch.Placement, _ query: PictureCopy, _ design: PictureCopy
  ) -> ColourTable? {
    let working = query.fullSize.fitted(longSide: PictureAnalysis.longSide)
    guard let area = AlignedArea(placement, query: query, queryWorking: working, design: design)
    else { return nil }
    let size = area.canvas.fitted(longSide: colourSide)
    let enlarged = ProjectiveMap.scaling(
      x: Double(area.canvas.width) / Double(size.width),
      y: Double(area.canvas.height) / Double(size.height))
    let laid = PictureWarp.warped(
      query.pixels, onto: size, by: enlarged.followed(by: area.toQuery))
    let toDesign = enlarged.followed(by: area.toDesign)
    let drawn = PictureWarp.warped(design.pixels, onto: size, by: toDesign)
    let agreement = placement.agreement
    let grid = SquareGrid(agreement, size: design.pixels.size)
    let isAgreeing = (0..<size.pixelCount).map { pixel -> Bool in
      guard laid.shares[pixel] == 255, drawn.shares[pixel] == 255 else { return false }
      let centre = PicturePoint(
        x: Double(pixel % size.width) + 0.5, y: Double(pixel / size.width) + 0.5)
      guard let place = toDesign(centre), let square = grid.square(at: (place.x, place.y)) else {
        return false
      }
      // Squares that agree, and those that are flat in both pictures: grounds are flat.
      let state = agreement.squares[square]
      return state == 3 || state == 1
    }
    return ColourTable(design: drawn.picture, query: laid.picture, isAgreeing: isAgreeing)
  }

  /// Compares the query's lattices with those of a design, in the design's directions and the query's pixels.
  private static func repeatChange(
    _ transform: [[Double]], _ own: [Lattice], _ design: PictureCopy
  ) -> RepeatChange? {
    guard !own.isEmpty, transform.count == 3 else { return nil }
    // What the query's lattice is in pixels of the design: the linear part of the map, undone.
    let (a, b, c, d) = (transform[0][0], transform[0][1], transform[1][0], transform[1][1])
    let determinant = a * d - b * c
    guard abs(determinant) > 1e-9 else { return nil }
    let back = [[d / determinant, -b / determinant], [-c / determinant, a / determinant]]
    let laid = own.map { $0.mapped(by: back) }
    let scale = abs(determinant).squareRoot()
    let theirs = lattices(of: design)
    func change(
      _ from: RepeatChange.Arrangement, _ to: RepeatArrangement,
      _ unit: (width: Float, height: Float)
    ) -> RepeatChange {
      RepeatChange(
        from: from, to: RepeatChange.Arrangement(to),
        unit: [Double(unit.width) * scale, Double(unit.height) * scale].map {
          ($0 * 10).rounded() / 10
        })
    }
    guard let main = theirs.first else {
      // A design that shows one unit, repeated in the query.
      let unit = (width: Float(design.fullSize.width), height: Float(design.fullSize.height))
      return laid.lazy.compactMap { $0.arrangement(ofUnit: unit) }.first.map {
        change(.unit, $0, unit)
      }
    }
    if theirs.contains(where: { one in laid.contains { $0.isLaidLike(one) } }) { return nil }
    if let unit = main.uprightUnit {
      return laid.lazy.compactMap { $0.arrangement(ofUnit: unit) }.first.flatMap {
        $0 == .straight ? nil : change(.straight, $0, unit)
      }
    }
    // The query lays straight what the design drops.
    for lattice in laid {
      guard let unit = lattice.uprightUnit, let from = main.arrangement(ofUnit: unit),
        from != .straight
      else { continue }
      return change(RepeatChange.Arrangement(from), .straight, unit)
    }
    return nil
  }

  /// The lattices of a picture in pixels of its file.
  private static func lattices(of copy: PictureCopy) -> [Lattice] {
    let small = WorkingPicture.make(of: copy.pixels, longSide: RepeatParameters.analysisSide)
    let zoom = Double(copy.fullSize.width) / Double(small.size.width)
    let scales = EdgeScales(planes: [ColourEdges.map(of: small)])
    return RepeatAnalyzer.shared.lattices(of: scales).map {
      $0.mapped(by: [[zoom, 0], [0, zoom]])
    }
  }
}

extension RepeatChange.Arrangement {
  fileprivate init(_ arrangement: RepeatArrangement) {
    switch arrangement {
    case .straight: self = .straight
    case .halfDrop: self = .halfDrop
    case .brick: self = .brick
    }
  }
}
