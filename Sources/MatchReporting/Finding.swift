// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a review found, in one word; always a lead for reference, never a verdict.
public enum Finding: String, Codable, Sendable, CaseIterable {
  /// A look-alike that is known to be earlier than the picture in question.
  case earlierLookAlike
  /// A look-alike whose place in time is not known, or not earlier.
  case lookAlike
  /// Nothing that passes the threshold.
  case none
  /// The picture does not carry enough to be compared; the report says why.
  case cannotJudge
}
