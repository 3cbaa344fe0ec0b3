// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension MatchSummary {
  /// The share of a whole picture that the match covers, whatever its `queryCoverage` is a share of.
  ///
  /// Coverages of matches with the whole picture and with the picture proper inside its cut are shares of different
  /// areas; these can be compared.
  ///
  /// - Parameter query: The picture that was looked up.
  /// - Returns: The share, 0...1.
  public func coverage(ofWhole query: QuerySummary) -> Double {
    guard isWithinCut == true, let cut = query.cut, query.width > 0, query.height > 0 else {
      return queryCoverage
    }
    return queryCoverage * Double(cut.width * cut.height) / Double(query.width * query.height)
  }
}
