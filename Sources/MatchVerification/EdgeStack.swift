// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// The colour edges of a picture at several sizes of the picture, half an octave apart.
///
/// An edge map does not scale: a gradient of an enlarged picture is weaker, and a shrunk one shows edges where the large one
/// shows texture. Two pictures are therefore compared on maps of pictures in which the drawing has about the same size.
public struct EdgeStack: Sendable {
  /// Pyramids of the maps and how many working pixels one of their pixels spans, finest first.
  let maps: [(pyramid: PlanePyramid, unit: Float)]

  /// Creates a stack.
  ///
  /// - Parameters:
  ///   - planes: Colour-edge maps of one picture at falling sizes.
  ///   - workingSize: Size of its working picture.
  public init(planes: [FloatPlane], workingSize: ImageSize) {
    precondition(!planes.isEmpty, "a picture has at least one edge map")
    maps = planes.map {
      (PlanePyramid($0), Float(workingSize.longSide) / Float($0.size.longSide))
    }
  }

  /// The map in which a pixel spans most nearly `unit` working pixels, by ratio.
  func map(nearestTo unit: Float) -> (pyramid: PlanePyramid, unit: Float) {
    var best = maps[0]
    for candidate in maps.dropFirst() {
      func misfit(_ own: Float) -> Float { max(own / unit, unit / own) }
      if misfit(candidate.unit) < misfit(best.unit) { best = candidate }
    }
    return best
  }
}
