// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Hummingbird

/// Comparisons: two pictures, no registry.
struct ComparisonRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  private static let rules = UploadRules(
    pictureFields: ["first", "second", "image"], textFields: [], pictureLimit: 2)

  /// `POST /v1/comparisons`: compares the fields `first` and `second`, or two fields `image`.
  @Sendable func compare(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.rules)
    guard let (first, second) = Self.pair(upload.pictures) else {
      throw Problem(
        .invalidRequest,
        "A comparison takes two pictures in a form: the fields first and second, or image twice.")
    }
    let report = try await state.decodes.run {
      try ReviewDesk.compare(upload.picture(first), upload.picture(second))
    }
    return try .json(report)
  }

  private static func pair(_ parts: [Upload.Part]) -> (Upload.Part, Upload.Part)? {
    guard parts.count == 2 else { return nil }
    switch (parts[0].field, parts[1].field) {
    case ("first", "second"), ("image", "image"): return (parts[0], parts[1])
    case ("second", "first"): return (parts[1], parts[0])
    case _: return nil
    }
  }
}
