// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Hummingbird

extension Problem {
  /// Makes a problem of whatever a handler threw.
  ///
  /// - Parameter error: A problem already, an error of this project, or any other.
  init(_ error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as SelvedgeError: self.init(failure: error)
    case let error as MultipartError: self.init(.invalidRequest, error.description)
    case is RequestTimeout:
      self.init(
        .requestTimeout, "The request did not arrive in time; send it again on a faster line.")
      closesConnection = true
    case MalformedRequest.syntax:
      self.init(.invalidRequest, "The request is not well-formed HTTP/1.1.")
      closesConnection = true
    case MalformedRequest.headTooLarge:
      let limit = MalformedRequest.headByteLimit
      self.init(
        .requestHeadTooLarge,
        "The address or the headers are longer than \(limit) bytes, or there are more than "
          + "\(MalformedRequest.headerCountLimit) header fields; send long fields in a form.")
      self.limit = limit
      closesConnection = true
    case let error as HTTPError where error.status == .notFound:
      self.init(.routeNotFound, "There is no such resource; /openapi.json lists what there is.")
    case let error as HTTPError where (400..<500).contains(error.status.code):
      self.init(.invalidRequest, error.body ?? error.status.reasonPhrase)
    case _:
      self.init(.internalFailure, ProblemCode.internalFailure.publicDetail ?? "")
      cause = String(reflecting: error)
    }
  }

  /// Makes a problem of whatever a handler threw.
  ///
  /// - Parameters:
  ///   - error: What it threw.
  ///   - caller: Whose request it was.
  init(_ error: any Error, for caller: Caller) {
    self.init(error)
    self.caller = self.caller ?? caller
  }

  private init(failure error: SelvedgeError) {
    let told = error.code.publicDetail ?? "\(error.subject): \(error.message)"
    self.init(error.code, told)
    if error.code.publicDetail == nil { subject = error.subject }
    stage = error.stage
    design = error.design
    cause = error.code.publicDetail.map { _ in
      [error.description, error.cause].compactMap(\.self).joined(separator: "; ")
    }
    if error.code == .registryBusy { retryAfterSeconds = Problem.retryAfterSeconds }
  }
}
