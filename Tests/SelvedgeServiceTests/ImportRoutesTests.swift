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

@Suite struct ImportRoutesTests {
  /// Asks until an import has ended.
  static func ended(
    _ path: String, _ server: TestServer, _ headers: [(String, String)] = []
  ) async throws -> ImportDocument {
    for _ in 0..<2400 {
      let document: ImportDocument = try await server.send(.get(path, headers)).decoded()
      if document.state.isEnd { return document }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw LoopbackConnection.Failure.malformed("\(path) does not end")
  }

  private func table(_ text: String) -> (String, String?, [UInt8]) {
    ("manifest", "table.csv", Array(text.utf8))
  }

  private func picture(_ name: String, _ seed: UInt64) -> (String, String?, [UInt8]) {
    ("image", name, TestPictures.png(seed))
  }

  @Test func `pictures alone are registered, with the holder of all of them`() async throws {
    try await TestServer.run { server in
      let began = try await server.send(
        .form(
          "/v1/imports",
          [
            picture("a.png", 1), picture("b 'x',y.png", 2), ("holder", nil, Array("Lin, 林".utf8)),
            ("image", "bad.png", Array("no picture".utf8)),
          ]))
      #expect(began.status == 202, "\(began.text)")
      let path = try #require(began.headers["location"])
      let document = try await Self.ended(path, server)
      #expect(document.state == .finished && document.rows == 3 && document.files == 3)
      #expect(document.registered + document.looksLike == 2 && document.rejected == 1)
      #expect(document.done == 3 && document.problem == nil)
      let rows: ImportRowPage = try await server.send(.get(path + "/rows")).decoded()
      #expect(rows.rows.map(\.file) == ["a.png", "b 'x',y.png", "bad.png"])
      #expect(rows.rows[2].code == "unsupportedFormat" && rows.next == nil)
      let design: DesignRecord = try await server.send(
        .get("/v1/designs/\(rows.rows[1].design ?? "")")
      ).decoded()
      #expect(design.details.holders == ["Lin, 林"] && design.file == "b 'x',y.png")
    }
  }

  @Test func `a picture goes by its very name, blanks at its ends too`() async throws {
    try await TestServer.run { server in
      let names = [" a.png", "a.png", "a.png ", "b.png "]
      let pictures = names.enumerated().map { picture($1, UInt64($0 + 1)) }
      let began = try await server.send(.form("/v1/imports", pictures))
      #expect(began.status == 202, "\(began.text)")
      let path = try #require(began.headers["location"])
      let document = try await Self.ended(path, server)
      #expect(document.rejected == 0 && document.done == 4)
      let rows: ImportRowPage = try await server.send(.get(path + "/rows")).decoded()
      #expect(rows.rows.map(\.file) == names)
      // A row of a table finds a file whose name has no blanks around it all the same.
      let table = table("file\n c.png \n")
      let other = try await server.send(.form("/v1/imports", [picture("c.png", 9), table]))
      let second = try await Self.ended(try #require(other.headers["location"]), server)
      #expect(second.rejected == 0)
    }
  }

  @Test func `rows are read page by page, and by how they ended`() async throws {
    try await TestServer.run { server in
      let manifest = table("file,title\na.png,A\nmissing.png,M\nb.png,B\nc.png\nc.png,C\n")
      let began = try await server.send(
        .form(
          "/v1/imports",
          [picture("c.png", 3), picture("a.png", 4), manifest, picture("b.png", 5)]))
      let path = try #require(began.headers["location"])
      #expect(try await Self.ended(path, server).rejected == 2)
      var rows: [Int] = []
      var next: String? = path + "/rows?limit=2"
      while let address = next {
        let answer = try await server.send(.get(address))
        let page: ImportRowPage = try answer.decoded()
        rows += page.rows.map(\.row)
        next = page.next.map { "\(path)/rows?after=\($0)&limit=2" }
        #expect(answer.headers["link"] == next.map { "<\($0)>; rel=\"next\"" })
      }
      #expect(rows == [2, 3, 4, 5, 6])
      // What begins with two slashes is an address of another machine (RFC 3986, section 4.2).
      let doubled = try await server.send(.get("/" + path + "/rows?limit=2"))
      #expect(doubled.headers["link"]?.hasPrefix("<\(path)/rows?") == true)
      let rejected: ImportRowPage = try await server.send(
        .get(path + "/rows?status=rejected&limit=1")
      ).decoded()
      #expect(rejected.rows.map(\.row) == [3])
      #expect(rejected.rows[0].code == "inputNotFound")
      let rest: ImportRowPage = try await server.send(
        .get("\(path)/rows?status=rejected&after=\(rejected.next ?? 0)")
      ).decoded()
      #expect(rest.rows.map(\.row) == [5])
      #expect(rest.rows[0].code == "invalidManifest")
      #expect(try await server.send(.get(path + "/rows?status=")).status == 400)
    }
  }

  @Test func `a manifest reaches nothing but the files that came with it`() async throws {
    let folder = try TemporaryFolder()
    let secret = folder.path("secret.png")
    try Data(TestPictures.png(6)).write(to: URL(fileURLWithPath: secret))
    try await TestServer.run(registry: folder.path("registry")) { server in
      let names = [
        secret, "../../secret.png", "../0.part", "1.part", "./1.part", "/etc/passwd",
        "..\\..\\secret.png", "a.png/../../../secret.png", "file://\(secret)", "",
      ]
      let text = "file\n" + names.map { "\"\($0)\"\n" }.joined() + "dir/a.png\n"
      let began = try await server.send(
        .form("/v1/imports", [table(text), picture("../../../a.png", 7)]))
      #expect(began.status == 202, "\(began.text)")
      let path = try #require(began.headers["location"])
      let document = try await Self.ended(path, server)
      #expect(document.registered == 1 && document.rejected == document.rows - 1)
      let rows: ImportRowPage = try await server.send(.get(path + "/rows")).decoded()
      for row in rows.rows.dropLast() {
        #expect(row.status == .rejected, "\(row.file)")
        #expect(row.message?.contains(folder.path("")) == false)
      }
      #expect(!FileManager.default.fileExists(atPath: folder.path("a.png")))
      // What came is gone once it is registered.
      let left = try FileManager.default.contentsOfDirectory(
        atPath: folder.path("registry/imports"))
      #expect(left == [])
    }
  }

  @Test func `an import that was cut by the end of the server goes on after the next start`()
    async throws
  {
    let folder = try TemporaryFolder()
    // On a busy machine a server may be done before it is ended: then one with more to do is.
    for count in [40, 120, 360] {
      let path = folder.path("registry\(count)")
      let job = try await job(of: count, cutIn: path)
      let desk = try ReviewDesk.open(path, create: false)
      if try desk.importJob(String(job.split(separator: "/").last ?? "")).state.isEnd { continue }
      try await TestServer.run(registry: path) { server in
        let document = try await Self.ended(job, server)
        #expect(document.state == .finished && document.done == count && document.rejected == 0)
        #expect(document.alreadyRegistered == 0, "no row is done twice")
        #expect(try server.desk.statistics().designs == count)
      }
      return
    }
    Issue.record("no server was slow enough to be cut")
  }

  /// Sends an import to a server that is ended at once.
  private func job(of count: Int, cutIn registry: String) async throws -> String {
    // Proof: written by the body of the server, and read once that server has ended.
    nonisolated(unsafe) var job = ""
    try await TestServer.run(registry: registry) { server in
      let pictures = (0..<count).map { picture("p\($0).png", UInt64(100 + $0)) }
      let began = try await server.send(.form("/v1/imports", pictures))
      job = try #require(began.headers["location"])
    }
    return job
  }

  @Test func `imports are listed, the newest first, page by page`() async throws {
    try await TestServer.run { server in
      let none: ImportPage = try await server.send(.get("/v1/imports")).decoded()
      #expect(none.imports.isEmpty && none.next == nil)
      var made: [String] = []
      for number in 0..<12 {
        let began = try await server.send(
          .form("/v1/imports", [picture("p\(number).png", UInt64(700 + number))]))
        let path = try #require(began.headers["location"])
        made.insert(String(path.split(separator: "/").last ?? ""), at: 0)
        _ = try await Self.ended(path, server)
      }
      var listed: [String] = []
      var address: String? = "/v1/imports?limit=5"
      while let asked = address {
        let answer = try await server.send(.get(asked))
        let page: ImportPage = try answer.decoded()
        #expect(page.imports.allSatisfy { $0.state == .finished && $0.registered == 1 })
        listed += page.imports.map(\.id)
        let link = answer.headers["link"]
        #expect((link != nil) == (page.next != nil))
        address = page.next.map { "/v1/imports?limit=5&after=\($0)" }
        if let address { #expect(link?.contains("after=\(page.next ?? "")") == true, "\(address)") }
        #expect(listed.count <= 12)
      }
      #expect(listed == made)
      // The page for people has ten of them and leads to the rest.
      let first = try await server.send(.get("/batch")).text
      #expect(first.components(separatedBy: "<li><a href=\"/imports/").count == 11)
      #expect(first.contains("/batch?after=\(made[9])"))
      let second = try await server.send(.get("/batch?after=\(made[9])")).text
      #expect(second.contains(made[11]) && !second.contains(made[0]))
      #expect(
        try await server.send(.get("/v1/imports?after=\(String(repeating: "0", count: 24))")).status
          == 404)
      for bad in ["after=x", "after="] {
        #expect(try await server.send(.get("/v1/imports?" + bad)).status == 400)
      }
      #expect(try await server.send(.get("/v1/imports?limit=0")).status == 400)
    }
  }

  @Test func `an import is stopped, and what is registered stays`() async throws {
    try await TestServer.run { server in
      let pictures = (0..<90).map { picture("p\($0).png", UInt64(400 + $0)) }
      let began = try await server.send(.form("/v1/imports", pictures))
      let path = try #require(began.headers["location"])
      let waiting = try await server.send(.form("/v1/imports", [picture("q.png", 99)]))
      let second = try #require(waiting.headers["location"])
      #expect(
        try await server.send(LoopbackRequest(method: "DELETE", path: second)).status == 200)
      let stopped: ImportDocument = try await server.send(
        LoopbackRequest(method: "DELETE", path: path)
      ).decoded()
      #expect(stopped.state == .cancelled && stopped.endedAt != nil)
      var settled = try await Self.ended(path, server)
      for _ in 0..<100 {
        try await Task.sleep(for: .milliseconds(50))
        let now = try await Self.ended(path, server)
        if now.done == settled.done, server.state.imports.rowsPerSecond(of: now.id) == nil { break }
        settled = now
      }
      let done = try await Self.ended(path, server).done
      #expect(done < 90)
      #expect(try server.desk.statistics().designs == done)
      let again = try await server.send(LoopbackRequest(method: "DELETE", path: path))
      #expect(try again.decoded(ImportDocument.self).state == .cancelled)
      let other: ImportDocument = try await server.send(.get(second)).decoded()
      #expect(other.state == .cancelled && other.done == 0)
    }
  }

  @Test func `what makes no import is refused with its code`() async throws {
    var small = ServiceConfiguration()
    small.importLimit = 100_000
    try await TestServer.run(small) { server in
      let one = picture("a.png", 8)
      let cases: [(LoopbackRequest, Int, String)] = [
        (.post("/v1/imports", TestPictures.png(8)), 415, "unsupportedFormat"),
        (.form("/v1/imports", []), 400, "invalidRequest"),
        (.form("/v1/imports", [table("file\na.png\n")]), 400, "invalidRequest"),
        (.form("/v1/imports", [one, one]), 400, "invalidRequest"),
        (.form("/v1/imports", [one, table("title\nA\n")]), 422, "invalidManifest"),
        (.form("/v1/imports", [one, table("file,colour\na.png,red\n")]), 422, "invalidManifest"),
        (.form("/v1/imports", [one, table("PK\u{3}\u{4}")]), 422, "invalidManifest"),
        (.form("/v1/imports", [one, table("file\n"), table("file\n")]), 400, "invalidRequest"),
        (
          .form("/v1/imports", [one, table("file\n"), ("holder", nil, [65])]), 400,
          "invalidRequest"
        ),
        (.form("/v1/imports", [one, ("title", nil, [65])]), 400, "invalidRequest"),
        (.form("/v1/imports", [("picture", "a.png", [1])]), 400, "invalidRequest"),
        (
          .form("/v1/imports", [("image", "a.png", [UInt8](repeating: 0, count: 100_000))]), 413,
          "imageExceedsLimits"
        ),
      ]
      for (request, status, code) in cases {
        let answer = try await server.send(request)
        #expect(answer.status == status, "\(answer.text)")
        #expect(try answer.problem.code == code)
        #expect(!answer.text.contains(server.desk.path))
      }
      let store = server.desk.path + "/imports"
      #expect(try FileManager.default.contentsOfDirectory(atPath: store) == [])
    }
  }

  @Test func `an import is its sender's, and an administrator's`() async throws {
    try await TestServer.run { server in
      func bearer(_ role: AccessRole) throws -> [(String, String)] {
        [("Authorization", "Bearer \(try server.desk.createKey(name: "k", role: role).text)")]
      }
      let (mine, other) = (try bearer(.registrar), try bearer(.registrar))
      var request = LoopbackRequest.form("/v1/imports", [picture("a.png", 9)])
      request.headers += mine
      let path = try #require(try await server.send(request).headers["location"])
      #expect(try await Self.ended(path, server, mine).done == 1)
      for headers in [other, try bearer(.vendor)] {
        let status = try await server.send(.get(path, headers)).status
        #expect(status == 404 || status == 403)
      }
      #expect(try await server.send(.get(path, try bearer(.admin))).status == 200)
    }
  }

  @Test func `the pages work without their script`() async throws {
    try await TestServer.run { server in
      // As a browser sends the form: what was left empty comes as well.
      let sent = try await server.send(
        .form(
          "/imports",
          [picture("<i>.png", 12), ("manifest", "", []), ("holder", nil, []), picture("b.png", 13)])
      )
      #expect(sent.status == 303)
      let place = try #require(sent.headers["location"])
      let ended = try await Self.ended("/v1" + place, server)
      #expect(ended.state == .finished && ended.rejected == 0)
      let english = [("Accept", "text/html"), ("Accept-Language", "en")]
      let page = try await server.send(.get(place, english))
      #expect(page.text.contains("Finished") && page.text.contains("2 of 2 rows done"))
      #expect(page.text.contains("&lt;i&gt;.png") && !page.text.contains("<i>.png"))
      #expect(!page.text.contains("http-equiv=\"refresh\""))
      let batch = try await server.send(.get("/batch", english))
      #expect(batch.text.contains("href=\"\(place)\""))
      // What the script says when an import is not begun, in the language of the page.
      let chinese = try await server.send(.get("/batch?lang=zh"))
      #expect(chinese.text.contains("&quot;invalidManifest&quot;:&quot;清单无法读取&quot;"))

      let many = (0..<60).map { picture("p\($0).png", UInt64(700 + $0)) }
      let second = try await server.send(.form("/imports", many))
      let other = try #require(second.headers["location"])
      let going = try await server.send(.get(other, english))
      #expect(
        going.text.contains("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>"))
      let stopped = try await server.send(.form(other + "/cancel", [("x", nil, [])]))
      #expect(stopped.status == 303 && stopped.headers["location"] == other)
      #expect(try await server.send(.get(other, english)).text.contains("Stopped"))
      let refused = try await server.send(.form("/imports", [("image", "", [])]))
      #expect(refused.status == 400)
    }
  }

  @Test func `a repeated upload under one key makes one import`() async throws {
    try await TestServer.run { server in
      var request = LoopbackRequest.form("/v1/imports", [picture("a.png", 10)])
      request.headers.append(("Idempotency-Key", "night-1"))
      let first = try await server.send(request)
      #expect(first.status == 202)
      #expect(try await server.send(request).body == first.body)
      #expect(try server.desk.importJobs(of: nil, limit: 9).count == 1)
    }
  }

  /// A client whose address of the service ends with a slash sends a second one.
  @Test(arguments: ["/v1/imports", "//v1/imports"])
  func `a slow import is borne as long as it goes on, a stalled one is not`(
    path: String
  ) async throws {
    try await TestServer.run(ServiceConfiguration(requestTimeout: 12)) { server in
      var request = LoopbackRequest.form(
        path,
        [("image", "a.png", TestPictures.png(11) + [UInt8](repeating: 0, count: 4 << 20))])
      let body = request.body ?? []
      request.headers.append(("Content-Length", "\(body.count)"))
      request.body = nil
      // Longer in all than a request may take, but always on the move.
      let pieces = stride(from: 0, to: body.count, by: 1 << 20).map {
        Array(body[$0...].prefix(1 << 20))
      }
      let connection = try await LoopbackConnection(
        port: server.port, sending: Array(request.head.utf8), then: pieces, after: 3)
      #expect(try await connection.receive().status == 202)

      let stalled = try await LoopbackConnection(
        port: server.port, sending: Array(request.head.utf8) + body.prefix(1000))
      #expect(try await stalled.receive().status == 408)
    }
  }
}
