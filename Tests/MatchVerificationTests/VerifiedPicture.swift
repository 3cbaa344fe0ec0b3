// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import ImageBuffers
import ImageNormalization
import LocalFeatures
import MatchVerification
import _TestSupport

/// A picture with everything that verification asks for.
struct VerifiedPicture {
  let features: (plain: FeatureSet, mirrored: FeatureSet?)
  let edges: FloatPlane

  init(_ picture: PixelBuffer, effort: FeatureExtractor.Effort = .design) {
    // Not enlarged: what matters here is not found by searching finely.
    var effort = effort
    effort.longSide = picture.size.longSide
    effort.describesMirrored = true
    edges = ColourEdges.map(of: picture)
    features = FeatureExtractor().features(
      luma: Luma.plane(of: picture), edges: edges, effort: effort)
  }

  static let population = BackgroundPopulation(groups: FeatureModel.shipped.populations)

  var design: PreparedDesign { PreparedDesign(features: features.plain) }
  var query: PreparedQuery {
    PreparedQuery(features: features.plain, population: Self.population)
  }
  var mirroredQuery: PreparedQuery {
    guard let mirrored = features.mirrored else { preconditionFailure("both sides are described") }
    return PreparedQuery(features: mirrored, population: Self.population)
  }
  var thumbnail: EdgeThumbnail { EdgeThumbnail(of: PlanePyramid(edges)) }
  var stack: EdgeStack { EdgeStack(planes: [edges], workingSize: edges.size) }
}
