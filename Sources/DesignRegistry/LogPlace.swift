// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where a design stands in the registry's log, and the document that its entry vouches for.
public struct LogPlace: Hashable, Sendable {
  /// The entry's place in the log, from 0.
  public let index: Int
  /// What was said of the design when it was logged, as the text whose digest the entry has.
  public let metadata: String

  /// Creates a place.
  ///
  /// - Parameters:
  ///   - index: The entry's place in the log, from 0.
  ///   - metadata: The text whose digest the entry has.
  public init(index: Int, metadata: String) {
    self.index = index
    self.metadata = metadata
  }
}
