// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import HTTPTypes
import Hummingbird
import MatchReporting

/// The JSON body of a problem, `application/problem+json`.
///
/// > Source: RFC 9457, section 3: the type is an absolute URI; `code`, `stage`, `limit` and
/// > `design` are extension members.
struct ProblemDocument: Codable, Equatable, Sendable {
  /// What all types begin with.
  ///
  /// Nothing is hosted there: a tag URI is a name only (RFC 4151).
  static let typePrefix = "tag:selvedge,2026:problem/"

  /// The kind of problem, as an absolute URI.
  let type: String
  /// The kind of problem, in words.
  let title: String
  /// The response's status.
  let status: Int
  /// What is wrong with this request.
  let detail: String
  /// The request, as a URN of its id.
  let instance: String
  /// The kind of problem, as the last part of the type.
  let code: String
  /// The stage of the pipeline that failed.
  let stage: String?
  /// The limit that was passed.
  let limit: Int?
  /// The design that is there already.
  let design: String?

  /// Creates the body of a response.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - requestID: The request's id, a UUID in lower case.
  init(_ problem: Problem, requestID: String) {
    type = Self.typePrefix + problem.kind.code
    title = problem.kind.title
    status = problem.kind.status.code
    detail = problem.detail
    instance = "urn:uuid:\(requestID)"
    code = problem.kind.code
    stage = problem.stage
    limit = problem.limit
    design = problem.design
  }

  /// Reads a document that was kept.
  ///
  /// - Parameter json: The document.
  /// - Throws: `DecodingError` when it is none.
  init(json: String) throws {
    self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
  }

  /// The problem that the document tells of.
  var problem: Problem {
    get throws {
      guard let kind = ProblemKind.allKinds.first(where: { $0.code == code }) else {
        throw Problem(.internalFailure, ProblemCode.internalFailure.publicDetail ?? "")
      }
      var problem = Problem(kind, detail)
      problem.stage = stage
      problem.limit = limit
      problem.design = design
      return problem
    }
  }

  /// The document as JSON.
  var text: String {
    // A record of strings and integers has a JSON form, always; the other is for completeness.
    (try? JSONText.encode(self)) ?? #"{"code":"\#(code)"}"#
  }

  /// The whole response of a problem.
  ///
  /// - Parameters:
  ///   - problem: The problem.
  ///   - requestID: The request's id, a UUID in lower case.
  /// - Returns: The response, with the headers that belong to the status.
  static func response(_ problem: Problem, requestID: String) -> Response {
    let document = ProblemDocument(problem, requestID: requestID)
    var headers = problem.headers
    headers[.contentType] = "application/problem+json"
    return Response(
      status: problem.kind.status, headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: document.text)))
  }
}
