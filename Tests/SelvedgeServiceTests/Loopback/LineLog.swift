// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Logging
import Synchronization

/// What a logger was told, for tests to read.
final class LineLog: Sendable {
  private let stored = Mutex<[String]>([])

  /// The lines, as `level message key=value ...` with the keys in order.
  var lines: [String] { stored.withLock { $0 } }

  func append(_ line: String) {
    stored.withLock { $0.append(line) }
  }
}

/// Writes to a `LineLog`.
struct LineLogHandler: LogHandler {
  let log: LineLog
  var metadata: Logger.Metadata = [:]
  var logLevel = Logger.Level.info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    let pairs = (event.metadata ?? [:]).map { "\($0.key)=\($0.value)" }.sorted()
    log.append("\(event.level) \(event.message) \(pairs.joined(separator: " "))")
  }
}
