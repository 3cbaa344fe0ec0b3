// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the codes of the whole tell of a picture at once, before its details are looked at.
///
/// It is no finding: a near code is often the same picture, stored again, but no near code says nothing, since crops,
/// photographs and new repeats have other codes.
public struct FirstAnswer: Codable, Hashable, Sendable {
  /// The picture that was asked about.
  public var query: QuerySummary
  /// The designs whose codes are near, nearest first; at most four of each code.
  public var near: [NearDesign]
  /// How many designs were compared.
  public var compared: Int
  /// Milliseconds from the picture's bytes to this answer; no part of what it says.
  public var elapsedMilliseconds: Double

  /// Creates an answer.
  ///
  /// - Parameters:
  ///   - query: The picture that was asked about.
  ///   - near: The designs whose codes are near, nearest first.
  ///   - compared: How many designs were compared.
  ///   - elapsedMilliseconds: What it took.
  public init(
    query: QuerySummary, near: [NearDesign], compared: Int, elapsedMilliseconds: Double
  ) {
    self.query = query
    self.near = near
    self.compared = compared
    self.elapsedMilliseconds = elapsedMilliseconds
  }

  /// A line that holds a first answer, so that it is not taken for a review.
  public struct Line: Codable, Hashable, Sendable {
    /// The answer.
    public var first: FirstAnswer

    /// Creates a line.
    ///
    /// - Parameter first: The answer.
    public init(_ first: FirstAnswer) { self.first = first }
  }
}

/// A design with a code near that of a picture.
public struct NearDesign: Codable, Hashable, Sendable {
  /// The design's id.
  public var design: String
  /// The file name as it was registered.
  public var file: String
  /// Bits in which the PDQ hashes differ, in the best of the eight orientations; `nil` when they are not near.
  public var pdqDistance: Int?
  /// The same of the PDQ hashes of the colour edges, which a new colourway changes little.
  public var edgeDistance: Int?

  /// Creates an entry.
  ///
  /// - Parameters:
  ///   - design: The design's id.
  ///   - file: The file name as it was registered.
  ///   - pdqDistance: Bits, 0...31, or `nil`.
  ///   - edgeDistance: Bits, 0...31, or `nil`.
  public init(design: String, file: String, pdqDistance: Int?, edgeDistance: Int?) {
    self.design = design
    self.file = file
    self.pdqDistance = pdqDistance
    self.edgeDistance = edgeDistance
  }

  /// The smaller of the two distances.
  public var distance: Int { min(pdqDistance ?? 256, edgeDistance ?? 256) }
}
