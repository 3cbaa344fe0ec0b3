// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@Suite struct ReviewsOfRecordCommandTests {
  @Test func `the designs that are counted less those left out are those that are compared`() throws
  {
    func object(_ text: String) throws -> [String: Any] {
      try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }
    let registry = try LoggedRegistry.withEverything(isStamped: false).registry
    let counted = try object(try registry.run("stats", "--format", "json").output)
    let numbers = try ["designs", "withdrawn", "controls"].map { try #require(counted[$0] as? Int) }
    let asked = try registry.picture(99, "asked.png")
    let review = try object(try registry.run("review", asked, "--format", "ndjson").output)
    #expect(review["compared"] as? Int == numbers[0] - numbers[1] - numbers[2])
    #expect(numbers[1] == 1 && numbers[2] >= 1)
    let text = try registry.run("stats").output
    #expect(
      text.contains(
        "1 of them sealed, 1 of them withdrawn, \(numbers[2]) of them planted as controls\n"))
    #expect(try registry.run("stats", "--html", registry.folder.path("s.html")).status == 0)
    let page = try String(contentsOfFile: registry.folder.path("s.html"), encoding: .utf8)
    #expect(page.contains("Withdrawn among them") && page.contains("Planted controls among them"))
  }

  @Test func `the list of reviews gives times in UTC and says so`() throws {
    let registry = try kept()
    let line = try #require(try registry.run("reviews").lines.first)
    let time = try #require(line.split(separator: " ").dropFirst(2).first)
    #expect(time.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/) != nil, "\(line)")
  }

  @Test func `a kept review marks the designs that were withdrawn since, on the page, too`() throws
  {
    let registry = try LoggedRegistry(count: 3)
    let asked = try registry.picture(1, "q.png")
    try #require(try registry.run("review", asked, "--quiet").status == 2)
    let json = try registry.run("reviews", "1", "--format", "ndjson").output
    func text() throws -> String { try registry.run("reviews", "1").output }
    #expect(try !text().contains("withdrawn since"))
    let listed = try #require(json.firstMatch(of: /"design":"([0-9a-f]{24})"/)).1
    try #require(try registry.run("withdraw", String(listed), "--reason", "sold").status == 0)
    let marked = try text()
    #expect(
      marked.firstMatch(of: /withdrawn since \(\d{4}-\d\d-\d\d\): sold\n/) != nil, "\(marked)")
    #expect(marked.firstMatch(of: /此后已撤回（\d{4}-\d\d-\d\d）：sold\n/) != nil)
    let page = try registry.run("reviews", "1", "--format", "html").output
    #expect(page.contains("): sold</span>") && page.contains("此后已撤回（"))
    // The report itself is what it was.
    #expect(try registry.run("reviews", "1", "--format", "ndjson").output == json)
  }

  @Test(arguments: [
    (
      "UPDATE review SET report = replace(report, '\"compared\":3', '\"compared\":4')",
      "review 1 (", ": the kept report is not the one that was logged"
    ),
    ("UPDATE review SET keptAt = '2001-01-01T00:00:00.000Z'", "review 1 (", "it was kept at "),
    ("UPDATE review SET logIndex = 0", "review 1 (", ": entry 0 of the log is not about it"),
    ("DELETE FROM finding", "registry.sqlite: the row of finding number 1 is gone", ""),
    (
      "UPDATE finding SET document = replace(document, 'rejected', 'accepted')",
      "finding 1: it is not the one that was logged", ""
    ),
    ("DELETE FROM withdrawal", "registry.sqlite: the row of withdrawal number 1 is gone", ""),
    ("UPDATE withdrawal SET reason = 'other'", "design ", ": its withdrawal is not the one"),
    (
      "UPDATE sqlite_sequence SET seq = 3 WHERE name = 'withdrawal'",
      "registry.sqlite: the rows of withdrawals number 2 to 3 are gone", ""
    ),
    (
      "UPDATE finding SET number = 9223372036854775807",
      "registry.sqlite: the rows of findings number 1 to 9223372036854775806 are gone", ""
    ),
    (
      "UPDATE sqlite_sequence SET seq = 900 WHERE name = 'review'",
      "registry.sqlite: the rows of reviews number 2 to 900 are gone", ""
    ),
  ])
  func `a changed review, finding or withdrawal is named`(
    sql: String, beginning: String, part: String
  ) throws {
    let registry = try kept()
    try registry.changeDatabase(sql)
    let outcome = try registry.run("check")
    #expect(outcome.status == 65)
    #expect(
      outcome.lines.contains { $0.hasPrefix(beginning) && (part.isEmpty || $0.contains(part)) },
      "\(outcome.output)")
  }

  @Test func `a changed or missing picture of a review is named`() throws {
    let registry = try kept()
    let file = "queries/" + (try #require(registry.folder.files(in: "registry/queries").first))
    for offset in stride(from: 3, to: try registry.bytes(file).count, by: 397) {
      try registry.withFlippedBit(in: file, at: offset) {
        let outcome = try registry.run("check")
        #expect(outcome.status == 65 && outcome.output.contains(file), "\(offset)")
        #expect(try registry.run("verify", "1").status == 74)
      }
    }
    #expect(try registry.run("check").status == 0)
    try registry.remove(file)
    #expect(try registry.run("check").output.contains("its stored picture is gone"))
  }

  @Test(arguments: [
    ("format = 'gif'", " is of format gif, and "), ("format = 'jpeg'", " is of format jpeg, and "),
    ("byteCount = byteCount + 1", " bytes, and "),
  ])
  func `a changed row of a review's picture is named with its file`(
    change: String, message: String
  ) throws {
    let registry = try kept()
    let file = "queries/" + (try #require(registry.folder.files(in: "registry/queries").first))
    try registry.changeDatabase("UPDATE queryPicture SET \(change)")
    let outcome = try registry.run("check")
    #expect(outcome.status == 65, "\(outcome.output)")
    #expect(
      outcome.lines.contains { $0.hasPrefix("\(file): ") && $0.contains(message) },
      "\(outcome.output)")
  }

  @Test func `a picture of no known format is told as damage, and its file stays`() throws {
    let registry = try kept()
    let file = "queries/" + (try #require(registry.folder.files(in: "registry/queries").first))
    try registry.changeDatabase("UPDATE queryPicture SET format = 'gif'")
    let verified = try registry.run("verify", "1")
    #expect(verified.status == 74, "\(verified.problems)")
    #expect(!verified.problems.contains("not stored"), "\(verified.problems)")
    // The database keeps the picture's digest, so the picture cannot be stored anew under it.
    let again = try registry.run("review", registry.folder.path("q.png"))
    #expect(!(again.output + again.problems).contains("UNIQUE"), "\(again.output)")
    #expect(try !registry.bytes(file).isEmpty)
  }

  @Test func `another process runs a review again, and names what a file changes`() throws {
    let registry = try kept()
    for (jobs, kernels) in [("1", ""), ("2", ""), ("1", "plain"), ("2", "avx2")] {
      let outcome = try SelvedgeProcess.run(
        ["verify", "1", "--jobs", jobs],
        environment: ["SELVEDGE_REGISTRY": registry.path, "SELVEDGE_KERNELS": kernels])
      #expect(outcome.status == 0 && outcome.output.hasPrefix("The review holds"))
    }
    let json = try registry.run("reviews", "1", "--format", "ndjson").output
    let file = registry.folder.path("report.json")
    try registry.folder.write(Array(json.utf8), to: "report.json")
    #expect(try registry.run("verify", file).status == 0)
    let changed = json.replacingOccurrences(of: "\"compared\":3", with: "\"compared\":2")
    try registry.folder.write(Array(changed.utf8), to: "report.json")
    let outcome = try registry.run("verify", file)
    #expect(outcome.status == 65)
    #expect(outcome.lines.contains("  the file: compared was 3 and is 2"))
    #expect(try registry.run("verify", "9").status == 66)
  }

  @Test func `whatever a file of a report says more or otherwise is named`() throws {
    let registry = try kept()
    let json = try registry.run("reviews", "1", "--format", "ndjson").output
    let file = registry.folder.path("report.json")
    func verify(_ text: String) throws -> SelvedgeProcess.Outcome {
      try registry.folder.write(Array(text.utf8), to: "report.json")
      return try registry.run("verify", file)
    }
    let finding = try #require(json.range(of: "\"by\":\"Chen\""))
    for (changed, member) in [
      (
        json.replacing("{\"basis", with: "{\"verdict\":\"a copy\",\"basis"),
        "no report says verdict"
      ),
      (
        json.replacing("\"matches\":[{", with: "\"matches\":[{\"comment\":\"copied\","),
        "no report says matches[0].comment"
      ),
      // No more than what differs is named, however deep it lies.
      (
        json.replacing("\"flagged\":true", with: "\"flagged\":false"),
        "matches[0].flagged was true and is false"
      ),
      (json.replacing("\"number\":1}", with: "\"number\":7}"), "record.number was 1 and is 7"),
      (json.replacing("\"logIndex\":3", with: "\"logIndex\":4"), "record.logIndex was 3 and is 4"),
      (
        json.replacingCharacters(in: finding, with: "\"by\":\"Wang\""),
        "findings[0].by was \"Chen\" and is \"Wang\""
      ),
      (
        json.replacing("\"finding\":", with: "\"notKept\":\"a full disk\",\"finding\":"),
        "notKept says that the review was not kept, and it was"
      ),
    ] {
      #expect(changed != json, "\(member): \(json)")
      let outcome = try verify(changed)
      #expect(outcome.status == 65, "\(member)")
      #expect(outcome.lines.contains("  the file: \(member)"), "\(outcome.output)")
    }
    let later = try registry.run("finding", "1", "--outcome", "accepted", "--by", "Wang")
    #expect(later.status == 0)
    // What was recorded after the file was written is no difference; a finding too many is.
    #expect(try verify(json).status == 0)
    let both = try registry.run("reviews", "1", "--format", "ndjson").output
    #expect(both != json)
    #expect(try verify(both).status == 0)
    try registry.changeDatabase("DELETE FROM finding WHERE number = 2")
    let outcome = try verify(both)
    #expect(outcome.status == 65)
    #expect(
      outcome.lines.contains("  the file: findings[1] is not in the registry"), "\(outcome.output)")
  }

  @Test func `reports hold in every form in which they are handed out`() throws {
    let registry = try LoggedRegistry(count: 3)
    let asked = try registry.picture(1, "asked.png")
    let beyond = try registry.picture(70, "beyond.png")
    let claim = ["--claimed-holder", "A mill", "--claimed-date", "registration=2024-03-05"]
    let told = [
      try registry.run(["review", asked, "--format", "json"] + claim).output,
      try registry.run("review", beyond, "--format", "ndjson").output,
      try registry.run("reviews", "1", "--format", "json").output,
      try registry.run("reviews", "--limit", "1", "--format", "json").output,
    ]
    for (place, text) in told.enumerated() {
      #expect(text.contains("elapsedMilliseconds"))
      let file = try registry.folder.write(Array(text.utf8), to: "told.json")
      let outcome = try registry.run("verify", file)
      #expect(outcome.status == 0, "\(place): \(outcome.output)\(outcome.problems)")
    }
    #expect(try registry.run("reviews", "1", "--after", "0").status == 64)
    #expect(try registry.run("reviews", "1", "--limit", "5").status == 64)
  }

  @Test func `killed reviews leave a registry that holds`() throws {
    let registry = try LoggedRegistry(count: 3)
    let pictures = try (100..<160).map { try registry.picture($0, "many/\($0).png") }
    var random = SplitMix64(seed: 9162)
    var acknowledged = 0
    // On a busy machine a round may be killed before its first review; some round gets further.
    for round in 0..<40 where round < 6 || acknowledged == 0 {
      let outcome = try SelvedgeProcess.run(
        ["review", "--registry", registry.path, "--jobs", "1", "--format", "ndjson"] + pictures,
        killAfter: Double.random(in: 0.1...0.8, using: &random) * Double(1 + round / 6))
      acknowledged += outcome.lines.filter { $0.hasSuffix("}") && $0.contains("record") }.count
      let check = try registry.run("check")
      #expect(check.status == 0, "\(check.output)")
    }
    let listed = try registry.run("reviews").lines.count
    #expect(listed >= acknowledged && acknowledged > 0)
    #expect(registry.folder.files(in: "registry/incoming-queries").isEmpty)
    #expect(try registry.run("verify", "1").status == 0)
  }

  /// Three designs, one review, a finding on it, and a withdrawal after it.
  private func kept() throws -> LoggedRegistry {
    let registry = try LoggedRegistry(count: 3)
    let review = try registry.run("review", try registry.picture(1, "q.png"), "--quiet")
    try #require(review.status == 2, "\(review.problems)")
    let finding = try registry.run("finding", "1", "--outcome", "rejected", "--by", "Chen")
    try #require(finding.status == 0, "\(finding.problems)")
    let withdrawal = try registry.run("withdraw", try registry.designs()[1], "--reason", "sold")
    try #require(withdrawal.status == 0, "\(withdrawal.problems)")
    return registry
  }
}
