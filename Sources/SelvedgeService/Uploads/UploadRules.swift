// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a resource takes.
struct UploadRules: Sendable {
  /// Form fields that hold pictures.
  let pictureFields: Set<String>
  /// Form fields, and query parameters, that hold text.
  let textFields: Set<String>
  /// The most pictures in one request.
  let pictureLimit: Int
}
