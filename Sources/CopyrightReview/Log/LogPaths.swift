// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where a registry keeps its log and the keys that go with it.
struct LogPaths: Hashable, Sendable {
  /// The registry's folder.
  let registry: String

  /// The folder of the log.
  var log: String { registry + "/log" }
  /// The private key, readable by its owner only.
  var signingKey: String { registry + "/log.key" }
  /// The public key, to be handed to whoever verifies.
  var verifierKey: String { registry + "/log.vkey" }
  /// The folder of certificates that are trusted to vouch for time-stamping authorities.
  var trust: String { registry + "/trust" }
}

extension LogPaths {
  /// Where people find the public key.
  static let keyHint = "the file log.vkey of the registry"
}
