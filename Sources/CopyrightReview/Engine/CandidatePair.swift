// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureSpace
internal import MatchCalibration
internal import MatchVerification

/// The query beside one design, with what is known before the two are aligned: cheap to have for many designs.
struct CandidatePair: Sendable {
  /// How the picture as a whole lies on the design, by the nearest of its codes.
  struct Placing: Sendable {
    /// Distance of the nearest codes, bits.
    var distance = 256
    /// Which of the eight orientations of the query that was; from 4 on it is mirrored.
    var variant = 0

    /// Whether the codes are near enough to propose a design, and so to say how the query lies on it.
    var isNear: Bool { distance <= MatchEngine.hashRadius }
  }

  /// The design's number.
  let number: Int
  let design: Fingerprint
  let prepared: PreparedDesign
  /// What the codes of the whole say.
  let observation: MatchObservation
  let placing: Placing
  /// How the query may lie on the design; nil where that side is not asked for.
  let plain: AlignmentProposals?
  let mirrored: AlignmentProposals?

  /// How much local features agree on one similarity; see ``AlignmentProposals/support``.
  var support: Float { max(plain?.support ?? 0, mirrored?.support ?? 0) }

  /// Whether a code of the whole or of the repeat speaks for the design, whatever local features say.
  var isNearByCode: Bool {
    placing.isNear || observation.torusSignificance > MatchObservation.chanceTorusSignificance
  }
}
