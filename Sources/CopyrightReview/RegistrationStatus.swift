// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Whether a submission made a new design.
public enum RegistrationStatus: String, Codable, Sendable, CaseIterable {
  /// The design is new and durable.
  case registered
  /// The same bytes were registered before; nothing was changed but the list of names.
  case alreadyRegistered
}
