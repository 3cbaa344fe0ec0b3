// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why the registry holds a design.
public enum DesignBank: String, CaseIterable, Codable, Hashable, Sendable {
  /// Somebody claims it.
  case registered
  /// Nobody may: a motif of the public domain. What resembles it is explained by it.
  case publicDomain = "public-domain"
  /// A planted picture that tests the search itself; it is no lead and stands in no list of look-alikes.
  case control

  /// Reads a bank as people write it.
  ///
  /// - Parameter text: The text; case and blanks around it do not matter, and `publicDomain` will do.
  public init?(written text: some StringProtocol) {
    switch trimmed(text).lowercased() {
    case "registered", "登记": self = .registered
    case "public-domain", "publicdomain", "public domain", "公有领域": self = .publicDomain
    case "control", "对照": self = .control
    default: return nil
    }
  }
}
