// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

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
    var result: [FeatureMatch] = []
    let width = Float(design.features.size.width)
    let height = Float(design.features.size.height)
    let side = PreparedDesign.cellSide
    let isAffine = map.m20 == 0 && map.m21 == 0
    var tangent = map.tangent(0, 0)
    var zoom =
      Turn.logarithm(ofTwo: max(1e-6, abs(tangent.a * tangent.d - tangent.b * tangent.c)))
      * 0.5
    query.features.descriptors.withUnsafeBufferPointer { queryDescriptors in
      design.features.descriptors.withUnsafeBufferPointer { designDescriptors in
        design.places.withUnsafeBufferPointer { targets in
          for (index, q) in query.places.enumerated() {
            let p = map.apply(q.x, q.y)
            guard p.x >= -radius, p.y >= -radius, p.x <= width + radius, p.y <= height + radius
            else { continue }
            let x0 = max(0, Int((p.x - radius) / side))
            let x1 = min(design.columns - 1, Int((p.x + radius) / side))
            let y0 = max(0, Int((p.y - radius) / side))
            let y1 = min(design.rows - 1, Int((p.y + radius) / side))
            guard x0 <= x1, y0 <= y1 else { continue }
            if !isAffine {
              tangent = map.tangent(q.x, q.y)
              zoom =
                Turn.logarithm(
                  ofTwo: max(1e-6, abs(tangent.a * tangent.d - tangent.b * tangent.c))) * 0.5
            }
            let ux = tangent.a * q.ux + tangent.b * q.uy
            let uy = tangent.c * q.ux + tangent.d * q.uy
            let length = (ux * ux + uy * uy).squareRoot()
            let size = q.size + zoom
            var best = Int32.max
            var bestAt: Int32 = -1
            for cy in y0...y1 {
              let row = (Int(q.group) * design.rows + cy) * design.columns
              for at in Int(design.starts[row + x0])..<Int(design.starts[row + x1 + 1]) {
                let candidate = design.members[at]
                let d = targets[Int(candidate)]
                let ex = d.x - p.x
                let ey = d.y - p.y
                guard ex * ex + ey * ey <= radius * radius,
                  abs(d.size - size) <= parameters.sizeSlack,
                  ux * d.ux + uy * d.uy > 0,
                  abs(ux * d.uy - uy * d.ux) <= parameters.directionSlack * length
                else { continue }
                var distance: Int32 = 0
                let a = index * FeatureSet.dimension
                let b = Int(candidate) * FeatureSet.dimension
                for k in 0..<FeatureSet.dimension {
                  let e = Int32(queryDescriptors[a + k]) &- Int32(designDescriptors[b + k])
                  distance &+= e &* e
                }
                if distance < best || (distance == best && candidate < bestAt) {
                  best = distance
                  bestAt = candidate
                }
              }
            }
            guard bestAt >= 0 else { continue }
            let rarity = query.rarity(of: index, distance: best)
            guard rarity <= parameters.guidedRarity else { continue }
            let d = targets[Int(bestAt)]
            let ex = d.x - p.x
            let ey = d.y - p.y
            result.append(
              FeatureMatch(
                query: Int32(index), design: bestAt, rarity: rarity,
                offset: (ex * ex + ey * ey).squareRoot(),
                twist: length > 0 ? abs(ux * d.uy - uy * d.ux) / length : 1,
                growth: abs(d.size - size)))
          }
        }
      }
    }
    return result
  }
}
