// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A design whose entry in the registry's log is still to be made.
public struct UnloggedDesign: Hashable, Sendable {
  /// The design.
  public let record: DesignRecord
  /// Its fingerprint.
  public let fingerprint: StoredFingerprint
}
