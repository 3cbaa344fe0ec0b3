// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import ImageBuffers
import ImageNormalization
import LocalFeatures

/// Times what is done to a decoded picture of about a megapixel before it is registered or looked up.
func runStagesBenchmark() {
  Measurement.reportHead()
  let picture = PixelBuffer.weave(ImageSize(width: 1024, height: 1024))
  let luma = Luma.plane(of: picture)
  let edges = ColourEdges.map(of: picture)
  let extractor = FeatureExtractor()
  Measurement(repetitions: 15) { Luma.plane(of: picture) }.report("luma \(picture.size)")
  Measurement(repetitions: 15) { ColourEdges.map(of: picture) }.report(
    "colour edges \(picture.size)")
  Measurement(repetitions: 15) {
    extractor.features(luma: luma, edges: edges, effort: .design).plain
  }.report("local features of a design")
  Measurement(repetitions: 15) {
    extractor.features(luma: luma, edges: edges, effort: .query).plain
  }.report("local features of a query")
}
