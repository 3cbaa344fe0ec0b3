// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A search of local features that its budget cut short: the lists of the most common details were left out.
public struct LocalSearch: Codable, Hashable, Sendable {
  /// How many features of designs the query's features would have been compared with.
  public var postings: Int
  /// How many they were compared with.
  public var compared: Int

  /// Creates a value.
  ///
  /// - Parameters:
  ///   - postings: How many features would have been compared.
  ///   - compared: How many were.
  public init(postings: Int, compared: Int) {
    self.postings = postings
    self.compared = compared
  }
}
