// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Hummingbird
import MatchReporting

/// Comparisons: two pictures, no registry.
struct ComparisonRoutes: Sendable {
  /// What the handlers share.
  let state: ServiceState

  private static let rules = UploadRules(
    pictureFields: ["first", "second", "image"], textFields: [], pictureLimit: 2)

  /// `POST /v1/comparisons`: compares the fields `first` and `second`, or two fields `image`.
  @Sendable func compare(_ request: Request, _ context: ServiceContext) async throws -> Response {
    try .json(try await comparing(request) { report, _, _ in report })
  }

  /// Compares what a request brings.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - form: Makes the answer of the report and its two pictures.
  /// - Returns: The answer.
  /// - Throws: `Problem`, or what the desk or `form` throws.
  func comparing<Answer: Sendable>(
    _ request: Request,
    form: @escaping @Sendable (ComparisonReport, Picture, Picture) throws -> Answer
  ) async throws -> Answer {
    try state.decodes.refuseIfFull()
    let upload = try await state.uploads.read(request, rules: Self.rules)
    guard let (first, second) = Self.pair(upload.pictures) else {
      throw Problem(
        .invalidRequest,
        "A comparison takes two pictures in a form: the fields first and second, or image twice.")
    }
    return try await state.decodes.run {
      let pictures = (upload.picture(first), upload.picture(second))
      return try form(
        ReviewDesk.compare(pictures.0, pictures.1), pictures.0, pictures.1)
    }
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
