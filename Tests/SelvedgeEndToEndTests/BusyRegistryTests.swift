// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing
import _TestSupport

/// Commands on a registry that others use, and on a machine that is short of something.
@Suite struct BusyRegistryTests {
  @Test func `a check beside registrations, reviews and revealings finds nothing`() throws {
    let registry = try LoggedRegistry(count: 2)
    for number in 0..<20 { _ = try registry.picture(UInt64(number + 400), "many/\(number).png") }
    let outcome = try SelvedgeProcess.shell(
      """
      many="$1"; export SELVEDGE_REGISTRY="$2"
      (for picture in "$many"/*.png; do
        "$0" seal "$picture" --opening "$picture.json" --quiet
        "$0" register "$picture" --quiet
        "$0" review "$picture" --quiet
      done >/dev/null 2>&1) & other=$!
      while kill -0 $other 2>/dev/null; do
        "$0" check --quiet || exit 1
        echo checked
      done
      """, [registry.folder.path("many"), registry.path])
    #expect(outcome.status == 0, "\(outcome.output)")
    #expect(outcome.lines.count { $0 == "checked" } >= 3)
    let last = try registry.run("check")
    #expect(last.status == 0 && !last.output.contains("holds: 2 designs"), "\(last.output)")
  }

  @Test func `a check that may not open enough files says that, and not that something is lost`()
    throws
  {
    let registry = try LoggedRegistry(count: 2)
    var refusedCount = 0
    for limit in [10, 14, 18, 22, 26, 30, 40] {
      let outcome = try SelvedgeProcess.shell(
        """
        ulimit -n \(limit); "$0" check --registry "$1"
        """, [registry.path])
      #expect(!outcome.wasKilled && [0, 74].contains(outcome.status), "\(limit): \(outcome)")
      guard outcome.status == 74 else { continue }
      refusedCount += 1
      #expect(outcome.problems.contains("Too many open files"), "\(limit): \(outcome.problems)")
    }
    #expect(refusedCount > 0)
  }

  @Test func `a file that may not grow any further is an error in words`() throws {
    let registry = try LoggedRegistry(count: 1)
    let outcome = try SelvedgeProcess.shell(
      """
      ulimit -f 8; "$0" register "$1" --registry "$2"
      """, [try registry.picture(5, "5.png"), registry.path])
    #expect(outcome.status == 74 && !outcome.wasKilled, "\(outcome)")
    #expect(outcome.problems.hasPrefix("selvedge: error: "))
    #expect(try registry.run("check").status == 0)
  }
}
