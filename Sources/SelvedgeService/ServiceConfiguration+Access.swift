// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview

extension ServiceConfiguration {
  /// Keeps a registry without keys from being open to strangers.
  ///
  /// - Parameter hasKeys: Whether a key was ever made for the registry.
  /// - Throws: `SelvedgeError` with `invalidRequest` when the service would listen beyond this machine and let
  ///   everybody do everything.
  public func requireKeysBeyondLoopback(hasKeys: Bool) throws(SelvedgeError) {
    guard isLoopback || hasKeys || admitsAnonymousVendors else {
      throw SelvedgeError(
        .invalidRequest, subject: "--host \(host)",
        message: "the registry has no keys, so whoever reaches the port could do everything; "
          + "make one with selvedge keys create, or let everybody look up and nobody register "
          + "with --anonymous vendor")
    }
  }
}
