// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
import ImageEncoding
import Testing
import _TestSupport

@Suite struct ReadOnlyRegistryTests {
  /// Runs the program on a registry in which nothing can be written.
  private func run(_ registry: LoggedRegistry, _ arguments: String...) throws
    -> SelvedgeProcess.Outcome
  {
    try run(registry, arguments)
  }

  private func run(_ registry: LoggedRegistry, _ arguments: [String]) throws
    -> SelvedgeProcess.Outcome
  {
    try SelvedgeProcess.shell(
      SelvedgeProcess.plainly + """
        chmod -R a-w "$1" && export SELVEDGE_REGISTRY="$1" && shift && plainly "$0" "$@"
        status=$?
        chmod -R u+w "$SELVEDGE_REGISTRY"
        exit $status
        """, [registry.path] + arguments)
  }

  @Test func `what would register says once that nothing can be written`() throws {
    let registry = try LoggedRegistry(count: 2)
    for number in 0..<5 { _ = try registry.picture(UInt64(number + 50), "many/\(number).png") }
    let manifest = try registry.folder.write(Array("file\n0.png\n".utf8), to: "many/m.csv")
    for arguments in [["register", registry.folder.path("many")], ["import", manifest]] {
      let outcome = try run(registry, arguments[0], arguments[1])
      #expect(outcome.status == 73)
      #expect(
        outcome.problems == """
          selvedge: error: \(registry.path): the registry's folder is read-only, so that it can be \
          read and no more: no design can be registered in it [outputNotWritable]

          """)
    }
  }

  @Test func `what would seal or withdraw says that nothing can be written`() throws {
    let registry = try LoggedRegistry(count: 1)
    let picture = try registry.picture(60, "sealed.png")
    let design = try registry.designs()[0]
    for arguments in [
      ["seal", picture, "--opening", registry.folder.path("opening.json")],
      ["withdraw", design, "--reason", "sold"],
    ] {
      let outcome = try run(registry, arguments)
      #expect(outcome.status == 73, "\(arguments[0]): \(outcome.problems)")
      #expect(outcome.problems.contains("the registry's folder is read-only"))
    }
  }

  @Test func `who may not write sees what others write meanwhile`() throws {
    let registry = try LoggedRegistry(count: 1)
    for number in 0..<6 { _ = try registry.picture(UInt64(number + 50), "many/\(number).png") }
    // Only the superuser writes what is closed to all.
    guard getuid() == 0 else { return }
    let outcome = try SelvedgeProcess.shell(
      SelvedgeProcess.plainly + """
        export SELVEDGE_REGISTRY="$1"
        chmod a-w "$1" "$1"/registry.sqlite
        status=0
        for number in 0 1 2 3 4 5; do
          "$0" register "$2/$number.png" --quiet >/dev/null || status=$?
          plainly "$0" list --format ndjson | wc -l
        done
        "$0" register "$2" --quiet >/dev/null & other=$!
        while kill -0 $other 2>/dev/null; do plainly "$0" check --quiet || status=$?; done
        chmod u+w "$1" "$1"/registry.sqlite
        exit $status
        """, [registry.path, registry.folder.path("many")])
    #expect(outcome.status == 0, "\(outcome.output) \(outcome.problems)")
    #expect(outcome.lines.prefix(6) == ["2", "3", "4", "5", "6", "7"])
  }

  @Test func `a backup and an export only read`() throws {
    let registry = try LoggedRegistry(count: 2)
    let (backup, export) = (registry.folder.path("backup"), registry.folder.path("export"))
    for (command, target) in [("backup", backup), ("export", export)] {
      let outcome = try run(registry, command, target)
      #expect(outcome.status == 0, "\(outcome.problems)")
      #expect(outcome.output.contains("2 designs, 2 originals, 2 log entries"))
    }
    #expect(try SelvedgeProcess.run(["check", "--registry", backup]).status == 0)
    let imported = registry.folder.path("imported")
    #expect(try SelvedgeProcess.run(["import", export, "--registry", imported]).status == 0)
  }

  @Test func `a private key that cannot be read is named as that`() throws {
    let registry = try LoggedRegistry(count: 1)
    let outcome = try SelvedgeProcess.shell(
      SelvedgeProcess.plainly + """
        chmod 000 "$1/log.key" && plainly "$0" backup "$2" --registry "$1"
        """, [registry.path, registry.folder.path("backup")])
    #expect(outcome.status == 74)
    #expect(
      outcome.problems.contains(
        "\(registry.path)/log.key: cannot be read: Permission denied; let whoever owns it do this"))
  }

  @Test func `a picture that finds no room is named, and the others go on`() throws {
    let registry = try LoggedRegistry(count: 1)
    var random = SplitMix64(seed: 3)
    let samples = (0..<900 * 700 * 3).map { _ in UInt8.random(in: .min ... .max, using: &random) }
    let noise = PixelBuffer(size: ImageSize(width: 900, height: 700), samples: samples)
    let large = try registry.folder.write(PNGEncoder.encode(noise), to: "many/large.png")
    let small = try registry.picture(9, "many/small.png")
    let outcome = try SelvedgeProcess.shell(
      """
      trap '' XFSZ; ulimit -f 2048; "$0" register "$1" --registry "$2"
      """, [registry.folder.path("many"), registry.path])
    #expect(outcome.status == 74)
    #expect(
      outcome.problems.contains(
        "selvedge: error: \(large): the registry cannot be read or written: File too large"))
    #expect(outcome.lines.count == 1 && outcome.output.contains(small))
  }
}
