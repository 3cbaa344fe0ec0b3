// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes
import Hummingbird
import MatchReporting

/// Answers requests that their clients repeat: the same request under the same name is done once.
///
/// What settles a request is kept for a day: success, and refusals that would come again. Refusals of the moment,
/// such as a full queue, are not kept, so that trying again is right.
struct Repeats: Sendable {
  /// What the handlers share.
  let state: ServiceState

  /// Does a request once.
  ///
  /// - Parameters:
  ///   - key: What the client calls it; `nil` does it each time it comes.
  ///   - caller: Whose request it is.
  ///   - digest: SHA-256 of what it asks, in hexadecimal.
  ///   - cover: Covers an answer with secrets in it while it is kept.
  ///   - answer: Does it. When an earlier try died with its process, it is told when that began.
  /// - Returns: The answer, perhaps of an earlier try.
  /// - Throws: `Problem`: the name stands for another request, or another try is in flight; or what `answer` throws.
  func once(
    _ key: IdempotencyKey?, _ caller: Caller, digest: @Sendable () -> String,
    cover: AnswerCover? = nil, _ answer: (_ triedAt: String?) async throws -> KeptAnswer
  ) async throws -> Response {
    Self.response(
      try await settled(key, caller, digest: digest, cover: cover, answer))
  }

  /// Does a request once, for an answer that is told in another form.
  ///
  /// - Parameters:
  ///   - key: What the client calls it; `nil` does it each time it comes.
  ///   - caller: Whose request it is.
  ///   - digest: SHA-256 of what it asks, in hexadecimal.
  ///   - cover: Covers an answer with secrets in it while it is kept.
  ///   - keepsRefusals: Whether a refusal settles the request. That of a page's form does not: a browser brings the
  ///     form back with its name, and it is sent again mended.
  ///   - answer: Does it. When an earlier try died with its process, it is told when that began.
  /// - Returns: The answer, perhaps of an earlier try; it is no problem.
  /// - Throws: `Problem`: the name stands for another request, or another try is in flight; or what `answer` throws.
  func settled(
    _ key: IdempotencyKey?, _ caller: Caller, digest: @Sendable () -> String,
    cover: AnswerCover? = nil, keepsRefusals: Bool = true,
    _ answer: (_ triedAt: String?) async throws -> KeptAnswer
  ) async throws -> KeptAnswer {
    guard let key else { return try await answer(nil) }
    let request = RepeatableRequest(
      bearer: caller.id, key: key.text, digest: digest())
    let desk = state.desk
    switch try await state.lookups.run({ try desk.claim(request) }) {
    case .answered(let kept): return try Self.repeated(kept, cover)
    case .namesAnother:
      throw Problem(
        .idempotencyKeyReused,
        "This Idempotency-Key came with another request before; each request needs its own.")
    case .inFlight:
      var problem = Problem(
        .idempotencyKeyInFlight,
        "A request with this Idempotency-Key is being worked on; ask again in a moment.")
      problem.retryAfterSeconds = Problem.retryAfterSeconds
      throw problem
    case .granted(let triedAt):
      let made: KeptAnswer
      do {
        made = try await answer(triedAt)
      } catch {
        let problem = Problem(error)
        let kept =
          problem.isSettled && keepsRefusals
          ? try Self.kept(problem).covered(by: cover) : nil
        // Whatever becomes of the claim, the client is told what went wrong with its request.
        try? await state.lookups.run {
          if let kept { try desk.keep(kept, of: request) } else { try desk.release(request) }
        }
        throw error
      }
      do {
        let kept = try made.covered(by: cover)
        try await state.lookups.run { try desk.keep(kept, of: request) }
      } catch {
        // It is done, and its answer may be all that opens a seal: it is given, and another try finds what was done.
        try? await state.lookups.run { try desk.release(request, mayBeDone: true) }
      }
      return made
    }
  }

  /// The response that tells an answer.
  ///
  /// - Parameter answer: The answer.
  /// - Returns: The response.
  static func response(_ answer: KeptAnswer) -> Response {
    var headers: HTTPFields = [.contentType: "application/json"]
    if let location = answer.location { headers[.location] = location }
    return Response(
      status: HTTPResponse.Status(code: answer.status), headers: headers,
      body: ResponseBody(byteBuffer: ByteBuffer(string: answer.body)))
  }

  private static func kept(_ problem: Problem) throws -> KeptAnswer {
    let document = ProblemDocument(problem, requestID: "")
    return KeptAnswer(
      status: document.status, location: nil, body: try JSONText.encode(document))
  }

  /// The answer of before; a problem is told anew, under the id of this request.
  private static func repeated(_ answer: KeptAnswer, _ cover: AnswerCover?) throws -> KeptAnswer {
    let answer = try answer.uncovered(by: cover)
    guard answer.status >= 400 else { return answer }
    throw try ProblemDocument(json: answer.body).problem
  }
}

extension KeptAnswer {
  /// The answer as it may be stored.
  fileprivate func covered(by cover: AnswerCover?) throws -> KeptAnswer {
    guard let cover else { return self }
    return KeptAnswer(status: status, location: location, body: try cover.covered(body))
  }

  /// The answer as it was given.
  fileprivate func uncovered(by cover: AnswerCover?) throws -> KeptAnswer {
    guard let cover else { return self }
    guard let body = cover.uncovered(body) else {
      throw SelvedgeError(
        .ioFailure, stage: "registry", subject: "answer", message: "the kept answer is damaged")
    }
    return KeptAnswer(status: status, location: location, body: body)
  }
}

extension Caller {
  /// The id of the caller's key; empty for whoever needs none.
  var id: String {
    switch self {
    case .thisMachine, .anonymousVendor: ""
    case .bearer(let key): key.id
    }
  }
}
