// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Who looks at the pages of a service, as far as the way in and the way out depend on it.
public enum PageVisitor: Sendable {
  /// Somebody of whom nothing is known, or whom the service asks for no key.
  case anyone
  /// Somebody without a key, to whom a key would open more.
  case outside
  /// The bearer of a key.
  case inside
}
