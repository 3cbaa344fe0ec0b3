// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FeatureSpace
public import ImageBuffers

/// Which colour of a design became which in a picture that lies on it.
///
/// Both pictures are divided into few colours where neither has an edge, so that small errors of the alignment do not mix
/// them. How far the one division tells the other is their mutual information: much in a recolouring, whatever
/// the colours, and in a plain copy; little in two drawings that merely share an outline.
///
/// A colour has *changed* when its hue turned, when it lost or got its hue, or when light and dark changed places. A
/// copy under warm light or with other contrast changes all colours in one direction and keeps its order of light and
/// dark; so what neutral colours got is taken from all before hues are compared.
///
/// The limits, in levels of 0...255, were chosen on 276 copies of the developers' set, by 31 attacks: of 114 found whose
/// colours were changed on purpose 86 are called recoloured (many of the others have hardly any colour), of 154 others one.
public struct ColourTable: Hashable, Sendable {
  /// One colour and what became of it.
  public struct Entry: Hashable, Sendable {
    /// The colour in the design.
    public let from: PaletteColour
    /// What most of its area has become in the query.
    public let to: PaletteColour
    /// Share of the area that was looked at, 0...1.
    public let share: Double
    /// Whether it is another colour, beyond what light and contrast do.
    public internal(set) var isChanged: Bool

    /// By how many levels it became lighter or darker.
    var lumaStep: Int { abs(to.luma - from.luma) }
  }

  /// The colours, the largest share first.
  public let entries: [Entry]
  /// Mutual information of the two divisions over the smaller entropy, 0...1; 0 where one has a single colour.
  public let information: Double
  /// Whether two colours have changed places.
  public let isSwapped: Bool

  /// The share of the area whose colours changed, 0...1.
  public var changedShare: Double { entries.filter(\.isChanged).reduce(0) { $0 + $1.share } }
  /// Whether enough has changed to call it a recolouring.
  ///
  /// A single colour tells nothing of another; then half of the area must have changed.
  public var isRecoloured: Bool {
    entries.count > 1 ? changedShare >= 0.1 && information >= 0.12 : changedShare >= 0.5
  }

  /// Whether what is light in the design is dark in the query and what is dark is light, by and large; nil where a single
  /// colour, or colours of one lightness, cannot tell.
  ///
  /// It is the sign of the covariance of luma before and after, colours weighted by their shares.
  public var exchangesLightAndDark: Bool? {
    let total = entries.reduce(0) { $0 + $1.share }
    func mean(_ value: (Entry) -> Double) -> Double {
      entries.reduce(0) { $0 + $1.share * value($1) } / total
    }
    let (before, after) = (mean { Double($0.from.luma) }, mean { Double($0.to.luma) })
    let covariance = mean { (Double($0.from.luma) - before) * (Double($0.to.luma) - after) }
    return covariance == 0 || entries.count < 2 ? nil : covariance < 0
  }

  /// A step between neighbours from which there is an edge, in levels.
  private static let edge = 20
  /// The fewest pixels that say something.
  private static let leastCount = 200
  /// The least share of a colour's area that must have become one colour, in per cent.
  private static let leastConsistency = 40

  /// Compares two pictures of one size that lie on each other; nil when too little of them is alike in place.
  ///
  /// - Parameters:
  ///   - design: The design.
  ///   - query: The query as it lies on the design.
  ///   - isAgreeing: Which pixels are part of the match.
  /// - Complexity: O(pixels).
  public init?(design: PixelBuffer, query: PixelBuffer, isAgreeing: [Bool]) {
    precondition(
      design.size == query.size && isAgreeing.count == design.size.pixelCount,
      "\(query.size) and \(isAgreeing.count) pixels do not lie on \(design.size)")
    let pixels = Self.flatPixels(design, query, isAgreeing)
    guard pixels.count >= Self.leastCount else { return nil }
    let (ours, theirs) = (
      Palette(of: design.samples, at: pixels), Palette(of: query.samples, at: pixels)
    )
    var members = [[Int]](repeating: [], count: ours.colours.count)
    var joint = [[Int]](
      repeating: [Int](repeating: 0, count: theirs.colours.count), count: ours.colours.count)
    for pixel in pixels {
      guard let own = ours.index(of: design.samples, at: pixel) else { continue }
      members[own].append(pixel)
      if let other = theirs.index(of: query.samples, at: pixel) { joint[own][other] += 1 }
    }
    let total = members.reduce(0) { $0 + $1.count }
    guard total >= Self.leastCount else { return nil }
    var found: [Entry] = []
    for (place, colour) in ours.colours.enumerated() where !members[place].isEmpty {
      let became = Palette(of: query.samples, at: members[place])
      guard let main = became.colours.first else { continue }
      let near = members[place].filter {
        Self.colour(query.samples, $0).squareDistance(to: main) <= 2 * Palette.reach * Palette.reach
      }.count
      guard near * 100 >= Self.leastConsistency * members[place].count else { continue }
      found.append(
        Entry(
          from: colour, to: main, share: Double(members[place].count) / Double(total),
          isChanged: false))
    }
    guard !found.isEmpty else { return nil }
    found.sort { $0.share > $1.share }
    Self.markChanges(&found)
    entries = found
    information = Self.information(joint)
    isSwapped = Self.isSwapped(found)
  }

  private static func colour(_ samples: [UInt8], _ pixel: Int) -> PaletteColour {
    PaletteColour(
      red: Int(samples[pixel * 3]), green: Int(samples[pixel * 3 + 1]),
      blue: Int(samples[pixel * 3 + 2]))
  }

  /// The pixels of the match with no edge to any of their four neighbours in either picture.
  private static func flatPixels(
    _ design: PixelBuffer, _ query: PixelBuffer, _ isAgreeing: [Bool]
  ) -> [Int] {
    let (width, height) = (design.size.width, design.size.height)
    var flat: [Int] = []
    var all: [Int] = []
    for y in 1..<max(1, height - 1) {
      for x in 1..<max(1, width - 1) {
        let pixel = y * width + x
        guard isAgreeing[pixel] else { continue }
        all.append(pixel)
        let around = [pixel - 1, pixel + 1, pixel - width, pixel + width]
        let isEdge = around.contains { other in
          isStep(design.samples, pixel, other) || isStep(query.samples, pixel, other)
        }
        if !isEdge { flat.append(pixel) }
      }
    }
    // Where everything is fine grain, the grain is the colour.
    return flat.count * 10 >= all.count ? flat : all
  }

  private static func isStep(_ samples: [UInt8], _ one: Int, _ two: Int) -> Bool {
    for channel in 0..<3 {
      let step = Int(samples[one * 3 + channel]) - Int(samples[two * 3 + channel])
      if abs(step) > edge { return true }
    }
    return false
  }

  /// Marks what is another colour.
  private static func markChanges(_ entries: inout [Entry]) {
    // What light did to the neutral colours it did to all of them.
    let neutral = entries.filter { length($0.from.chroma) < 14 && length($0.to.chroma) < 30 }
    var cast = SIMD2(0, 0)
    if let main = neutral.first {
      cast = main.to.chroma &- main.from.chroma
    }
    for place in entries.indices {
      let from = entries[place].from.chroma
      let to = entries[place].to.chroma &- cast
      let (own, other) = (length(from), length(to))
      let apart = length(to &- from)
      let along = Double(from.x * to.x + from.y * to.y) / max(1, own)
      let across = Double(abs(from.x * to.y - from.y * to.x)) / max(1, own)
      // Saturation makes hues longer or shorter, and turns none.
      let isTurned = own >= 14 && apart >= 26 && (across >= 20 || along < 0)
      let isLost = own >= 40 && other < own * 0.25
      let isGained = own < 14 && other >= 30
      if isTurned || isLost || isGained { entries[place].isChanged = true }
    }
    // A single colour has no other that it could be darker than; light and dark in each other's place are far apart.
    if entries.count == 1, entries[0].lumaStep >= 100 { entries[0].isChanged = true }
    for one in entries.indices {
      for two in entries.indices.dropFirst(one + 1) {
        let before = entries[one].from.luma - entries[two].from.luma
        let after = entries[one].to.luma - entries[two].to.luma
        if min(abs(before), abs(after)) >= 40, (before < 0) != (after < 0) {
          entries[one].isChanged = true
          entries[two].isChanged = true
        }
        // Of two that are no longer told apart, the one that moved: no contrast does that to one of them.
        if abs(before) >= 80, abs(after) * 4 < abs(before) {
          let moved = [one, two].max { entries[$0].lumaStep < entries[$1].lumaStep } ?? one
          if entries[moved].lumaStep >= 60 { entries[moved].isChanged = true }
        }
      }
    }
  }

  private static func length(_ chroma: SIMD2<Int>) -> Double {
    Double(chroma.x * chroma.x + chroma.y * chroma.y).squareRoot()
  }

  /// Whether two colours that are far apart each became the other.
  private static func isSwapped(_ entries: [Entry]) -> Bool {
    let near = Palette.reach * Palette.reach * 3 / 2
    for one in entries where one.isChanged && one.share >= 0.02 {
      for two in entries where two.isChanged && two.share >= 0.02 {
        if one.from.squareDistance(to: two.from) > 4 * near,
          one.to.squareDistance(to: two.from) <= near, two.to.squareDistance(to: one.from) <= near
        {
          return true
        }
      }
    }
    return false
  }

  /// Mutual information over the smaller entropy.
  private static func information(_ joint: [[Int]]) -> Double {
    let total = Double(joint.reduce(0) { $0 + $1.reduce(0, +) })
    guard total > 0, let first = joint.first else { return 0 }
    func entropy(_ counts: [Int]) -> Double {
      counts.filter { $0 > 0 }.reduce(0) { sum, count in
        let share = Double(count) / total
        return sum - share * Double(Turn.logarithm(ofTwo: Float(share)))
      }
    }
    let rows = entropy(joint.map { $0.reduce(0, +) })
    let columns = entropy(first.indices.map { column in joint.reduce(0) { $0 + $1[column] } })
    guard min(rows, columns) > 0.05 else { return 0 }
    let both = entropy(joint.flatMap(\.self))
    return min(1, max(0, (rows + columns - both) / min(rows, columns)))
  }
}
