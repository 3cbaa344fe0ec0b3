// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import MatchCalibration
internal import MatchReporting
private import Provenance

extension ReviewBasis {
  /// The basis of a review that this program makes.
  ///
  /// - Parameters:
  ///   - limit: The most matches to list.
  ///   - logSize: The size of the log as of which is compared.
  ///   - root: The root of the log at that size.
  ///   - procedure: How candidates are compared.
  init(limit: Int, logSize: Int?, root: String?, procedure: VerificationProcedure) {
    let calibration = procedure.calibration
    self.init(
      logSize: root == nil ? nil : logSize, root: root, limit: limit,
      threshold: calibration.threshold,
      calibrationSHA256: procedure.comparesColours
        ? ReviewBasis.calibrationDigest : ReviewBasis.digestWithoutColours,
      calibration: calibration.provenance,
      banks: [DesignBank.registered, .publicDomain].map(\.rawValue))
  }

  private static let calibrationDigest = sha256(Calibration.shippedDocument)
  private static let digestWithoutColours = sha256(Calibration.documentWithoutColours)
}
