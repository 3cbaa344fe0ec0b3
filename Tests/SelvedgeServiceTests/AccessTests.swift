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

@Suite struct AccessTests {
  private static func bearer(_ key: String) -> [(String, String)] {
    [("Authorization", "Bearer \(key)")]
  }

  @Test func `Each role may do what the table says, and nothing else`() async throws {
    try await TestServer.run { server in
      for role in AccessRole.allCases {
        let key = try server.desk.createKey(name: role.rawValue, role: role).text
        for operation in Operation.allCases {
          let (method, path) = operation.route
          let id = String(repeating: "0", count: 24)
          // The body is no picture, so that what is let in is refused as something else.
          let response = try await server.send(
            LoopbackRequest(
              method: method.rawValue, path: path.replacing("{id}", with: id),
              headers: Self.bearer(key), body: method == .post ? [1] : nil))
          let isLetIn = operation.roles?.contains(role) ?? true
          #expect((response.status == 403) == !isLetIn, "\(role) \(operation)")
          if operation != .logIn { #expect(response.status != 401, "\(role) \(operation)") }
        }
      }
    }
  }

  @Test func `Once there is a key, nobody gets in without a valid one`() async throws {
    try await TestServer.run { server in
      #expect(try await server.send(.get("/v1/designs")).status == 200)
      let made = try server.desk.createKey(name: "A mill", role: .registrar)
      let refused = try await server.send(.get("/v1/designs"))
      #expect(refused.status == 401)
      #expect(refused.headers["www-authenticate"] == "Bearer realm=\"selvedge\"")
      #expect(try refused.problem.code == "unauthorized")
      for open in ["/healthz", "/readyz", "/openapi.json", "/login"] {
        #expect(try await server.send(.get(open)).status == 200, "\(open)")
      }

      let last = made.text.last == "0" ? "1" : "0"
      for wrong in [
        "", "x", String(made.text.dropLast()), made.text.dropLast() + last, made.text + "0",
        made.text.uppercased(), made.key.id,
      ] {
        let answer = try await server.send(.get("/v1/designs", Self.bearer(wrong)))
        #expect(answer.status == 401, "\(wrong)")
        #expect(!answer.text.contains(made.text))
      }
      let basic = [("Authorization", "Basic \(made.text)")]
      #expect(try await server.send(.get("/v1/designs", basic)).status == 401)
      let registered = try await server.send(
        .post("/v1/designs", TestPictures.png(1), Self.bearer(made.text)))
      #expect(registered.status == 201)

      _ = try server.desk.revokeKey(made.key.id)
      #expect(try await server.send(.get("/v1/designs", Self.bearer(made.text))).status == 401)
      // Calling back the last key does not open the door again.
      #expect(try await server.send(.get("/v1/designs")).status == 401)
      let expired = try server.desk.createKey(name: "B", role: .admin, lifetime: 0)
      #expect(try await server.send(.get("/v1/designs", Self.bearer(expired.text))).status == 401)
    }
  }

  @Test func `A key is nowhere in the registry, only its SHA-256`() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    let made = try desk.createKey(name: "A", role: .vendor)
    let secret = try #require(made.text.split(separator: "_").last)
    #expect(secret.count == 64)
    let digest = try Self.sha256sum(made.text)
    var isDigestThere = false
    for name in ["registry.sqlite", "registry.sqlite-wal"] {
      let bytes = FileManager.default.contents(atPath: folder.path("registry/" + name)) ?? Data()
      #expect(bytes.range(of: Data(secret.utf8)) == nil)
      isDigestThere = isDigestThere || bytes.range(of: Data(digest.utf8)) != nil
    }
    #expect(isDigestThere)
  }

  @Test func `A browser presents its session in place of the key`() async throws {
    try await TestServer.run { server in
      let made = try server.desk.createKey(name: "A", role: .vendor)
      let form = "application/x-www-form-urlencoded"
      let wrong = try await server.send(.post("/login", Array("key=x".utf8), type: form))
      #expect(wrong.status == 401)
      let answer = try await server.send(
        .post("/login", Array("key=\(made.text)".utf8), type: form))
      #expect(answer.status == 303)
      #expect(answer.headers["location"] == "/")
      let cookie = try #require(answer.headers["set-cookie"])
      #expect(cookie.hasSuffix("; Path=/; Max-Age=43200; HttpOnly; SameSite=Strict"))
      #expect(!cookie.contains(made.text))
      let session = [("Cookie", "a=b; \(cookie.prefix { $0 != ";" })")]
      #expect(try await server.send(.get("/v1/designs", session)).status == 200)
      #expect(try await server.send(.get("/metrics", session)).status == 403)
      // A session is no key.
      let text = String(session[0].1.dropFirst("a=b; selvedge_session=".count))
      #expect(try await server.send(.get("/v1/designs", Self.bearer(text))).status == 401)
      #expect(try await server.send(.post("/logout", [], session)).status == 303)
      #expect(try await server.send(.get("/v1/designs", session)).status == 401)

      let second = try #require(
        try server.desk.openSession(presenting: made.text, lifetime: 3600))
      let other = [("Cookie", "selvedge_session=\(second)")]
      #expect(try await server.send(.get("/v1/designs", other)).status == 200)
      _ = try server.desk.revokeKey(made.key.id)
      #expect(try await server.send(.get("/v1/designs", other)).status == 401)
    }
  }

  @Test func `Whoever logs in goes on to the page that asked for the key`() async throws {
    try await TestServer.run { server in
      let made = try server.desk.createKey(name: "A", role: .judge)
      let browser = [("Accept", "text/html"), ("Accept-Language", "en")]
      let form = "application/x-www-form-urlencoded"
      for (path, place) in [
        ("/kept-reviews?before=7", "/login?next=%2Fkept-reviews%3Fbefore%3D7"), ("/", "/login"),
        ("/reviews/0123", "/login?next=%2Freviews%2F0123"),
      ] {
        let sent = try await server.send(.get(path, browser))
        #expect(sent.status == 303 && sent.headers["location"] == place, "\(path)")
        let page = try await server.send(.get(place, browser))
        #expect(!page.text.contains("the form was not taken"))
        #expect(page.text.contains("name=\"next\" value=\"\(path)\"") == (path != "/"))
      }
      // A form that comes without a session is lost, and the page says so and leads back to the form.
      for (path, next) in [
        ("/reviews/0123/findings", "%2Freviews%2F0123"), ("/designs", "%2Fregister"),
        ("/sealed-designs", "%2Fseal"), ("/imports/9/cancel", "%2Fimports%2F9"),
      ] {
        let sent = try await server.send(.post(path, [1], type: form, browser))
        #expect(sent.headers["location"] == "/login?next=\(next)&unsent=true", "\(path)")
        let page = try await server.send(.get(sent.headers["location"] ?? "", browser))
        #expect(page.text.contains("the form was not taken"))
      }
      for (next, place) in [
        ("%2Fkept-reviews%3Fbefore%3D7", "/kept-reviews?before=7"), ("%2F%2Fa.example", "/"),
        ("https%3A%2F%2Fa.example", "/"), ("%2F%5Ca.example", "/"), ("%2Flogout", "/"),
        ("%2Fa%0D%0ASet-Cookie%3Aa%3Db", "/"), ("", "/"),
      ] {
        let body = Array("key=\(made.text)&next=\(next)".utf8)
        let answer = try await server.send(.post("/login", body, type: form))
        #expect(answer.status == 303 && answer.headers["location"] == place, "\(next)")
      }
      let wrong = try await server.send(
        .post("/login", Array("key=x&next=%2Fseal".utf8), type: form, browser))
      #expect(wrong.text.contains("name=\"next\" value=\"/seal\""))
    }
  }

  @Test(arguments: [
    ("/", true), ("/reviews/01-ab?lang=zh&x=%E5%90%8C", true), ("", false), ("reviews", false),
    ("//a.example", false), ("/\\a.example", false), ("/a//b", false), ("/..", false),
    ("/a/../b", false), ("/./a", false), ("/a#b", false), ("/a b", false), ("/a\tb", false),
    ("/a\r\nb", false), ("/登", false), ("https://a.example/", false),
    ("javascript:alert(1)", false),
    ("/login", false), ("/login?next=/", false), ("/logout/", false), ("/login-help", true),
    ("/" + String(repeating: "a", count: 1999), true),
    ("/" + String(repeating: "a", count: 2000), false),
  ])
  func `Only addresses of this service are led to`(text: String, isLocal: Bool) {
    #expect(LocalAddress(text)?.text == (isLocal ? text : nil))
  }

  @Test func `Pages lead in who is outside and out who is inside, and say what a role may not do`()
    async throws
  {
    let (wayIn, wayOut) = ("<a href=\"/login\"", "action=\"/logout\"")
    let browser = [("Accept", "text/html"), ("Accept-Language", "en")]
    try await TestServer.run { server in
      // Where no key is asked for there is nothing to log in to.
      for path in ["/", "/statistics", "/none"] {
        let page = try await server.send(.get(path, browser))
        #expect(!page.text.contains(wayIn) && !page.text.contains(wayOut))
      }
    }
    var configuration = ServiceConfiguration()
    configuration.admitsAnonymousVendors = true
    try await TestServer.run(configuration) { server in
      let made = try server.desk.createKey(name: "A", role: .vendor)
      let session = try #require(try server.desk.openSession(presenting: made.text, lifetime: 3600))
      let inside = browser + [("Cookie", "selvedge_session=\(session)")]
      for path in ["/", "/compare", "/designs", "/statistics"] {
        let page = try await server.send(.get(path, browser))
        #expect(page.text.contains(wayIn) && !page.text.contains(wayOut), "\(path)")
        let own = try await server.send(.get(path, inside))
        #expect(!own.text.contains(wayIn) && own.text.contains(wayOut), "\(path)")
      }
      for (headers, advice) in [
        (browser, "Log in, or ask"), (inside, "The role of your key does not allow this"),
      ] {
        let page = try await server.send(.get("/register", headers))
        #expect(page.status == 403 && page.text.contains(advice))
        #expect(page.text.contains(wayOut) == (headers.count > browser.count))
      }
      // Problems of the request itself, too.
      let bad = try await server.send(.get("/designs?after=x", inside))
      #expect(bad.status == 400 && bad.text.contains(wayOut))
      let login = try await server.send(.get("/login", browser))
      #expect(login.status == 200 && login.text.contains("<html lang=\"en\">"))
      for part in [
        "<main id=\"main\">", "<nav ", "/login?lang=zh", "/assets/site.css", "name=\"key\"",
        "<h1><bdi>Log in</bdi></h1>",
      ] { #expect(login.text.contains(part), "\(part)") }
      let wrong = try await server.send(
        .post(
          "/login", Array("key=x".utf8), type: "application/x-www-form-urlencoded", browser))
      #expect(wrong.status == 401 && wrong.text.contains(wayIn))
      // The form is there once more, with what is wrong.
      #expect(wrong.text.contains("name=\"key\"") && wrong.text.contains("enter it once more"))
      #expect(wrong.headers["www-authenticate"] != nil)
    }
  }

  @Test func `Anonymous vendors look up, and what they send is not kept unasked`() async throws {
    var configuration = ServiceConfiguration()
    configuration.admitsAnonymousVendors = true
    try await TestServer.run(configuration) { server in
      let png = TestPictures.png(1)
      let registered = try await server.send(.post("/v1/designs", png))
      #expect(registered.status == 403)
      #expect(try await server.send(.post("/v1/reviews", png)).status == 200)
      #expect(try await server.send(.post("/v1/reviews?keep=true", png)).status == 201)
      #expect(try await server.send(.get("/metrics")).status == 403)
      #expect(try await server.send(.get("/v1/designs", Self.bearer("x"))).status == 401)
    }
  }

  @Test func `The page for looking up says what becomes of a picture, and lets strangers choose`()
    async throws
  {
    let (kept, unkept) = ("Pictures are kept", "Neither the pictures nor the report are kept")
    try await TestServer.run { server in
      let page = try await server.send(.get("/?lang=en"))
      #expect(page.text.contains(kept) && !page.text.contains(unkept))
      #expect(!page.text.contains("name=\"keep\""))
    }
    var configuration = ServiceConfiguration()
    configuration.admitsAnonymousVendors = true
    try await TestServer.run(configuration) { server in
      let page = try await server.send(.get("/?lang=en"))
      #expect(page.text.contains(unkept) && !page.text.contains(kept))
      #expect(page.text.contains("type=\"checkbox\" name=\"keep\" value=\"true\""))
      #expect(try await server.send(.get("/?lang=zh")).text.contains("不保存图片，也不保存报告"))
      // A box that is not ticked sends nothing.
      let plain = try await server.send(
        .form("/reviews", [("image", "q.png", TestPictures.png(1))]))
      #expect(plain.status == 200)
      let ticked = try await server.send(
        .form(
          "/reviews", [("image", "q.png", TestPictures.png(1)), ("keep", nil, Array("true".utf8))]))
      #expect(ticked.status == 303)
      #expect(try server.desk.statistics().reviews == 1)
      let bearer = Self.bearer(try server.desk.createKey(name: "A", role: .vendor).text)
      #expect(try await server.send(.get("/?lang=en", bearer)).text.contains(kept))
    }
  }

  @Test func `An open service answers to names of this machine only`() async throws {
    try await TestServer.run { server in
      for (host, status) in [
        ("localhost:80", 200), ("127.0.0.1", 200), ("[::1]:9", 200), ("mill", 200),
        ("a.example", 403), ("127.0.0.1.a.example:80", 403), ("10.0.0.1", 403),
      ] {
        let response = try await server.send(.get("/v1/designs", [("Host", host)]))
        #expect(response.status == status, "\(host)")
      }
    }
  }

  /// RFC 9112, section 3.2: a request of HTTP/1.1 without a host is answered with 400.
  @Test func `An open service answers to no request without a name`() async throws {
    try await TestServer.run { server in
      for (path, status) in [("/v1/designs", 400), ("/healthz", 200)] {
        for host in ["", "Host:\r\n"] {
          let head = "GET \(path) HTTP/1.1\r\n\(host)\r\n"
          let connection = try await LoopbackConnection(
            port: server.port, sending: Array(head.utf8))
          let answer = try await connection.receive(isHead: false)
          #expect(answer.status == status, "\(head)")
        }
      }
    }
  }

  @Test func `Without keys a service keeps to this machine`() throws {
    var configuration = ServiceConfiguration(host: "0.0.0.0")
    #expect(throws: SelvedgeError.self) {
      try configuration.requireKeysBeyondLoopback(hasKeys: false)
    }
    try configuration.requireKeysBeyondLoopback(hasKeys: true)
    configuration.admitsAnonymousVendors = true
    try configuration.requireKeysBeyondLoopback(hasKeys: false)
    try ServiceConfiguration(host: "::1").requireKeysBeyondLoopback(hasKeys: false)
  }

  private static func sha256sum(_ text: String) throws -> String {
    let process = Process()
    let (input, output) = (Pipe(), Pipe())
    process.executableURL = URL(filePath: "/usr/bin/sha256sum")
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    input.fileHandleForWriting.write(Data(text.utf8))
    try input.fileHandleForWriting.close()
    let answer = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return String(decoding: answer.prefix(64), as: UTF8.self)
  }
}
