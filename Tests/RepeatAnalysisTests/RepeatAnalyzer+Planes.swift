// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
@testable import RepeatAnalysis

extension RepeatAnalyzer {
  /// The lattices of a picture of which there is one map, no larger than the finest.
  func lattices(of edges: FloatPlane) -> [Lattice] { lattices(of: EdgeScales(of: edges)) }

  /// The code of a lattice's cell in a picture of which there is one map, no larger than the finest.
  func torusCode(of edges: FloatPlane, lattice: Lattice) -> TorusCode {
    torusCode(of: EdgeScales(of: edges), lattice: lattice)
  }
}

extension EdgeScales {
  /// Makes do with one map: the coarser ones are area averages of it.
  init(of edges: FloatPlane) {
    precondition(edges.size.longSide <= EdgeScales.longSides[0], "\(edges.size) is too large")
    var planes = [edges]
    for side in EdgeScales.longSides {
      let size = edges.size.fitted(longSide: side)
      let last = planes[planes.count - 1]
      if last.size != size { planes.append(EdgeScales.averaged(last, to: size)) }
    }
    self.init(planes: planes)
  }
}
