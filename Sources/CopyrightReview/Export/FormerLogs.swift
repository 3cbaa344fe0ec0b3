// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import TransparencyLog

/// What the logs had signed that a registry was imported from: `former/1.checkpoint` and `former/1.vkey`, then 2.
enum FormerLogs {
  /// Keeps what an export has of its log, and of those before it.
  ///
  /// - Parameters:
  ///   - export: The export's folder.
  ///   - registry: The registry's.
  /// - Throws: ``SelvedgeError`` with `outputNotWritable`.
  static func keep(of export: String, in registry: String) throws(SelvedgeError) {
    let folder = registry + "/former"
    if try !FilledFolder.copy(export + "/former", to: folder) { try FilledFolder.make(folder) }
    let number = numbers(in: registry).count + 1
    try FilledFolder.copy(export + "/log.checkpoint", to: "\(folder)/\(number).checkpoint")
    try FilledFolder.copy(export + "/log.vkey", to: "\(folder)/\(number).vkey")
  }

  /// Holds a log against all that was signed of it before it was imported.
  ///
  /// - Parameters:
  ///   - log: The log.
  ///   - registry: The registry's folder.
  /// - Returns: What does not hold, one line each.
  static func problems(with log: MerkleLog, of registry: String) -> [String] {
    numbers(in: registry).compactMap { number in
      let name = "former/\(number)"
      do {
        let key = try VerifierKey(
          text: String(decoding: WholeFile.bytes(of: "\(registry)/\(name).vkey"), as: UTF8.self))
        let note = try SignedNote(
          encoded: String(
            decoding: WholeFile.bytes(of: "\(registry)/\(name).checkpoint"), as: UTF8.self))
        let checkpoint = try Checkpoint.verified(note, by: [key])
        guard checkpoint.size <= log.size, try log.root(atSize: checkpoint.size) == checkpoint.root
        else {
          return "\(name).checkpoint: the log is not the one that \(checkpoint.origin) had signed"
        }
        return nil
      } catch {
        return "\(name).checkpoint: it cannot be verified with \(name).vkey: \(error)"
      }
    }
  }

  private static func numbers(in registry: String) -> [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: registry + "/former")) ?? []
    return Set(names.compactMap { $0.split(separator: ".").first.flatMap { Int($0) } }).sorted()
  }
}
