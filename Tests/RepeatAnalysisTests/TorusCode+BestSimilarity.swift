// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import RepeatAnalysis

extension TorusCode {
  /// The largest similarity over the variants of the basis.
  func bestSimilarity(to other: TorusCode) -> Float {
    queryVariants.map { $0.similarity(to: other) }.max() ?? 0
  }
}
