// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import DesignRegistry
import Foundation
import MatchReporting
import Synchronization
import Testing
import _TestSupport

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

  /// The opening in the answer to a sealing, as its client sends it back.
  static func opening(_ answer: LoopbackResponse) throws -> [UInt8] {
    let object = try JSONSerialization.jsonObject(with: Data(answer.body)) as? [String: Any]
    let opening = try #require(object?["opening"] as? [String: Any])
    return Array(try JSONSerialization.data(withJSONObject: opening))
  }

  private func sealing(
    _ seed: UInt64, _ key: String?, holder: String = "Secret mill", bearer: String? = nil
  ) -> LoopbackRequest {
    var request = LoopbackRequest.form(
      "/v1/sealed-designs",
      [
        ("image", "secret.png", TestPictures.png(seed)), ("title", nil, Array("Secret title".utf8)),
        ("holder", nil, Array(holder.utf8)),
        ("dates", nil, Array("firstPublication=2024-03".utf8)),
      ])
    if let key { request.headers.append(("Idempotency-Key", key)) }
    if let bearer { request.headers.append(("Authorization", "Bearer \(bearer)")) }
    return request
  }

  private func revealing(
    _ location: String, _ seed: UInt64, _ opening: [UInt8], _ key: String? = nil
  ) -> LoopbackRequest {
    var request = LoopbackRequest.form(
      location + "/reveal",
      [("image", "any.png", TestPictures.png(seed)), ("opening", "o.json", opening)])
    if let key { request.headers.append(("Idempotency-Key", key)) }
    return request
  }

  @Test func `A design is sealed and revealed, once for each key`() async throws {
    try await TestServer.run { server in
      let nameless = try await server.send(sealing(1, nil))
      #expect(nameless.status == 400 && nameless.text.contains("Idempotency-Key"))
      #expect(try server.desk.sealedDesigns(after: 0, limit: 9).isEmpty)

      let sealed = try await server.send(sealing(1, "a"))
      #expect(sealed.status == 201, "\(sealed.text)")
      #expect(try await server.send(sealing(1, "a")).body == sealed.body)
      #expect(try await server.send(sealing(1, "a", holder: "Another")).status == 422)
      let held = try server.desk.sealedDesigns(after: 0, limit: 9)
      #expect(held.count == 1 && held[0].holders == ["Secret mill"])
      let location = try #require(sealed.headers["location"])
      #expect(location == "/v1/sealed-designs/\(held[0].design)")
      #expect(try await server.send(.get(location)).text.contains(held[0].commitment))

      let opening = try Self.opening(sealed)
      let other = try await server.send(revealing(location, 2, opening, "r"))
      #expect(other.status == 422 && other.text.contains("not the file that was sealed"))
      let changed = Array(
        String(decoding: opening, as: UTF8.self).replacing("2024-03", with: "2023-03").utf8)
      #expect(try await server.send(revealing(location, 1, changed)).status == 422)
      #expect(try await server.send(revealing(location, 1, Array("{}".utf8))).status == 422)
      #expect(try await server.send(.get("/v1/designs/\(held[0].design)")).status == 404)

      let revealed = try await server.send(revealing(location, 1, opening, "s"))
      #expect(revealed.status == 201, "\(revealed.text)")
      let design = try revealed.decoded(DesignRecord.self)
      #expect(design.details.title == "Secret title" && design.registeredAt == held[0].sealedAt)
      #expect(revealed.headers["location"] == "/v1/designs/\(design.design)")
      #expect(try await server.send(revealing(location, 1, opening, "s")).body == revealed.body)
      #expect(try await server.send(revealing(location, 1, opening)).status == 409)
      #expect(try await server.send(.get("/v1/designs/\(design.design)")).status == 200)
      let open = try await server.send(sealing(1, "b"))
      #expect(open.status == 409)
      #expect(try open.problem.design == design.design)
    }
  }

  @Test func `Registrars and admins seal and reveal, nobody else`() async throws {
    try await TestServer.run { server in
      for (seed, role) in zip(UInt64(10)..., AccessRole.allCases) {
        let key = try server.desk.createKey(name: role.rawValue, role: role).text
        let may = [.registrar, .admin].contains(role)
        let sealed = try await server.send(sealing(seed, "k", bearer: key))
        #expect(sealed.status == (may ? 201 : 403), "\(role)")
        let location =
          sealed.headers["location"] ?? "/v1/sealed-designs/\(String(repeating: "0", count: 24))"
        var reveal = revealing(location, seed, may ? try Self.opening(sealed) : [])
        reveal.headers.append(("Authorization", "Bearer \(key)"))
        #expect(try await server.send(reveal).status == (may ? 201 : 403), "\(role)")
      }
    }
  }

  @Test func `What opens a seal is in no file of the registry`() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    let secrets = Mutex<[String]>(["Secret title", "secret.png"])
    try await TestServer.run(registry: path) { server in
      let sealed = try await server.send(sealing(3, "k"))
      let object = try JSONSerialization.jsonObject(with: Data(try Self.opening(sealed)))
      let opening = try #require(object as? [String: Any])
      for member in ["nonce", "fileSha256"] {
        let digits = try #require(opening[member] as? String)
        secrets.withLock { $0.append(digits) }
      }
    }
    let files = folder.files(in: "registry")
    #expect(files.contains("registry.sqlite"))
    for file in files {
      let bytes = try Data(contentsOf: URL(filePath: folder.path("registry/" + file)))
      for secret in secrets.withLock({ $0 }) {
        #expect(bytes.range(of: Data(secret.utf8)) == nil, "\(secret) is in \(file)")
      }
    }
  }

  /// The process goes between the covered opening and the seal, or between the seal and the answer.
  @Test(arguments: [false, true]) func `A sealing that died with its process is completed`(
    isSealed: Bool
  ) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path("registry")
    let png = TestPictures.png(4)
    let key = try #require(try IdempotencyKey("d"))
    let design = try {
      let desk = try ReviewDesk.open(path, create: true)
      let upload = try Upload.picture(png)
      let request = RepeatableRequest(
        bearer: "", key: key.text, digest: upload.digest(of: .sealDesign))
      #expect(try desk.claim(request) == .granted(triedAt: nil))
      var design = ""
      do {
        _ = try desk.seal(Submission(picture: Picture(name: "image", bytes: png))) {
          opening throws(SelvedgeError) in
          let text = String(decoding: try opening.json(), as: UTF8.self)
          try desk.keepDraft(try AnswerCover(upload, key).covered(text), of: request)
          design = opening.design
          guard isSealed else {
            throw SelvedgeError(
              .internalFailure, stage: "test", subject: "x", message: "the process died")
          }
        }
      } catch {
        #expect(!isSealed)
      }
      return design
    }()
    try await TestServer.run(registry: path) { server in
      let request = LoopbackRequest.post(
        "/v1/sealed-designs", png, [("Idempotency-Key", "d")])
      let again = try await server.send(request)
      #expect(again.status == 201, "\(again.text)")
      #expect((again.headers["location"] == "/v1/sealed-designs/\(design)") == isSealed)
      #expect(try await server.send(request).body == again.body)
      #expect(try server.desk.sealedDesigns(after: 0, limit: 9).count == 1)
      let location = try #require(again.headers["location"])
      let revealed = try await server.send(revealing(location, 4, try Self.opening(again)))
      #expect(revealed.status == 201, "\(revealed.text)")
    }
  }
}
