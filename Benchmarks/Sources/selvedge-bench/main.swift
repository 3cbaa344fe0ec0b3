// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

let benchmarks: [(name: String, run: () -> Void)] = [
  ("decode", runDecodeBenchmark),
  ("pdq", runPDQBenchmark),
  ("scan", runScanBenchmark),
  ("shared-scan", runSharedScanBenchmark),
  ("stages", runStagesBenchmark),
]

let wanted = CommandLine.arguments.dropFirst()
if wanted.isEmpty || !wanted.allSatisfy({ name in benchmarks.contains { $0.name == name } }) {
  let usage =
    "usage: selvedge-bench NAME...\nnames: " + benchmarks.map(\.name).joined(separator: " ") + "\n"
  FileHandle.standardError.write(Data(usage.utf8))
  exit(EX_USAGE)
}
for benchmark in benchmarks where wanted.contains(benchmark.name) { benchmark.run() }
