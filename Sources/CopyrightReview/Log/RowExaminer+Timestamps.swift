// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
private import TransparencyLog
private import TrustedTime

extension RowExaminer {
  /// Holds every stored timestamp against its log entry, and its token against what it stamps; names rows that are gone.
  ///
  /// The chain to a trusted root was verified when the stamp came; the log vouches for every byte since.
  mutating func examineTimestamps() throws(RegistryError) {
    var stampEntries: Set<Int> = []
    var last = 0
    for stamp in try database.timestamps(of: nil) {
      stampEntries.insert(stamp.logIndex)
      examiner.result.nameGap("timestamp", after: last, before: stamp.number)
      last = stamp.number
      guard let log = examiner.log else { continue }
      let name = "timestamp \(stamp.number) of design \(stamp.design)"
      guard case .designTimestamped(let entry)? = try? log.entry(at: stamp.logIndex) else {
        examiner.result.problems.append("\(name): its log entry \(stamp.logIndex) is not there")
        continue
      }
      let isAsLogged =
        entry.design == stamp.design && entry.stamped == stamp.stampedIndex
        && entry.time.description == stamp.time
        && entry.token == Digest256.sha256(of: stamp.token)
      if !isAsLogged {
        examiner.result.problems.append(
          "\(name): its row is not the one that was logged in entry \(stamp.logIndex)")
      }
      do {
        let token = try TimestampToken(der: stamp.token)
        try token.verifyImprint(of: log.entryBytes(at: entry.stamped))
        try token.verifySignature()
        if token.authority != stamp.authority {
          examiner.result.problems.append("\(name): its authority is not its token's")
        }
      } catch {
        examiner.result.problems.append("\(name): its token does not hold: \(error)")
      }
    }
    examiner.result.nameGap(
      "timestamp", after: last, upTo: try database.highestNumberGiven(in: .timestampToken))
    guard let log = examiner.log else { return }
    for index in examiner.entries.due where !stampEntries.contains(index) {
      guard case .designTimestamped(let entry)? = try? log.entry(at: index) else { continue }
      examiner.result.notes.append(
        "log: entry \(index) is a timestamp of \(entry.design), and no row says so: the stamping did "
          + "not finish, or its row is gone")
    }
  }
}
