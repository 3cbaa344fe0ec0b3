// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import Testing

@testable import SelvedgeService

@Suite struct ProblemTests {
  /// The catalogue's HTTP column, as the contract has it.
  private static let contract: [ProblemCode: Int] = [
    .invalidRequest: 400, .invalidManifest: 422, .unsupportedFormat: 415, .undecodableImage: 422,
    .imageExceedsLimits: 413, .featurelessImage: 422, .inputNotFound: 404, .designNotFound: 404,
    .reviewNotFound: 404, .logEntryNotFound: 404, .notVerified: 422, .designAlreadyRegistered: 409,
    .outputNotWritable: 500, .ioFailure: 500,
    .registryBusy: 503, .registryIncompatible: 503, .unauthorized: 401, .forbidden: 403,
    .rateLimited: 429, .keyNotFound: 404, .importNotFound: 404, .internalFailure: 500,
  ]

  @Test(arguments: ProblemCode.allCases)
  func `Every code has its document`(code: ProblemCode) throws {
    var problem = Problem(
      SelvedgeError(
        code, stage: "decode", subject: "a.png", message: "is not right", cause: "/secret SQL"))
    problem.limit = 7
    let id = "6f1c2a3e-0d5b-4c9a-8a77-0123456789ab"
    let document = ProblemDocument(problem, requestID: id)
    let object = try #require(
      try JSONSerialization.jsonObject(with: Data(document.text.utf8)) as? [String: Any])
    #expect(object["type"] as? String == "tag:selvedge,2026:problem/\(code.rawValue)")
    #expect(object["code"] as? String == code.rawValue)
    #expect(object["status"] as? Int == Self.contract[code])
    #expect(object["instance"] as? String == "urn:uuid:\(id)")
    #expect(object["stage"] as? String == "decode")
    #expect(object["limit"] as? Int == 7)
    #expect((object["title"] as? String)?.isEmpty == false)
    let detail = try #require(object["detail"] as? String)
    #expect(!detail.contains("secret") && !detail.isEmpty)
    #expect(detail == code.publicDetail ?? "a.png: is not right")
    #expect(
      try JSONDecoder().decode(ProblemDocument.self, from: Data(document.text.utf8)) == document)
  }

  @Test func `Kinds have titles of their own and one status each`() {
    let kinds = ProblemKind.allKinds
    #expect(kinds.count == ProblemCode.allCases.count + 7)
    #expect(Set(kinds.map(\.title)).count == kinds.count)
    #expect(Set(kinds.map(\.code)).count == kinds.count)
    #expect(kinds.allSatisfy { (400..<600).contains($0.status.code) })
  }

  @Test func `Whatever else is thrown keeps its words to the log`() {
    struct Secret: Error { let path = "/var/lib" }
    let problem = Problem(Secret())
    #expect(problem.kind == .catalogue(.internalFailure))
    #expect(!problem.detail.contains("/var"))
    #expect(problem.cause?.contains("/var/lib") == true)
  }

  @Test func `A busy service says when to come back`() {
    let response = ProblemDocument.response(.busy, requestID: "x")
    #expect(response.status == .serviceUnavailable)
    #expect(response.headers[.retryAfter] == "2")
    #expect(response.headers[.contentType] == "application/problem+json")
  }
}
