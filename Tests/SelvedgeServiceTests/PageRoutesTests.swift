// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import MatchReporting
import Testing

@testable import SelvedgeService

@Suite struct PageRoutesTests {
  /// What a browser sends when a person opens an address.
  private static let browser = (
    "Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
  )

  @Test func `Every page is whole, in the language that the browser asks for`() async throws {
    try await TestServer.run { server in
      let made: DesignRecord = try await server.send(
        .post("/v1/designs", TestPictures.png(1))
      ).decoded()
      let paths = [
        "/", "/reviews", "/compare", "/comparisons", "/register", "/seal", "/batch", "/designs",
        "/designs/\(made.design)", "/statistics", "/kept-reviews",
      ]
      for path in paths {
        for (accepted, tag) in [
          ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"), ("en-GB,en;q=0.9", "en"), ("fr", "zh-Hans"),
          ("zh;q=0.2, en;q=0.7", "en"),
        ] {
          let page = try await server.send(
            .get(path, [Self.browser, ("Accept-Language", accepted)]))
          #expect(page.status == 200)
          #expect(page.headers["content-type"] == "text/html; charset=utf-8")
          #expect(page.text.contains("<html lang=\"\(tag)\">"), "\(path) \(accepted)")
          #expect(page.text.contains("{{") == false)
          let isChinese = page.text.contains("查图") && page.text.contains("统计")
          #expect(isChinese == (tag == "zh-Hans"))
        }
      }
    }
  }

  @Test func `Kept reviews are listed, the last first, page by page`() async throws {
    try await TestServer.run { server in
      #expect(try await server.send(.get("/kept-reviews?lang=en")).text.contains("no kept reviews"))
      _ = try await server.send(.post("/v1/designs", TestPictures.png(1)))
      let count = PageRoutes.listLimit + 2
      var ids: [String] = []
      for number in 0..<count {
        let kept: ReviewReport = try await server.send(
          .post("/v1/reviews?file=q\(number).png", TestPictures.png(number == 0 ? 1 : 2))
        ).decoded()
        ids.append(try #require(kept.review))
      }
      func listed(_ page: LoopbackResponse) -> [String] {
        ids.filter { page.text.contains("/reviews/\($0)\"") }
      }
      let first = try await server.send(.get("/kept-reviews?lang=en"))
      #expect(listed(first) == Array(ids.suffix(PageRoutes.listLimit)))
      let places = try ids.suffix(2).map { id in
        try #require(first.text.range(of: id)).lowerBound
      }
      #expect(places[1] < places[0])
      #expect(first.text.contains("href=\"/kept-reviews?before=3\""))
      let rest = try await server.send(.get("/kept-reviews?lang=en&before=3"))
      #expect(listed(rest) == Array(ids.prefix(2)))
      #expect(rest.text.contains("look-alike") && !rest.text.contains("rel=\"next\""))
    }
  }

  @Test func `The switch of languages outlasts the page`() async throws {
    try await TestServer.run { server in
      let chosen = try await server.send(.get("/?lang=en", [("Accept-Language", "zh")]))
      #expect(chosen.text.contains("<html lang=\"en\">"))
      let cookie = try #require(chosen.headers["set-cookie"]?.split(separator: ";").first)
      let next = try await server.send(
        .get("/compare", [("Accept-Language", "zh"), ("Cookie", "a=b; \(cookie)")]))
      #expect(next.text.contains("<html lang=\"en\">"))
      // The page of the comparison has both languages and shows that of its address.
      #expect(next.text.contains("action=\"/comparisons#en\""))
      #expect(next.headers["set-cookie"] == nil)
    }
  }

  @Test func `Reports are shown in the language of the pages, also one that comes once`()
    async throws
  {
    try await TestServer.run { server in
      let kept = try await server.send(.post("/v1/reviews", TestPictures.png(1)))
      let id = try kept.decoded(ReviewReport.self).review ?? ""
      let (chinese, english) = ("id=\"show-zh\" checked", "id=\"show-en\" checked")
      for (headers, isEnglish) in [
        ([("Accept-Language", "zh"), ("Cookie", "selvedge-language=en")], true),
        ([("Accept-Language", "en"), ("Cookie", "selvedge-language=zh")], false),
        ([("Accept-Language", "en")], true), ([], false),
      ] {
        var once = LoopbackRequest.form(
          "/reviews", [("image", "q.png", TestPictures.png(1)), ("keep", nil, Array("false".utf8))])
        once.headers += headers
        var compared = LoopbackRequest.form(
          "/comparisons",
          [("first", "1.png", TestPictures.png(1)), ("second", "2.png", TestPictures.png(1))])
        compared.headers += headers
        for request in [.get("/reviews/\(id)", headers), once, compared] {
          let page = try await server.send(request)
          #expect(page.status == 200)
          #expect(page.text.contains(english) == isEnglish, "\(request.path) \(headers)")
          #expect(page.text.contains(chinese) == !isEnglish)
          #expect(page.text.contains("data-language=\"\(isEnglish ? "en" : "zh")\""))
        }
      }
      let found = try await server.send(
        .post(
          "/reviews/\(id)/findings?lang=en", Array("outcome=remark&design=&by=Li&note=".utf8),
          type: "application/x-www-form-urlencoded"))
      #expect(found.headers["location"] == "/reviews/\(id)?lang=en#own-finding")
    }
  }

  @Test func `The switch of languages keeps what the address asked for`() async throws {
    try await TestServer.run { server in
      for (path, link) in [
        ("/designs?after=30", "/designs?after=30&amp;lang=en"),
        ("/designs?lang=zh&after=30", "/designs?after=30&amp;lang=en"),
        ("/kept-reviews?before=7", "/kept-reviews?before=7&amp;lang=en"),
        ("/designs?lang=zh", "/designs?lang=en"), ("/", "/?lang=en"),
        ("/reviews?x=%22%3E%3Cb%3E", "/?x=%22%3E%3Cb%3E&amp;lang=en"),
        ("/designs?after=x", "/?lang=en"),
      ] {
        let page = try await server.send(.get(path, [Self.browser]))
        #expect(page.text.contains("<a href=\"\(link)\" lang=\"en\""), "\(path)")
      }
    }
  }

  @Test func `A page runs nothing but files of the service`() async throws {
    try await TestServer.run { server in
      for path in ["/", "/compare", "/register", "/seal", "/batch", "/designs", "/statistics"] {
        let page = try await server.send(.get(path))
        let policy = try #require(page.headers["content-security-policy"])
        #expect(policy.contains("default-src 'none'") && policy.contains("script-src 'self'"))
        #expect(!policy.contains("unsafe") && !policy.contains("http"))
        for forbidden in ["<style", " style=", " onclick", " onload", "javascript:", "<script>"] {
          #expect(!page.text.contains(forbidden), "\(path) has \(forbidden)")
        }
        // Every form control stands inside a label, or says itself what it is.
        #expect(
          page.text.components(separatedBy: "<label").count
            == page.text.components(separatedBy: "</label>").count)
      }
      let files = [("/assets/site.css", "text/css"), ("/assets/site.js", "text/javascript")]
      for (path, type) in files {
        let file = try await server.send(.get(path))
        #expect(file.status == 200 && file.headers["content-type"] == "\(type); charset=utf-8")
        #expect(file.headers["x-content-type-options"] == "nosniff")
      }
    }
  }

  @Test func `A form leads to the report, which shows the picture that was kept`() async throws {
    try await TestServer.run { server in
      _ = try await server.send(.post("/v1/designs?file=a.png", TestPictures.png(1)))
      // A browser sends the inputs that were left empty, too.
      let sent = try await server.send(
        .form(
          "/reviews",
          [
            ("image", "q.png", TestPictures.png(1)), ("image", "", []),
            ("claimedHolder", nil, []), ("claimedDate", nil, []),
          ]))
      #expect(sent.status == 303)
      let location = try #require(sent.headers["location"]?.split(separator: "#").first)
      let id = try #require(location.split(separator: "/").last)
      let page = try await server.send(.get(String(location), [Self.browser]))
      #expect(page.status == 200)
      #expect(page.text.contains("<image id=\"query\"") && page.text.contains("q.png"))
      #expect(page.text.contains("id=\"match-1\"") && page.text.contains("<a href=\"/\">"))

      // The service's policy is the page's own, and that fits its style and script.
      let policy = try #require(page.headers["content-security-policy"])
      let own = try #require(
        page.text.firstMatch(of: /Content-Security-Policy" content="([^"]+)"/)?.1)
      #expect(policy == own.replacing("&#39;", with: "'") + "; frame-ancestors 'none'")

      let resource = "/v1/reviews/\(id)"
      let same = try await server.send(.get(resource, [Self.browser]))
      #expect(same.text == page.text)
      #expect(same.headers["vary"] == "Accept-Language, Cookie, Accept")
      for accepted in ["*/*", "application/json", "text/html;q=0.5, application/json"] {
        let json = try await server.send(.get(resource, [("Accept", accepted)]))
        #expect(json.headers["content-type"] == "application/json", "\(accepted)")
      }
    }
  }

  @Test func `Several views lead to their report, and two pictures are answered with one at once`()
    async throws
  {
    try await TestServer.run { server in
      _ = try await server.send(.post("/v1/designs", TestPictures.png(2)))
      let views = try await server.send(
        .form(
          "/reviews",
          [("image", "1.png", TestPictures.png(1)), ("image", "2.png", TestPictures.png(2))]))
      #expect(views.status == 303)
      let place = try #require(views.headers["location"])
      let report = try await server.send(.get(String(place.prefix { $0 != "#" })))
      #expect(report.status == 200 && report.text.contains("id=\"finding\""))
      #expect(report.text.contains("2 views of one design"))
      let compared = try await server.send(
        .form(
          "/comparisons",
          [("first", "1.png", TestPictures.png(1)), ("second", "2.png", TestPictures.png(1))]))
      #expect(compared.status == 200 && compared.text.contains("id=\"match-1\""))
    }
  }

  @Test func `A report of several views shows beside each lead the view that it is with`()
    async throws
  {
    try await TestServer.run { server in
      for seed in [1, 2] as [UInt64] {
        _ = try await server.send(.post("/v1/designs?file=\(seed).png", TestPictures.png(seed)))
      }
      for isKept in ["true", "false"] {
        var page = try await server.send(
          .form(
            "/reviews",
            [
              ("image", "one.png", TestPictures.png(1)), ("image", "two.png", TestPictures.png(2)),
              ("keep", nil, Array(isKept.utf8)),
            ]))
        if let place = page.headers["location"] {
          page = try await server.send(.get(String(place.prefix { $0 != "#" })))
        }
        let sections = page.text.components(separatedBy: "<section id=\"match-").dropFirst()
        #expect(sections.count == 2)
        // Each is laid over the view that it is with: one over the query, one over the other.
        let (own, other) = (
          sections.filter { $0.contains("href=\"#query\"") },
          sections.filter { $0.contains("href=\"#view-2\"") }
        )
        #expect(own.count == 1 && other.count == 1)
        #expect(other.first?.contains("view 2 (") == true && own.first?.contains("view 2") == false)
        #expect(sections.allSatisfy { $0.contains("id=\"aligned-") })
      }
    }
  }

  @Test func `The list of designs marks those that were withdrawn`() async throws {
    try await TestServer.run { server in
      let made: DesignRecord = try await server.send(
        .post("/v1/designs", TestPictures.png(1))
      ).decoded()
      _ = try await server.send(.post("/v1/designs", TestPictures.png(2)))
      #expect(try await !server.send(.get("/designs?lang=en")).text.contains("withdrawn"))
      let design = try server.desk.withdraw(made.design, reason: "sold").design
      guard case .open(let record) = design, let withdrawn = record.withdrawn else {
        Issue.record("the design is not withdrawn")
        return
      }
      let day = withdrawn.at.prefix(10)
      let english = try await server.send(.get("/designs?lang=en")).text
      #expect(english.components(separatedBy: "withdrawn (\(day))").count == 2)
      #expect(try await server.send(.get("/designs?lang=zh")).text.contains("已撤回（\(day)）"))
    }
  }

  @Test func `What submitters write is shown and never run`() async throws {
    try await TestServer.run { server in
      let hostile = "<script>alert(1)</script>\" onerror=\"x"
      let sent = try await server.send(
        .form(
          "/designs",
          [
            ("image", "<b>.png", TestPictures.png(1)), ("title", nil, Array(hostile.utf8)),
            ("holder", nil, Array("<img src=x>".utf8)),
          ]))
      #expect(sent.status == 303)
      let path = try #require(sent.headers["location"])
      for path in [path, "/designs"] {
        let page = try await server.send(.get(path, [Self.browser]))
        #expect(page.text.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onerror=&quot;x"))
        #expect(!page.text.contains("<script>") && !page.text.contains("<img src=x>"))
        #expect(!page.text.contains("<b>"))
      }
      let receipt = try await server.send(.get("\(path)/receipt"))
      #expect(receipt.status == 200)
      #expect(receipt.headers["content-disposition"]?.hasPrefix("attachment") == true)
      #expect(receipt.body == Array(try server.state.desk.receipt(of: String(path.suffix(24)))))
    }
  }

  @Test func `The list of designs goes on page by page`() async throws {
    try await TestServer.run { server in
      let count = PageRoutes.listLimit + 2
      for seed in 1...UInt64(count) {
        let made = try await server.send(.post("/v1/designs", TestPictures.png(seed)))
        #expect(made.status == 201)
      }
      var path = "/designs"
      var met: [Int] = []
      while met.count < 9 {
        let page = try await server.send(.get(path, [Self.browser]))
        met.append(page.text.components(separatedBy: "<img ").count - 1)
        guard let next = page.text.firstMatch(of: /rel="next" href="([^"]+)"/)?.1 else { break }
        path = String(next)
      }
      #expect(met == [PageRoutes.listLimit, 2])
    }
  }

  @Test func `Problems are pages where a browser asks, and JSON elsewhere`() async throws {
    try await TestServer.run { server in
      let asked = [
        LoopbackRequest.get("/nothing", [Self.browser]),
        .get("/designs/none", [Self.browser]), .get("/reviews/none", [Self.browser]),
        .get("/v1/designs/none", [Self.browser]),
      ]
      for request in asked {
        let page = try await server.send(request)
        #expect(page.status == 404)
        #expect(page.headers["content-type"] == "text/html; charset=utf-8")
        #expect(page.text.contains("<html lang=\"zh-Hans\">"))
        let id = try #require(page.headers["x-request-id"])
        #expect(page.text.contains(id))
      }
      let json = try await server.send(.get("/designs/none"))
      #expect(try json.problem.code == "designNotFound")
      let sent = try await server.send(
        .post(
          "/reviews", Array(TestPictures.png(1).dropLast(40)),
          [Self.browser, ("Accept-Language", "en")]))
      #expect(sent.status == 422)
      #expect(sent.text.contains("Picture cannot be decoded"))
      #expect(sent.text.contains("take a screenshot"))
    }
  }

  /// With the policy `no-referrer`, a browser sends a form with `Origin: null`, as that of another site (Fetch, section
  /// 3.2.5); where it says no more, as over plain HTTP, the form would be refused.
  @Test func `A browser may say which page a form comes from`() async throws {
    try await TestServer.run { server in
      let kept = try await server.send(.post("/v1/reviews", TestPictures.png(1)))
      let report = try #require(kept.headers["location"]).replacing("/v1", with: "")
      for path in [
        "/", "/compare", "/register", "/seal", "/batch", "/login", "/reviews/none", report,
      ] {
        let page = try await server.send(.get(path, [Self.browser]))
        #expect(page.headers["referrer-policy"] == "same-origin", "\(path)")
        #expect(!page.text.contains("name=\"referrer\""), "\(path)")
      }
    }
  }

  /// A vendor reads Chinese, and has to know which of the pictures it was.
  @Test(arguments: [
    (Array(TestPictures.png(1).dropLast(40)), 422, "图片“花.png”不完整、已损坏"),
    (Array("<svg/>".utf8), 415, "文件“花.png”不是 PNG 或 JPEG 图片。"),
    ([UInt8](repeating: 7, count: 50_000), 413, "上传的内容超过上限：50,000 字节。"),
    ([], 400, "没有收到图片"),
  ])
  func `What is wrong with an upload is said in Chinese on a Chinese page`(
    bytes: [UInt8], status: Int, words: String
  ) async throws {
    try await TestServer.run(ServiceConfiguration(bodyLimit: 50_000)) { server in
      for (language, isChinese) in [("zh-CN", true), ("en", false)] {
        var request = LoopbackRequest.form(
          "/reviews", [("image", bytes.isEmpty ? "" : "花.png", bytes)])
        request.headers += [Self.browser, ("Accept-Language", language)]
        let page = try await server.send(request)
        #expect(page.status == status)
        #expect(page.text.contains(words) == isChinese, "\(language)")
      }
    }
  }

  @Test func `A vendor who asks too often is told how long to wait in Chinese`() async throws {
    var configuration = ServiceConfiguration()
    configuration.addressRequestsPerMinute = 1
    try await TestServer.run(configuration) { server in
      _ = try await server.send(.get("/", [Self.browser]))
      let page = try await server.send(.get("/", [Self.browser]))
      #expect(page.status == 429)
      let seconds = try #require(page.headers["retry-after"])
      #expect(page.text.contains("每分钟最多 1 次请求；请在 \(seconds) 秒后再试。"))
    }
  }
}
