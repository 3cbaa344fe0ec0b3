// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Hummingbird

/// A problem as a page, for people whose browser asked.
enum ProblemPage {
  /// The whole response of a problem.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - requestID: The request's id, a UUID in lower case.
  ///   - request: The request, which says in which language.
  /// - Returns: The response, with the headers that belong to the status.
  static func response(_ problem: Problem, requestID: String, to request: Request) -> Response {
    // Who is asked for a key has none, though nothing is known of them.
    let caller = problem.asksForKey ? .anonymousVendor : problem.caller
    let choice = LanguageChoice(request, for: caller)
    let page = choice.pages.problem(
      title: problem.kind.titlePhrase, advice: problem.advice,
      chineseDetail: problem.chineseDetail, detail: problem.detail, request: requestID)
    var headers = problem.headers
    headers.append(contentsOf: choice.headers)
    return .page(page, status: problem.kind.status, headers: headers)
  }
}
