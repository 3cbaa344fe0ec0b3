// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What made a segment, and what its columns mean: segments of other kinds are made anew.
public struct SegmentKind: Hashable, Sendable {
  /// The version of the engine whose fingerprints it was made of, at most 32 bytes.
  public let engine: String
  /// The version of what its columns mean.
  public let layout: Int

  /// Creates a kind.
  ///
  /// - Parameters:
  ///   - engine: The version of the engine.
  ///   - layout: The version of what the columns mean.
  public init(engine: String, layout: Int) {
    self.engine = engine
    self.layout = layout
  }
}
