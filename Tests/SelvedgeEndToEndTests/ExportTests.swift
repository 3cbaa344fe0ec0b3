// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@Suite struct ExportTests {
  @Test func `a picture that is gone from an export is named with what can be done`() throws {
    let registry = try LoggedRegistry(count: 2)
    let export = registry.folder.path("carried")
    try #require(try registry.run("export", export).status == 0)
    let picture = try #require(registry.folder.files(in: "carried/originals").first)
    try FileManager.default.removeItem(atPath: export + "/originals/" + picture)
    let target = registry.folder.path("made")
    let outcome = try SelvedgeProcess.run(["import", export, "--registry", target])
    #expect(outcome.status == 65)
    #expect(outcome.problems.contains("\(picture): this picture is gone; put it back where it was"))
    #expect(!outcome.problems.contains("selvedge check"))
  }

  private func json(_ path: String) throws -> [String: Any] {
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: path)))
    return try #require(object as? [String: Any])
  }

  @Test func `an export and its import lose nothing, and the log goes on under its own key`()
    throws
  {
    let everything = try LoggedRegistry.withEverything()
    let (registry, folder) = (everything.registry, everything.registry.folder)
    let export = folder.path("export")
    let outcome = try registry.run("export", export)
    #expect(outcome.status == 0 && outcome.output.hasPrefix("The export holds: "))
    let threads = try SelvedgeProcess.run([
      "import", export, "--jobs", "2", "--registry", folder.path("threads"),
    ])
    #expect(threads.status == 64 && threads.problems.contains("--jobs is for the rows"))
    #expect(!FileManager.default.fileExists(atPath: export + "/log.key"))
    let described = try json(export + "/export.json")
    let rows = try #require((described["tables"] as? [String: Any])?["rows"] as? [String: Int])
    #expect(rows.count == 15)
    // Every table has something to lose.
    #expect(rows.allSatisfy { $0.value > 0 }, "\(rows)")

    let other = folder.path("other")
    let made = try registry.run("import", export, "--registry", other)
    #expect(made.status == 0, "\(made.problems)")
    #expect(made.output.hasPrefix("The registry holds: "))
    #expect(try registry.run("check", "--registry", other).status == 0)
    for number in ["1", "2"] {
      let again = try registry.run("verify", number, "--registry", other)
      #expect(again.status == 0, "\(again.output)")
    }
    for command in [["list"], ["reviews"], ["stats"], ["findings"], ["controls", "list"]] {
      let format = ["--format", "json", "--registry"]
      let answers = try [registry.path, other].map { try registry.run(command + format + [$0]) }
      #expect(answers[0].output == answers[1].output && answers[0].status == 0, "\(command)")
    }

    let back = folder.path("back")
    #expect(try registry.run("export", back, "--registry", other).status == 0)
    let files = folder.files(in: "export")
    #expect(folder.files(in: "back").filter { !$0.hasPrefix("former/") } == files)
    var comparedCount = 0
    for file in files where !["export.json", "log.checkpoint", "log.vkey"].contains(file) {
      #expect(
        FileManager.default.contentsEqual(atPath: "\(export)/\(file)", andPath: "\(back)/\(file)"),
        "\(file)")
      comparedCount += 1
    }
    #expect(comparedCount > 25)
    let roots = try [export, back].map { try json($0 + "/export.json")["log"] as? [String: Any] }
    #expect(roots[0]?["root"] as? String == roots[1]?["root"] as? String)
    #expect(roots[0]?["name"] as? String != roots[1]?["name"] as? String)

    // The old receipt belongs to the old key; the new log is checked against what that key signed.
    let (receipt, former) = (everything.receipt, other + "/former/1.vkey")
    #expect(try registry.run("verify", receipt, "--key", former).status == 0)
    #expect(try registry.run("verify", receipt, "--key", other + "/log.vkey").status == 65)
    let id = everything.sealed.id
    let reveal = ["reveal", id, "--picture", everything.sealed.picture, "--opening"]
    #expect(
      try registry.run(reveal + [everything.sealed.opening, "--registry", other]).status == 0)
    #expect(try registry.run("register", try registry.picture(90, "new.png")).status == 0)
    #expect(try registry.run("check", "--registry", other).status == 0)
    let backup = folder.path("backup")
    #expect(try registry.run("backup", backup, "--registry", other).status == 0)
    #expect(folder.files(in: "backup/former") == ["1.checkpoint", "1.vkey"])
    try Data("x".utf8).write(to: URL(filePath: other + "/former/1.checkpoint"))
    let damaged = try registry.run("check", "--registry", other)
    #expect(damaged.status == 65 && damaged.output.contains("former/1.checkpoint: "))
  }

  @Test func `a changed byte of an export is refused by name, and nothing is left`() throws {
    let everything = try LoggedRegistry.withEverything(isStamped: false)
    let (registry, folder) = (everything.registry, everything.registry.folder)
    #expect(try registry.run("export", folder.path("export")).status == 0)
    var metCount = 0
    for file in folder.files(in: "export") {
      let url = URL(filePath: folder.path("export/" + file))
      let whole = try Data(contentsOf: url)
      guard !whole.isEmpty else { continue }
      metCount += 1
      var changed = whole
      changed[whole.count / 2] ^= 1
      try changed.write(to: url)
      let outcome = try registry.run(
        "import", folder.path("export"), "--registry", folder.path("other"))
      #expect([65, 66, 78].contains(outcome.status), "\(file): \(outcome.problems)")
      let name = file.split(separator: "/").last.map(String.init) ?? file
      #expect(outcome.problems.contains(name) || file == "export.json", "\(outcome.problems)")
      try whole.write(to: url)
    }
    #expect(metCount > 25)
    #expect(!FileManager.default.fileExists(atPath: folder.path("other")))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
    #expect(!names.contains { $0.hasSuffix(".part") })
    #expect(try registry.run("import", folder.path("export")).status == 73)
  }

  @Test func `a changed, added or removed root or former key of an export is refused by name`()
    throws
  {
    let registry = try LoggedRegistry(count: 1)
    let folder = registry.folder
    // A registry that was imported once keeps what its former log had signed.
    try #require(try registry.run("export", folder.path("first")).status == 0)
    let imported = folder.path("imported")
    try #require(
      try registry.run("import", folder.path("first"), "--registry", imported).status == 0)
    try folder.write(Array("a root\n".utf8), to: "imported/trust/ca.pem")
    try folder.write(Array("another\n".utf8), to: "imported/trust/old/ca.pem")
    let export = folder.path("export")
    try #require(try registry.run("export", export, "--registry", imported).status == 0)
    let named = ["trust/ca.pem", "trust/old/ca.pem", "former/1.checkpoint", "former/1.vkey"]
    let files = try #require(try json(export + "/export.json")["files"] as? [String: String])
    #expect(named.allSatisfy { files[$0]?.count == 64 }, "\(files)")

    func expectRefused(_ file: String) throws {
      let outcome = try registry.run("import", export, "--registry", folder.path("other"))
      #expect([65, 66].contains(outcome.status), "\(file): \(outcome.problems)")
      #expect(outcome.problems.contains(file), "\(outcome.problems)")
      #expect(!FileManager.default.fileExists(atPath: folder.path("other")))
    }
    for file in named {
      let url = URL(filePath: "\(export)/\(file)")
      let whole = try Data(contentsOf: url)
      try (whole + Data("x".utf8)).write(to: url)
      try expectRefused(file)
      try FileManager.default.removeItem(at: url)
      try expectRefused(file)
      try whole.write(to: url)
    }
    for file in ["trust/more.pem", "trust/old/more.pem", "former/2.vkey"] {
      let path = try folder.write(Array("more\n".utf8), to: "export/" + file)
      try expectRefused(file)
      try FileManager.default.removeItem(atPath: path)
    }
    #expect(
      try registry.run("import", export, "--registry", folder.path("whole")).status == 0)
    #expect(
      folder.files(in: "whole/trust") == ["ca.pem", "old/ca.pem"]
        && folder.files(in: "whole/former").count == 4)

    // Exports from before list nothing of these folders.
    var earlier = try json(export + "/export.json")
    earlier["folders"] = nil
    earlier["files"] = files.filter { !named.contains($0.key) }
    try JSONSerialization.data(withJSONObject: earlier).write(
      to: URL(filePath: export + "/export.json"))
    let before = try registry.run("import", export, "--registry", folder.path("other"))
    #expect(before.status == 0, "\(before.problems)")
  }

  @Test func `an empty registry is exported and imported`() throws {
    let folder = try TemporaryFolder()
    let (registry, export) = (folder.path("registry"), folder.path("export"))
    let key = ["keys", "create", "--name", "a", "--role", "vendor", "--registry", registry]
    #expect(try SelvedgeProcess.run(key).status == 0)
    let outcome = try SelvedgeProcess.run(["export", export, "--registry", registry])
    #expect(outcome.status == 0, "\(outcome.problems)")
    let other = folder.path("other")
    let made = try SelvedgeProcess.run(["import", export, "--registry", other])
    #expect(made.status == 0, "\(made.problems)")
    // Keys of the service stay with the machine that serves.
    #expect(try SelvedgeProcess.run(["keys", "list", "--registry", other]).output.isEmpty)
    #expect(try SelvedgeProcess.run(["export", export, "--registry", registry]).status == 73)
    let none = try SelvedgeProcess.run(["export", folder.path("e"), "--registry", folder.path("n")])
    #expect(none.status == 66)
  }
}
