// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureIndexing
import FeatureSpace

extension FeatureIndex {
  /// What both sides of a query find together.
  func candidates(
    of query: FeatureSet, mirrored: FeatureSet, limit: Int,
    radius: Int = FeatureIndex.standardRadius, among scope: FeatureScope, postingLimit: Int? = nil
  ) -> Answer {
    Answer(
      of: [(query, false), (mirrored, true)].map { features, isMirrored in
        search(
          features, isMirrored: isMirrored, limit: limit, radius: radius, among: scope,
          postingLimit: postingLimit)
      }, limit: limit)
  }
}
