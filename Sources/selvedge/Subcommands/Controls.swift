// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser

/// `selvedge controls` plants pictures that test the search with every review.
struct Controls: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Plant pictures that test the search with every review.",
    discussion: """
      A control design is in the bank control: it is in the index, and no review names or counts \
      it. Beside each stand planted pictures: a mirrored, a recoloured, a cropped and a \
      retiled copy, which must be found, and a stranger, which must not be. Every review \
      searches a copy and a stranger in turn, as it searches its own picture, and says how they \
      came out; when one comes out wrong it says so first, and a review that found nothing ends with \
      3. A process searches a planted picture once for each state of the index.

      A control design that is withdrawn (selvedge withdraw) takes its pictures with it.
      """,
    subcommands: [ControlsPlant.self, ControlsList.self, ControlsCheck.self])
}
