// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What to do with one member of a group that is committed together.
public enum RegistryEntry: Sendable {
  /// Register a design; when its bytes are there already, note the name.
  case new(NewDesign)
  /// Note one more name of the design with this SHA-256, which was found registered.
  case known(sha256: String, file: String, details: DesignDetails)
}
