// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview

/// Who asks.
enum Caller: Equatable, Sendable {
  /// Somebody on this machine, of whose registry nobody has made a key: may do everything.
  case thisMachine
  /// Somebody without a key, whom the service lets look up.
  case anonymousVendor
  /// The bearer of a key.
  case bearer(AccessKey)

  /// What the caller is.
  var role: AccessRole {
    switch self {
    case .thisMachine: .admin
    case .anonymousVendor: .vendor
    case .bearer(let key): key.role
    }
  }

  /// Whether reviews are kept when the caller does not say: what strangers send is theirs.
  var keepsReviews: Bool {
    switch self {
    case .thisMachine, .bearer: true
    case .anonymousVendor: false
    }
  }
}
