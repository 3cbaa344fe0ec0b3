// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// The memory of this process, as the system counts it.
enum ProcessMemory {
  /// Bytes in physical memory now; `nil` where the system does not say.
  ///
  /// > Source: proc(5), `/proc/[pid]/statm`: the second number counts resident pages.
  static var residentByteCount: Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else {
      return nil
    }
    let numbers = text.split(separator: " ")
    guard numbers.count > 1, let pageCount = Int(numbers[1]) else { return nil }
    return pageCount * Int(sysconf(Int32(_SC_PAGESIZE)))
  }
}
