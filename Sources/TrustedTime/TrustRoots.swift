// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import Foundation
internal import SwiftASN1
internal import X509

/// Certificates that are trusted to vouch for time-stamping authorities.
public struct TrustRoots: Hashable, Sendable {
  let certificates: [Certificate]

  /// Whether there is none.
  public var isEmpty: Bool { certificates.isEmpty }

  /// No roots.
  public init() { certificates = [] }

  /// Reads certificates in PEM.
  ///
  /// - Parameter files: The contents of files with one certificate or more, and their names for messages.
  /// - Throws: ``TimestampError/noRoots(path:)`` for a file without a certificate.
  public init(pem files: [(path: String, text: String)]) throws(TimestampError) {
    var all: [Certificate] = []
    for (path, text) in files {
      let found = (try? PEMDocument.parseMultiple(pemString: text)) ?? []
      let certificates = found.filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
        .compactMap { try? Certificate(pemDocument: $0) }
      guard !certificates.isEmpty else { throw .noRoots(path: path) }
      all += certificates
    }
    certificates = all
  }
}
