// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// The machine that the program runs on.
enum Machine {
  /// The processor's name, as far as the system tells it, and the number of cores.
  static var description: String {
    let count = ProcessInfo.processInfo.activeProcessorCount
    let cores = "\(count) core\(count == 1 ? "" : "s")"
    // Absent on systems without /proc; the number of cores is enough then.
    let table = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = table.split(separator: "\n").first { $0.hasPrefix("model name") }
    guard let name = line?.split(separator: ":").last else { return cores }
    return name.trimmingCharacters(in: .whitespaces) + ", " + cores
  }
}
