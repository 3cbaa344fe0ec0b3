// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import Testing
import _TestSupport

@testable import SelvedgeService

@Suite struct SealPagesTests {
  private func bearer(_ server: TestServer, _ name: String, _ role: AccessRole) throws
    -> (String, String)
  { ("Authorization", "Bearer \(try server.desk.createKey(name: name, role: role).text)") }

  /// What stands between two texts, the first time.
  private func text(_ page: LoopbackResponse, from begin: String, to end: String) -> String? {
    page.text.components(separatedBy: begin).dropFirst().first?
      .components(separatedBy: end).first
  }

  private func form(
    _ path: String, _ fields: [(String, String?, [UInt8])], _ bearer: (String, String)
  ) -> LoopbackRequest {
    var request = LoopbackRequest.form(path, fields)
    request.headers += [("Accept", "text/html"), ("Accept-Language", "en"), bearer]
    return request
  }

  private func sealing(
    _ seed: UInt64, _ name: String?, _ bearer: (String, String), dates: String = ""
  ) -> LoopbackRequest {
    var fields: [(String, String?, [UInt8])] = [
      ("image", "secret.png", TestPictures.png(seed)),
      ("title", nil, Array("Secret title <b>".utf8)), ("holder", nil, Array("A mill".utf8)),
      ("dates", nil, Array(dates.utf8)),
    ]
    if let name { fields.append(("request", nil, Array(name.utf8))) }
    return form("/sealed-designs", fields, bearer)
  }

  @Test func `A registrar seals on a page, and opens the seal with what the page gave`()
    async throws
  {
    try await TestServer.run { server in
      let registrar = try bearer(server, "office", .registrar)
      let blank = try await server.send(.get("/seal", [registrar]))
      let name = try #require(text(blank, from: "name=\"request\" value=\"", to: "\""))
      let other = try await server.send(.get("/seal", [registrar]))
      #expect(text(other, from: "name=\"request\" value=\"", to: "\"") != name)

      let page = try await server.send(sealing(1, name, registrar))
      #expect(page.status == 201, "\(page.text)")
      #expect(page.headers["cache-control"] == "no-store")
      let covered = try #require(text(page, from: "base64,", to: "\""))
      let opening = Array(try #require(Data(base64Encoded: covered)))
      let sealed = try server.desk.sealedDesigns(after: 0, limit: 9)
      let id = try #require(sealed.first?.design)
      #expect(try SealOpening(json: opening, name: "page").design == id)
      #expect(page.text.contains("download=\"\(id).opening\""))
      // The text to copy is the same, with what HTML gives a meaning escaped.
      #expect(page.text.contains("Secret title &lt;b&gt;") && !page.text.contains("title <b>"))
      // A language switch would lead away from what is given once.
      #expect(!page.text.contains("?lang="))

      let again = try await server.send(sealing(1, name, registrar))
      #expect(text(again, from: "base64,", to: "\"") == covered)
      #expect(try server.desk.sealedDesigns(after: 0, limit: 9).count == 1)
      #expect(try await server.send(sealing(2, name, registrar)).status == 422)
      #expect(try await server.send(sealing(2, nil, registrar)).status == 400)

      func revealing(_ seed: UInt64, _ opening: [UInt8]) -> LoopbackRequest {
        form(
          "/revealed-designs",
          [("image", "x.png", TestPictures.png(seed)), ("opening", "x.opening", opening)], registrar
        )
      }
      #expect(try await server.send(revealing(2, opening)).status == 422)
      #expect(try await server.send(revealing(1, Array("{}".utf8))).status == 422)
      #expect(try await server.send(.get("/v1/designs/\(id)", [registrar])).status == 404)
      let opened = try await server.send(revealing(1, opening))
      #expect(opened.status == 303 && opened.headers["location"] == "/designs/\(id)")
      let shown = try await server.send(.get("/designs/\(id)", [registrar]))
      #expect(shown.text.contains("Secret title &lt;b&gt;"))
    }
  }

  @Test func `The statistics say how many designs are sealed`() async throws {
    try await TestServer.run { server in
      let (zh, en) = ("其中封存、尚未开封", "Of these sealed")
      _ = try server.desk.register(
        Submission(picture: Picture(name: "a.png", bytes: TestPictures.png(1))))
      #expect(try await !server.send(.get("/statistics?lang=zh")).text.contains(zh))
      for seed in [UInt64(2), 3] {
        _ = try server.desk.seal(
          Submission(picture: Picture(name: "s.png", bytes: TestPictures.png(seed)))
        ) { _ in }
      }
      let chinese = try await server.send(.get("/statistics?lang=zh"))
      #expect(chinese.text.contains("<dt>\(zh)</dt><dd><bdi>2</bdi></dd>"))
      let english = try await server.send(.get("/statistics?lang=en"))
      #expect(english.text.contains(en))
    }
  }

  /// A browser that goes back brings the name of the request back with what was filled in.
  @Test func `A form that was refused for what it says is sealed once it is mended`()
    async throws
  {
    try await TestServer.run { server in
      let registrar = try bearer(server, "office", .registrar)
      let blank = try await server.send(.get("/seal", [registrar]))
      let name = try #require(text(blank, from: "name=\"request\" value=\"", to: "\""))
      for _ in 0..<2 {
        let refused = try await server.send(sealing(1, name, registrar, dates: "5 March"))
        #expect(refused.status == 400, "\(refused.text)")
      }
      let mended = try await server.send(
        sealing(1, name, registrar, dates: "registration=2024-03-05"))
      #expect(mended.status == 201, "\(mended.text)")
      // What was done is done once still.
      let again = try await server.send(
        sealing(1, name, registrar, dates: "registration=2024-03-05"))
      #expect(text(again, from: "base64,", to: "\"") == text(mended, from: "base64,", to: "\""))
      #expect(try await server.send(sealing(1, name, registrar)).status == 422)
      #expect(try server.desk.sealedDesigns(after: 0, limit: 9).count == 1)
    }
  }

  @Test func `The page of a sealed design says that it was withdrawn`() async throws {
    try await TestServer.run { server in
      let owner = try bearer(server, "office", .registrar)
      _ = try await server.send(sealing(1, "r-1", owner))
      let id = try #require(try server.desk.sealedDesigns(after: 0, limit: 9).first?.design)
      let stall = try bearer(server, "stall", .vendor)
      for isWithdrawn in [false, true] {
        if isWithdrawn { _ = try server.desk.withdraw(id, reason: "sealed in error") }
        for (reader, isTold) in [(owner, true), (stall, false)] {
          let page = try await server.send(.get("/designs/\(id)?lang=en", [reader]))
          #expect(page.status == 200)
          #expect(page.text.contains("sealed in error") == (isWithdrawn && isTold))
        }
      }
    }
  }

  @Test func `The receipt of a sealing is for whoever sealed it, and for judges and admins`()
    async throws
  {
    try await TestServer.run { server in
      let owner = try bearer(server, "office", .registrar)
      let page = try await server.send(sealing(1, "r-1", owner))
      #expect(page.status == 201, "\(page.text)")
      let id = try #require(try server.desk.sealedDesigns(after: 0, limit: 9).first?.design)
      let covered = try #require(text(page, from: "base64,", to: "\""))
      let opening = Array(try #require(Data(base64Encoded: covered)))
      let readers = [
        (owner, true), (try bearer(server, "another office", .registrar), false),
        (try bearer(server, "stall", .vendor), false),
        (try bearer(server, "judge", .judge), true), (try bearer(server, "admin", .admin), true),
      ]
      func check(isSealed: Bool) async throws {
        for (reader, isTold) in readers {
          let api = try await server.send(.get("/v1/sealed-designs/\(id)/receipt", [reader]))
          #expect(api.status == (isTold ? 200 : 403))
          // Of the sealing also once there is one of the revealing; the command line makes the same.
          let isOfSealing = api.text.contains("\"type\" : \"designSealed\"")
          #expect(isOfSealing == isTold)
          let made = try server.desk.receipt(of: id, ofSealing: true)
          #expect((api.body == made) == isTold, "\(api.text.prefix(200))")
          let page = try await server.send(.get("/designs/\(id)/receipt", [reader]))
          #expect(page.status == (isTold || !isSealed ? 200 : 403))
          let told = try await server.send(.get("/v1/sealed-designs/\(id)", [reader]))
          #expect(told.status == 200 && told.text.contains("A mill") == isTold)
        }
      }
      try await check(isSealed: true)
      _ = try server.desk.reveal(
        id, picture: Picture(name: "x.png", bytes: TestPictures.png(1)),
        opening: try SealOpening(json: opening, name: "page"))
      try await check(isSealed: false)
    }
  }
}
