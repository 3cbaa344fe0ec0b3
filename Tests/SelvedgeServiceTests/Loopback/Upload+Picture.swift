// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import SelvedgeService

extension Upload {
  /// What arrives when somebody sends a picture and nothing beside it.
  static func picture(_ bytes: [UInt8]) throws -> Upload {
    Upload(
      pictures: [Part(field: "image", fileName: "", bytes: bytes)],
      fields: try RequestFields(query: nil, allowedNames: []),
      share: ByteBudget(limit: 1 << 20).makeShare())
  }
}
