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

  /// The share that the match covers of what counts in a picture: of the picture proper where a cut was found, else of
  /// the whole.
  ///
  /// What a match with the whole picture covers is taken to lie within the cut as far as it fits, so a cover of the
  /// whole can never count for more than all of it.
  ///
  /// - Parameter query: The picture that was looked up.
  /// - Returns: The share, 0...1.
  public func coverage(ofProper query: QuerySummary) -> Double {
    guard isWithinCut != true, let cut = query.cut, cut.width > 0, cut.height > 0 else {
      return queryCoverage
    }
    let share = Double(cut.width * cut.height) / Double(query.width * query.height)
    return min(1, queryCoverage / share)
  }
}
