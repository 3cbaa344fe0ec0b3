// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

@Suite struct TimestampCommandTests {
  /// Makes a root and an authority of OpenSSL's in the folder `$1`, and answers `$1/q.tsq` there.
  static let authority = """
    cd "$1" || exit 1
    printf '[tsa]\\nextendedKeyUsage=critical,timeStamping\\n[s]\\nserial=serial\\n\
    crypto_device=builtin\\nsigner_digest=sha256\\ndefault_policy=1.2.3\\ndigests=sha256\\n\
    ess_cert_id_alg=sha256\\n' > tsa.cnf
    echo 01 > serial
    exec >/dev/null 2>&1
    openssl req -x509 -nodes -newkey rsa:2048 -keyout root.key -out root.pem -subj /CN=root &&
    openssl req -nodes -newkey rsa:2048 -keyout tsa.key -out tsa.csr -subj /CN=authority &&
    openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -days 9 \
      -extfile tsa.cnf -extensions tsa -out tsa.pem &&
    openssl ts -reply -config tsa.cnf -section s -queryfile q.tsq -signer tsa.pem \
      -inkey tsa.key -out r.tsr
    """

  @Test func `a stamp made elsewhere becomes a date, and its changed bytes are named`() throws {
    let registry = try LoggedRegistry(count: 2)
    let designs = try registry.designs()
    let folder = registry.folder
    #expect(
      try registry.run("timestamp", designs[0], "--request", folder.path("q.tsq")).status == 0)
    try #require(try SelvedgeProcess.shell(Self.authority, [folder.path]).status == 0)
    let attach = ["--token", folder.path("r.tsr"), "--root", folder.path("root.pem")]
    #expect(try registry.run(["timestamp", designs[1]] + attach).status == 65)
    let none = try registry.run("timestamp", designs[0], "--token", folder.path("r.tsr"))
    #expect(none.status == 64)
    let kept = try registry.run(
      ["timestamp", designs[0]] + attach + [
        "--request", folder.path("q.tsq"), "--stamped", folder.path("entry"), "--out",
        folder.path("token"),
      ])
    #expect(kept.status == 0, "\(kept.problems)")
    let openssl = try SelvedgeProcess.shell(
      "cd \"$1\" && openssl ts -verify -data entry -in token -token_in -CAfile root.pem",
      [folder.path])
    #expect(openssl.status == 0)
    #expect(!kept.output.contains("nothing was added"))
    let logged = try registry.run("log", "checkpoint").output
    let again = try registry.run(["timestamp", designs[0]] + attach)
    #expect(again.status == 0)
    #expect(again.output.contains("the design has this stamp already, and nothing was added"))
    #expect(try registry.run("log", "checkpoint").output == logged)
    let shown = try registry.run("show", designs[0]).output
    #expect(shown.components(separatedBy: "trustedTimestamp: RFC 3161").count == 2)
    #expect(try registry.run("show", designs[0]).output.contains("trustedTimestamp: RFC 3161, by"))
    #expect(try registry.run("check").status == 0)

    let receipt = folder.path("receipt.json")
    #expect(try registry.run("receipt", designs[0], "--out", receipt).status == 0)
    let held = try registry.run("verify", receipt)
    #expect(held.status == 0 && held.output.contains("stamp     of this entry, at "))
    let trusted = try registry.run("verify", receipt, "--root", folder.path("root.pem"))
    #expect(trusted.status == 0 && trusted.output.contains("a root given vouches for it"))
    #expect(try registry.run("verify", receipt, "--root", folder.path("tsa.csr")).status != 0)
    let text = String(decoding: try Data(contentsOf: URL(filePath: receipt)), as: UTF8.self)
    let token = try #require(text.split(separator: "\"token\" : \"").last?.prefix { $0 != "\"" })
    for (old, new) in [
      ("\"authority\" : \"", "\"authority\" : \"x"),
      (String(token), String(token.dropLast(8)) + "AAAAAAA="), (String(token), "!"),
    ] {
      try folder.write(Array(text.replacing(old, with: new).utf8), to: "changed.json")
      #expect(try registry.run("verify", folder.path("changed.json")).status == 65, "\(new)")
    }

    for sql in [
      "UPDATE timestampToken SET time = '2001-01-01T00:00:00.000Z'",
      "UPDATE timestampToken SET authority = 'CN=somebody'",
      "UPDATE timestampToken SET stampedIndex = 1",
      "UPDATE timestampToken SET token = CAST(token || x'00' AS BLOB)",
    ] {
      let whole = try registry.bytes("registry.sqlite")
      try registry.changeDatabase(sql)
      let outcome = try registry.run("check")
      #expect(outcome.status == 65, "\(sql)")
      #expect(outcome.output.contains("timestamp 1 of design \(designs[0])"), "\(sql)")
      try Data(whole).write(to: URL(filePath: registry.path + "/registry.sqlite"))
    }
    #expect(try registry.run("check").status == 0)

    try registry.changeDatabase("DELETE FROM timestampToken")
    let gone = try registry.run("check")
    #expect(gone.status == 65)
    #expect(gone.lines.contains("registry.sqlite: the row of timestamp number 1 is gone"))
    try registry.changeDatabase(
      "UPDATE sqlite_sequence SET seq = 0 WHERE name = 'timestampToken'")
    let unspoken = try registry.run("check")
    #expect(unspoken.status == 0)
    #expect(
      unspoken.problems.contains(
        "log: entry 2 is a timestamp of \(designs[0]), and no row says so: "),
      "\(unspoken.problems)")
  }

  @Test func `a token of a file is held against what is asked for, and written beside it`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write(Array("what is stamped".utf8), to: "notes.txt")
    let request = ["timestamp", file, "--request", folder.path("q.tsq")]
    #expect(try SelvedgeProcess.run(request).status == 0)
    try #require(try SelvedgeProcess.shell(Self.authority, [folder.path]).status == 0)
    func attach(_ arguments: [String]) throws -> SelvedgeProcess.Outcome {
      try SelvedgeProcess.run(
        ["timestamp", file, "--token", folder.path("r.tsr"), "--root", folder.path("root.pem")]
          + arguments)
    }
    for (asked, message) in [
      (["--policy", "1.2.4"], "the stamp is under policy 1.2.3, not 1.2.4"),
      (["--digest", "sha512"], "the stamp is of the digest sha256, not sha512"),
    ] {
      for request in [[], ["--request", folder.path("q.tsq")]] {
        let refused = try attach(asked + request)
        #expect(refused.status == 65)
        #expect(
          refused.problems
            == "selvedge: error: \(folder.path("r.tsr")): \(message) [notVerified]\n")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: file + ".tsr"))
    let held = try attach(["--policy", "1.2.3", "--digest", "sha256"])
    #expect(held.status == 0, "\(held.problems)")
    #expect(held.lines.contains("written   \(file).tsr"), "\(held.output)")
    let openssl = try SelvedgeProcess.shell(
      "cd \"$1\" && openssl ts -verify -data notes.txt -in notes.txt.tsr -token_in -CAfile root.pem",
      [folder.path])
    #expect(openssl.status == 0)

    // What --token names stays as it came, with the answer around the token.
    let answer = try Data(contentsOf: URL(filePath: folder.path("r.tsr")))
    try answer.write(to: URL(filePath: file + ".tsr"))
    let own = try SelvedgeProcess.run([
      "timestamp", file, "--token", file + ".tsr", "--root", folder.path("root.pem"),
    ])
    #expect(own.status == 0 && !own.output.contains("written"), "\(own.problems)")
    #expect(try Data(contentsOf: URL(filePath: file + ".tsr")) == answer)
  }

  @Test func `a name that a file and a review share is refused until it says which`() throws {
    let registry = try LoggedRegistry(count: 1)
    let folder = registry.folder
    let design = try registry.designs()[0]
    let review = try registry.run("review", try registry.picture(7, "asked.png"))
    #expect(review.output.contains("Kept as review 1"), "\(review.problems)")
    for name in ["1", "2", design] { try folder.write(Array("notes".utf8), to: name) }
    func run(_ words: [String]) throws -> SelvedgeProcess.Outcome {
      try SelvedgeProcess.shell(
        "cd \"$1\" && shift && exec \"$0\" \"$@\"",
        [folder.path] + words + ["--registry", "registry"])
    }
    for words in [["timestamp", "1", "--request", "q.tsq"], ["verify", "1"]] {
      let both = try run(words)
      #expect(both.status == 64)
      #expect(both.problems.contains("1: a file here and review 1 both have this name; write ./1"))
    }
    let digits = try run(["timestamp", design, "--request", "q.tsq"])
    #expect(digits.status == 64 && digits.problems.contains("and design \(design) both have"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("q.tsq")))
    // There is no review 2, so that this can only be the file.
    #expect(try run(["timestamp", "2", "--request", "q.tsq"]).status == 0)
    #expect(try run(["timestamp", "./1", "--request", "q1.tsq"]).status == 0)
    #expect(try run(["verify", "./1"]).problems.contains("this is not a receipt"))
  }

  @Test func `what is wrong with a root or an authority is told of it, once`() throws {
    let registry = try LoggedRegistry(count: 1)
    let picture = try registry.picture(7, "asked.png")
    let folder = registry.folder
    let root = try folder.write(Array("no certificate".utf8), to: "root.pem")
    let authority = "http://127.0.0.1:1/"
    let bare = try registry.run("timestamp", picture, "--tsa", authority, "--root", root)
    #expect(bare.status == 65)
    #expect(
      bare.problems
        == "selvedge: error: \(root): this holds no certificate in PEM; name a file that does [notVerified]\n"
    )
    try #require(
      try SelvedgeProcess.shell(
        "openssl req -x509 -nodes -newkey rsa:2048 -keyout \"$1\".key -out \"$1\" -subj /CN=root",
        [root]
      ).status == 0)
    let deaf = try registry.run("timestamp", picture, "--tsa", authority, "--root", root)
    #expect(deaf.status == 74)
    #expect(
      deaf.problems.hasPrefix(
        "selvedge: error: \(authority): there is no time stamp from there: "))
    for address in ["nonsense", "ftp://127.0.0.1/", "http://"] {
      let none = try registry.run("timestamp", picture, "--tsa", address, "--root", root)
      #expect(none.status == 64, "\(address)")
      #expect(none.problems.contains("not \(address)."), "\(none.problems)")
    }
  }

  @Test func `a kept review is stamped by its log entry`() throws {
    let registry = try LoggedRegistry(count: 1)
    let folder = registry.folder
    let review = try registry.run("review", try registry.picture(7, "asked.png"))
    #expect(review.output.contains("Kept as review 1"), "\(review.problems)")
    let request = try registry.run("timestamp", "1", "--request", folder.path("q.tsq"))
    #expect(request.status == 0, "\(request.problems)")
    try #require(try SelvedgeProcess.shell(Self.authority, [folder.path]).status == 0)
    let stamped = try registry.run(
      "timestamp", "1", "--token", folder.path("r.tsr"), "--request", folder.path("q.tsq"),
      "--root", folder.path("root.pem"), "--stamped", folder.path("entry"), "--out",
      folder.path("token"))
    #expect(stamped.status == 0, "\(stamped.problems)")
    #expect(stamped.output.contains("The time stamp holds: review 1 existed at "))
    let openssl = try SelvedgeProcess.shell(
      "cd \"$1\" && openssl ts -verify -data entry -in token -token_in -CAfile root.pem",
      [folder.path])
    #expect(openssl.status == 0)
    let none = try registry.run("timestamp", "99999", "--request", folder.path("n.tsq"))
    #expect(none.status == 66 && none.problems.contains("99999: the registry holds no design"))
  }

  @Test func `a changed byte in a migration's name is damage, not a newer version`() throws {
    let registry = try LoggedRegistry(count: 1)
    let bytes = try registry.bytes("registry.sqlite")
    var metCount = 0
    for name in ["2: several holders", "6: trusted timestamps"] {
      let text = Array(name.utf8)
      for place in bytes.indices.dropLast(text.count)
      where Array(bytes[place..<place + text.count]) == text {
        metCount += 1
        try registry.withFlippedBit(in: "registry.sqlite", at: place + 4) {
          let outcome = try registry.run("check")
          #expect(outcome.status == 65, "\(name): \(outcome.problems)")
          #expect(outcome.output.contains("registry.sqlite: "))
        }
      }
    }
    #expect(metCount >= 2)
  }
}
