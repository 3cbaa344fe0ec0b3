// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import TransparencyLog

@Suite struct LogEntryTests {
  @Test func `an entry's bytes are as documented`() {
    let entry = LogEntry.designWithdrawn(
      DesignWithdrawn(
        at: Samples.time, design: "a\"\\\n\u{1}é", reason: Digest256.sha256(of: [])))
    #expect(
      String(decoding: entry.bytes, as: UTF8.self)
        == #"{"at":"2026-11-23T15:04:05.678Z","design":"a\"\\\n\u0001é","#
        + #""reason":"e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855","#
        + #""type":"designWithdrawn","v":1}"#)
    #expect(
      String(decoding: Samples.entries[4].bytes, as: UTF8.self)
        == #"{"at":"2026-11-23T15:04:05.678Z","engine":"1","report":""#
        + Samples.digest("report").hex + #"","review":"r-1","root":""# + Samples.digest("root").hex
        + #"","treeSize":4,"type":"reviewIssued","v":1}"#)
  }

  @Test(arguments: Samples.entries + [Samples.planted]) func `an entry comes back from its bytes`(
    entry: LogEntry
  )
    throws
  {
    #expect(try LogEntry(bytes: entry.bytes) == entry)
    #expect(entry.at == Samples.time)
  }

  @Test func `types and versions of the future are carried through`() throws {
    for text in [
      #"{"colour":"blue","type":"designDyed","v":1}"#, #"{"type":"designSealed","v":2}"#,
    ] {
      let entry = try LogEntry(bytes: Array(text.utf8))
      #expect(entry.bytes == Array(text.utf8))
      #expect(entry.at == nil && entry.design == nil)
      guard case .unknown = entry else {
        Issue.record("\(text) is not known")
        continue
      }
    }
  }

  @Test(arguments: [
    "", "{}", "[]", "null", #"{"type":"x"}"#, #"{"v":1}"#, #"{"v":1,"type":"x"}"#,
    #"{"type":"x", "v":1}"#, #"{"type":"x","v":01}"#, #"{"type":"x","v":1.0}"#,
    #"{"type":"x","v":-1}"#, #"{"type":"x","v":9007199254740992}"#, #"{"type":"x","v":1} "#,
    #"{"type":"x","type":"x","v":1}"#, #"{"type":"\u0078","v":1}"#, #"{"type":"\/","v":1}"#,
    #"{"type":"x","v":true}"#, #"{"type":"x","v":1"#, #"{"type":"x,"v":1}"#,
    "{\"type\":\"\n\",\"v\":1}", #"{"a":{},"type":"x","v":1}"#,
  ])
  func `another spelling is refused`(text: String) {
    #expect(throws: EntryError.notCanonical) { try LogEntry(bytes: Array(text.utf8)) }
  }

  @Test func `a known type with a wrong member is refused by name`() {
    let hash = Samples.digest("x").hex
    for (text, member) in [
      (#"{"at":"2026-11-23T15:04:05.678Z","design":"d","type":"designWithdrawn","v":1}"#, "reason"),
      (
        #"{"at":"2026-11-23T15:04:05.678Z","design":1,"reason":"\#(hash)","type":"designWithdrawn","v":1}"#,
        "design"
      ),
      (
        #"{"at":"2026-11-23T15:04:05Z","design":"d","reason":"\#(hash)","type":"designWithdrawn","v":1}"#,
        "at"
      ),
      (
        #"{"at":"2026-11-23T15:04:05.678Z","design":"d","extra":"e","reason":"\#(hash)","type":"designWithdrawn","v":1}"#,
        "extra"
      ),
    ] {
      #expect(throws: EntryError.malformedMember(type: "designWithdrawn", member: member)) {
        try LogEntry(bytes: Array(text.utf8))
      }
    }
  }

  /// Milliseconds from another program's calendar (Python's datetime).
  @Test(arguments: [
    ("0001-01-01T00:00:00.000Z", -62_135_596_800_000), ("1969-12-31T23:59:59.000Z", -1000),
    ("1970-01-01T00:00:00.000Z", 0), ("2000-02-29T12:00:00.000Z", 951_825_600_000),
    ("2024-12-31T23:59:59.000Z", 1_735_689_599_000),
    ("2026-11-23T15:04:05.000Z", 1_795_446_245_000),
    ("2100-03-01T00:00:00.000Z", 4_107_542_400_000),
    ("9999-12-31T23:59:59.000Z", 253_402_300_799_000),
  ])
  func `times are counted and written as the calendar has them`(text: String, count: Int) throws {
    #expect(try LogTime(text).millisecondsSince1970 == count)
    #expect(LogTime(millisecondsSince1970: count).description == text)
  }

  @Test func `every day of four centuries comes back from its text`() throws {
    let day = 86_400_000
    for count in stride(from: -135_140 * day, through: 11_000 * day, by: 37 * day + 12_345_678) {
      let time = LogTime(millisecondsSince1970: count)
      #expect(try LogTime(time.description) == time)
    }
    #expect(try LogTime("2026-11-23T15:04:05Z") < LogTime("2026-11-23T15:04:05.5Z"))
    #expect(try LogTime("2026-11-23T15:04:05.678912345Z") == Samples.time)
  }

  @Test(arguments: [
    "", "2026-11-23", "2026-11-23T15:04:05", "2026-11-23 15:04:05Z", "2026-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z", "2026-00-01T00:00:00Z", "2026-01-00T00:00:00Z", "0000-01-01T00:00:00Z",
    "2026-01-01T24:00:00Z", "2026-01-01T00:60:00Z", "2026-01-01T00:00:60Z",
    "2026-01-01T00:00:00.Z", "2026-01-01T00:00:00.1234567890Z", "2026-01-01T00:00:00+00:00",
    "2026-01-01T00:00:00.aZ", "２026-01-01T00:00:00Z",
  ])
  func `what is no time is refused`(text: String) {
    #expect(throws: EntryError.malformedTime(text)) { try LogTime(text) }
  }

  /// RFC 3720, appendix B.4, and the check value of the CRC catalogues.
  @Test func `checksums are those of the iSCSI standard`() {
    #expect(CRC32C.checksum(of: [UInt8](repeating: 0, count: 32)) == 0x8A91_36AA)
    #expect(CRC32C.checksum(of: [UInt8](repeating: 255, count: 32)) == 0x62A8_AB43)
    #expect(CRC32C.checksum(of: (0..<32).map { UInt8($0) }) == 0x46DD_794E)
    #expect(CRC32C.checksum(of: Array("123456789".utf8)) == 0xE306_9283)
  }

  @Test func `Base 64 has one text for each sequence of bytes`() {
    // RFC 4648, section 10.
    for (text, encoded) in [
      ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
      ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
    ] {
      #expect(Base64.encode(Array(text.utf8)) == encoded)
      #expect(Base64.decode(encoded.utf8) == Array(text.utf8))
    }
    for text in ["Zg", "Zg=", "Zh==", "Zm9=", "Z===", "====", "Zg==Zg==", "Zm 8", "Z=g=", "-_=="] {
      #expect(Base64.decode(text.utf8) == nil)
    }
  }
}
