// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import FeatureSpace

/// One feature of the query laid onto one of the design.
public struct FeatureMatch: Sendable, Hashable {
  /// Index of the query's feature.
  public let query: Int32
  /// Index of the design's feature.
  public let design: Int32
  /// Chance that a feature of the population is as alike.
  public let rarity: Float
  /// Distance from the place where the map lays the query's feature, in design pixels.
  public let offset: Float
  /// Absolute sine of the difference of directions.
  public let twist: Float
  /// Absolute difference of sizes in octaves.
  public let growth: Float
}

extension PairVerifier {
  /// Matches each query feature with the most alike design feature near the place, direction and size that the map predicts.
  func guidedMatches(
    _ map: PlaneMap, radius: Float, _ query: PreparedQuery, _ design: PreparedDesign
  ) -> [FeatureMatch] {
    var guide = ck_guide(
      m00: map.m00, m01: map.m01, m02: map.m02, m10: map.m10, m11: map.m11, m12: map.m12,
      m20: map.m20, m21: map.m21, radius: radius, sizeSlack: Parameters.sizeSlack,
      directionSlack: Parameters.directionSlack)
    var grid = ck_grid(
      count: Int32(design.members.count), bands: Int32(design.bandCount),
      side: PreparedDesign.bandSide, width: Float(design.features.size.width),
      height: Float(design.features.size.height))
    let count = query.places.count
    return withUnsafeTemporaryAllocation(of: ck_guided_match.self, capacity: count) { found in
      let total = ck_guided_matches(
        &guide, &grid, query.planes, query.groups, query.features.descriptors, query.guidedLimits,
        Int32(count), design.bandPlanes, design.bandDescriptors, design.starts, design.members,
        found.baseAddress)
      return found.prefix(Int(total)).map { match in
        FeatureMatch(
          query: match.query, design: match.design,
          rarity: query.rarity(of: Int(match.query), distance: match.distance),
          offset: match.offset, twist: match.twist, growth: match.growth)
      }
    }
  }
}
