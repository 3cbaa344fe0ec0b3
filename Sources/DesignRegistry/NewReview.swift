// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A review that is about to be kept.
public struct NewReview: Sendable {
  /// The review's id; no other has it.
  public let id: String
  /// The report as JSON.
  public let report: String
  /// SHA-256 of the picture's bytes, 64 lower-case hexadecimal digits.
  public let picture: String
  /// The bytes of the picture and of other views, staged, as far as the registry does not have them.
  public let staged: [StagedOriginal]

  /// Creates a review to keep.
  ///
  /// - Parameters:
  ///   - id: The review's id.
  ///   - report: The report as JSON.
  ///   - picture: SHA-256 of the picture's bytes, in hexadecimal.
  ///   - staged: The bytes of the picture and of other views that the registry does not have.
  public init(id: String, report: String, picture: String, staged: [StagedOriginal]) {
    self.id = id
    self.report = report
    self.picture = picture
    self.staged = staged
  }
}
