// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import MatchReporting
import Testing

@testable import SelvedgeService

@Suite struct SealedDesignRoutesTests {
  @Test func `Whose a sealed design is, judges and admins are told alone`() async throws {
    try await TestServer.run { server in
      let desk = server.desk
      let sealed = try desk.seal(
        Submission(
          picture: Picture(name: "secret.png", bytes: TestPictures.png(1)),
          details: DesignDetails(title: "Secret title", holder: "Secret mill"))
      ) { _ in }
      for role in AccessRole.allCases {
        let key = try desk.createKey(name: role.rawValue, role: role).text
        let bearer = [("Authorization", "Bearer \(key)")]
        let isTold = [.judge, .admin].contains(role)
        let api = try await server.send(.get("/v1/sealed-designs/\(sealed.design)", bearer))
        #expect(api.status == 200 && api.text.contains(sealed.commitment))
        #expect(api.text.contains("Secret mill") == isTold, "\(role)")
        let page = try await server.send(.get("/designs/\(sealed.design)", bearer))
        #expect(page.status == 200 && page.text.contains(sealed.sealedAt))
        #expect(page.text.contains("Secret mill") == isTold && !page.text.contains("<img"))
        let receipt = try await server.send(.get("/designs/\(sealed.design)/receipt", bearer))
        #expect(receipt.status == (isTold ? 200 : 403))
        for path in ["/v1/designs/\(sealed.design)", "/v1/designs/\(sealed.design)/image"] {
          #expect(try await server.send(.get(path, bearer)).status == 404)
        }
        for path in ["/v1/designs", "/designs"] {
          let list = try await server.send(.get(path, bearer))
          #expect(list.status == 200 && !list.text.contains(sealed.design))
        }
        let review = try await server.send(
          .post("/v1/reviews?keep=true", TestPictures.png(1), bearer))
        let report = try review.decoded(ReviewReport.self)
        #expect(report.sealedMatches?.map(\.design) == [sealed.design])
        let shown = try await server.send(.get("/reviews/\(report.review ?? "")", bearer))
        #expect(shown.text.contains("A design that was sealed here"))
        for answer in [api, page, review, shown] {
          #expect(!answer.text.contains("Secret title") && !answer.text.contains("secret.png"))
        }
        #expect(!review.text.contains("Secret") && !shown.text.contains("Secret"))
      }
    }
  }
}
