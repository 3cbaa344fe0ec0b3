// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing
import _TestSupport

@testable import SelvedgeService

@Suite struct MultipartParserTests {
  /// What a browser sends; the boundary is quoted as in RFC 2046's examples or not, as browsers do.
  private static let browserBody =
    "------WebKitFormBoundaryabc\r\n"
    + "Content-Disposition: form-data; name=\"title\"\r\n\r\n"
    + "Paisley \u{1F9E3}\r\n"
    + "------WebKitFormBoundaryabc\r\n"
    + "Content-Disposition: form-data; name=\"image\"; filename=\"a b.png\"\r\n"
    + "Content-Type: image/png\r\n\r\n"
    + "\u{1}\r\n--\r\n------WebKitFormBoundary\r\r\n\r\n"
    + "------WebKitFormBoundaryabc--\r\n"

  @Test(arguments: [
    "multipart/form-data; boundary=----WebKitFormBoundaryabc",
    "multipart/form-data; boundary=\"----WebKitFormBoundaryabc\"",
    "Multipart/Form-Data;charset=utf-8 ; Boundary=----WebKitFormBoundaryabc",
  ])
  func `A browser's form comes apart whatever way its boundary is written`(type: String) throws {
    let form = try ParsedForm(type, Self.browserBody)
    #expect(
      form.parts.map(\.head) == [
        MultipartPart(name: "title", fileName: nil, filePath: nil, contentType: nil),
        MultipartPart(
          name: "image", fileName: "a b.png", filePath: "a b.png", contentType: "image/png"),
      ])
    #expect(form.texts["title"] == "Paisley \u{1F9E3}")
    #expect(form.texts["image"] == "\u{1}\r\n--\r\n------WebKitFormBoundary\r\r\n")
    #expect(form.parts.allSatisfy { $0.isComplete })
  }

  @Test func `How the body is cut into chunks makes no difference`() throws {
    let type = "multipart/form-data; boundary=----WebKitFormBoundaryabc"
    let body = Array(Self.browserBody.utf8)
    let whole = try ParsedForm(type, chunks: [body[...]])
    for cut in 0...body.count {
      #expect(try ParsedForm(type, chunks: [body[..<cut], body[cut...]]) == whole)
    }
    #expect(try ParsedForm(type, chunks: body.indices.map { body[$0...$0] }) == whole)
  }

  @Test func `Random bytes between random delimiters come back as they were`() throws {
    var random = SplitMix64(seed: 7578)
    for _ in 0..<200 {
      let boundary = String(
        "aB-'().x9".shuffled(using: &random).prefix(.random(in: 1...9, using: &random)))
      // Bytes out of the delimiters' own alphabet, so that near misses are many.
      let alphabet = Array("\r\n--aB".utf8)
      let contents = (0..<Int.random(in: 1...4, using: &random)).map { _ in
        (0..<Int.random(in: 0...60, using: &random)).map { _ -> UInt8 in
          alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
        }
      }
      let delimiter = Array("\r\n--\(boundary)".utf8)
      guard !contents.contains(where: { ([13, 10] + $0).contains(delimiter) }) else { continue }
      var body: [UInt8] = []
      for content in contents {
        body += "--\(boundary)\r\nContent-Disposition: form-data; name=x\r\n\r\n".utf8
        body += content + [13, 10]
      }
      body += "--\(boundary)--".utf8
      var chunks: [ArraySlice<UInt8>] = []
      var rest = body[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...9, using: &random)
        chunks.append(rest.prefix(count))
        rest = rest.dropFirst(count)
      }
      let form = try ParsedForm("multipart/form-data; boundary=\"\(boundary)\"", chunks: chunks)
      #expect(form.parts.map(\.bytes) == contents)
    }
  }

  @Test func `Preamble, padding, epilogue and a part without a body are allowed`() throws {
    let body =
      "preamble\r\n--b \t\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n--b\r\n"
      + "content-disposition:form-data;name=two\r\n\r\n2\r\n--b--epilogue --b"
    let form = try ParsedForm("multipart/form-data; boundary=b", body)
    #expect(form.texts == ["empty": "", "two": "2"])
  }

  @Test func `Neither a line end before the first delimiter nor after the last is needed`() throws {
    let part = "Content-Disposition: form-data; name=n\r\n\r\nv"
    for (start, end) in [("", ""), ("\r\n", "\r\n"), ("", "\r\n"), ("\r\n", "")] {
      let form = try ParsedForm(
        "multipart/form-data; boundary=b", "\(start)--b\r\n\(part)\r\n--b--\(end)")
      #expect(form.texts == ["n": "v"])
    }
  }

  @Test func `A form with no parts at all is a form`() throws {
    #expect(try ParsedForm("multipart/form-data; boundary=b", "--b--\r\n").parts.isEmpty)
  }

  @Test(arguments: [
    ("filename=\"C:\\\\fakepath\\\\a.png\"", "a.png"),
    ("filename=\"C:\\fakepath\\a.png\"", "a.png"),
    ("filename=\"../../etc/passwd\"", "passwd"),
    ("filename=\"say \\\"hi\\\".png\"", "say \"hi\".png"),
    ("filename=plain.jpg", "plain.jpg"),
    ("filename=\"a;b.png\"", "a;b.png"),
    ("filename=\"x.png\"; filename*=UTF-8''%E8%8A%B1%20.png", "花 .png"),
    ("filename=\"x.png\"; filename*=UTF-8''%E8%8", "x.png"),
    ("filename=\"花.png\"", "花.png"),
    ("filename=\"\"", ""),
    ("filename=\"..\"", ""),
    ("filename=\"a\u{202E}gnp.exe\"", "agnp.exe"),
  ])
  func `File names arrive without their folders`(parameter: String, expected: String) throws {
    let body =
      "--b\r\nContent-Disposition: form-data; name=\"image\"; \(parameter)\r\n\r\nv\r\n--b--"
    let form = try ParsedForm("multipart/form-data; boundary=b", body)
    #expect(form.parts.first?.head.fileName == expected)
  }

  @Test(arguments: [
    "multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a",
    "multipart/form-data; boundary=\"a \"",
    "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
    "multipart/form-data; boundary=\u{E9}",
  ])
  func `A content type without a usable boundary is refused`(type: String) {
    #expect(throws: MultipartError.invalidBoundary) { try ParsedForm(type, "--b--") }
  }

  @Test(arguments: [
    ("", MultipartError.truncated(boundary: "b")),
    ("--b", .truncated(boundary: "b")),
    ("--b\r\n", .truncated(boundary: "b")),
    ("--b\r\nContent-Disposition: form-data; name=x\r\n\r\nv", .truncated(boundary: "b")),
    ("--b\r\nContent-Disposition: form-data; name=x\r\n\r\nv\r\n--b", .truncated(boundary: "b")),
    ("--b\r\nContent-Disposition: form-data; name=x\r\n\r\nv\r\n--b-", .truncated(boundary: "b")),
    ("--bc\r\n", .malformedDelimiter(part: 1)),
    ("--b-\r\n", .malformedDelimiter(part: 1)),
    ("--b\n", .malformedDelimiter(part: 1)),
    ("--b\r\n\r\nv\r\n--b--", .unnamedPart(part: 1)),
    ("--b\r\nContent-Type: text/plain\r\n\r\nv\r\n--b--", .unnamedPart(part: 1)),
    ("--b\r\nContent-Disposition: attachment; name=x\r\n\r\nv\r\n--b--", .unnamedPart(part: 1)),
    ("--b\r\nContent-Disposition: form-data\r\n\r\nv\r\n--b--", .unnamedPart(part: 1)),
    ("--b\r\nno colon\r\n\r\nv\r\n--b--", .malformedHeader(part: 1)),
    (
      "--b\r\nContent-Disposition: form-data;\r\n name=x\r\n\r\nv\r\n--b--",
      .malformedHeader(part: 1)
    ),
    (
      "--b\r\nContent-Disposition: form-data; name=x\r\nContent-Transfer-Encoding: BASE64\r\n\r\n"
        + "dg==\r\n--b--",
      .encodedPart(part: 1, encoding: "base64")
    ),
  ])
  func `What is malformed is refused in words`(body: String, expected: MultipartError) {
    #expect(throws: expected) { try ParsedForm("multipart/form-data; boundary=b", body) }
    #expect(expected.description.hasSuffix("."))
  }

  @Test func `The headers of a part are bounded, whether they end or not`() {
    for end in ["", "\r\n\r\nv\r\n--b--"] {
      #expect(throws: MultipartError.headersTooLarge(part: 1, limit: 8192)) {
        try ParsedForm(
          "multipart/form-data; boundary=b",
          "--b\r\nX: " + String(repeating: "x", count: 9000) + end)
      }
    }
  }

  // Read as if they were UTF-8, such names would be stored damaged.
  @Test func `Names that are not UTF-8 are refused`() throws {
    let before = Array("--b\r\nContent-Disposition: form-data; name=x; filename=\"".utf8)
    let gbk: [UInt8] = [0xC4, 0xB5, 0xB5, 0xA4]
    let after = Array(".jpg\"\r\n\r\nv\r\n--b--".utf8)
    #expect(throws: MultipartError.headersNotUTF8(part: 1)) {
      try ParsedForm("multipart/form-data; boundary=b", chunks: [(before + gbk + after)[...]])
    }
  }

  @Test func `The parts of a body are numbered and bounded`() throws {
    let part = "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n"
    let full = String(repeating: part, count: 64)
    #expect(try ParsedForm("multipart/form-data; boundary=b", full + "--b--").parts.count == 64)
    #expect(throws: MultipartError.tooManyParts(limit: 64)) {
      try ParsedForm("multipart/form-data; boundary=b", full + part + "--b--")
    }
  }

  @Test func `Bodies damaged at random are parsed or refused, never more`() {
    let type = "multipart/form-data; boundary=----WebKitFormBoundaryabc"
    var random = SplitMix64(seed: 2046)
    var refused = 0
    for _ in 0..<2000 {
      var body = Array(Self.browserBody.utf8)
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        let place = Int.random(in: 0..<body.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: body[place] = .random(in: 0...255, using: &random)
        case 1: body.remove(at: place)
        case _: body.insert(.random(in: 0...255, using: &random), at: place)
        }
      }
      do {
        _ = try ParsedForm(type, chunks: [body[...]])
      } catch {
        #expect(error is MultipartError)
        refused += 1
      }
    }
    #expect(refused > 100)
  }
}
