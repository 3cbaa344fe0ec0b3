// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The bounds a multipart body must keep; together with the body limit they bound its cost.
struct MultipartLimits: Equatable, Sendable {
  /// Parts in one body.
  var partCount = 64
  /// Bytes of one part's headers, from its delimiter to the blank line.
  var headerByteCount = 8 * 1024
}
