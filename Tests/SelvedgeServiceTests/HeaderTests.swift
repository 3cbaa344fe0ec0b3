// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import SelvedgeService

@Suite struct HeaderTests {
  @Test func `Parameters are found whatever their case and quotes`() {
    let header = HeaderParameters("Text/Plain ; Charset=UTF-8;q = 0.5; x=\"a;\\\"b\\\\c\"; x=2;;")
    #expect(header.value == "text/plain")
    #expect(header["charset"] == "UTF-8")
    #expect(header["q"] == "0.5")
    #expect(header["x"] == "a;\"b\\c")
    #expect(header["absent"] == nil)
  }

  @Test func `Parameters that make no sense are left out`() {
    let header = HeaderParameters("form-data; =x; flag; open=\"never closed; name=y")
    #expect(header["flag"] == nil)
    #expect(header["open"] == nil)
    #expect(HeaderParameters("").value.isEmpty)
  }

  @Test(arguments: [
    (nil, true), ("*/*", true), ("application/json", true), ("application/*;q=0.1", true),
    ("text/html, */*;q=0.8", true), ("text/html", false), ("", false),
    ("application/json;q=0, */*", false), ("*/*;q=0.0", false), ("application/*;q=0, */*", false),
    ("nonsense", false), ("text/html,application/xhtml+xml", false),
  ])
  func `The most specific range decides what is accepted`(header: String?, expected: Bool) {
    #expect(Accept(header).allows("application", "json") == expected)
  }

  @Test func `A name cannot end the header it stands in`() {
    let value = FileName.contentDisposition("a\"\r\nSet-Cookie: x=1;花.png")
    #expect(value.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    #expect(
      value
        == "inline; filename=\"a___Set-Cookie_ x_1__.png\"; "
        + "filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x%3D1%3B%E8%8A%B1.png")
  }

  /// The example of RFC 9110, section 5.6.7; the other as GNU date has it.
  @Test(arguments: [
    (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    (1_709_251_199, "Thu, 29 Feb 2024 23:59:59 GMT"),
  ])
  func `A moment is written as HTTP has it`(moment: Int, text: String) {
    #expect(HTTPDate.text(moment) == text)
  }

  @Test func `A name keeps at most 255 bytes and no half letters`() {
    let name = FileName.withoutFolders(String(repeating: "花", count: 100))
    #expect(name == String(repeating: "花", count: 85))
  }

  @Test(arguments: [
    ("a%20b", "a b"), ("%E8%8A%B1", "花"), ("a+b", "a b"), ("100%", nil), ("%4", nil),
    ("%zz", nil), ("%ff", nil), ("", ""),
  ])
  func `Percent escapes are decoded or refused`(text: String, expected: String?) {
    #expect(PercentEncoding.decoded(text, plusIsSpace: true) == expected)
  }

  @Test func `Encoding and decoding are inverse`() {
    let text = "a b+c/花?&=%~"
    #expect(PercentEncoding.decoded(PercentEncoding.encoded(text), plusIsSpace: false) == text)
  }
}
