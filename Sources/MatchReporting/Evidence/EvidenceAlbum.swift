// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The pictures that belong to a report.
///
/// A report is complete without them; an album is made from the files when somebody wants to look.
public struct EvidenceAlbum: Hashable, Sendable {
  /// The pictures of one match.
  public struct Match: Hashable, Sendable {
    /// The design.
    public var design: EvidenceImage
    /// The design as it lies on the query, white where it does not reach; `nil` when nothing agrees.
    public var aligned: EvidenceImage?
    /// The area that agrees: polygons in pixels of the query, or of the view that the match is with, each corner as
    /// `[x, y]`.
    public var queryOutlines: [[[Double]]]
    /// What is left out of it, as polygons in query pixels: there the query shows something else.
    public var queryGaps: [[[Double]]] = []
    /// The same area in design pixels.
    public var designOutlines: [[[Double]]]

    /// Creates the pictures of a match.
    ///
    /// - Parameters:
    ///   - design: The design.
    ///   - aligned: The design as it lies on the query.
    ///   - queryOutlines: The area that agrees, in query pixels.
    ///   - designOutlines: The same area in design pixels.
    public init(
      design: EvidenceImage, aligned: EvidenceImage? = nil, queryOutlines: [[[Double]]] = [],
      designOutlines: [[[Double]]] = []
    ) {
      self.design = design
      self.aligned = aligned
      self.queryOutlines = queryOutlines
      self.designOutlines = designOutlines
    }
  }

  /// The picture in question; `nil` when it was not kept.
  public var query: EvidenceImage?
  /// The other views that matches are with, by the SHA-256 of their files; empty when there are none or they were not kept.
  public var views: [String: EvidenceImage] = [:]
  /// The pictures of each match of the report, in its order; `nil` for those that cannot be shown.
  public var matches: [Match?]
  /// Which match explains which part of the query; `nil` when that was not drawn.
  public var innovation: InnovationMap?

  /// Creates an album.
  ///
  /// - Parameters:
  ///   - query: The picture in question.
  ///   - matches: The pictures of each match.
  ///   - innovation: Which match explains which part.
  public init(
    query: EvidenceImage? = nil, matches: [Match?] = [], innovation: InnovationMap? = nil
  ) {
    self.query = query
    self.matches = matches
    self.innovation = innovation
  }
}
