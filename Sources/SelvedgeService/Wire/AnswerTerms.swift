// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What the answer to a request has to keep to, as the request's head says.
struct AnswerTerms: Equatable, Sendable {
  /// Whether the client speaks HTTP/1.0, and so knows neither chunks nor answers before the answer.
  let isOld: Bool
  /// Whether the connection ends with the answer.
  let endsConnection: Bool
}
