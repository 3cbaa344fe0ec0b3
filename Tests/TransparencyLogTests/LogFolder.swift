// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing

@testable import TransparencyLog

/// A folder for a log that is removed when nobody holds it any more.
final class LogFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("selvedge-log-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  static let names = ["entries.log", "hashes", "head"]

  func read(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }

  func write(_ bytes: [UInt8], to name: String) throws {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
  }

  func files() throws -> [String: [UInt8]] {
    try Dictionary(uniqueKeysWithValues: Self.names.map { ($0, try read($0)) })
  }

  func restore(_ files: [String: [UInt8]]) throws {
    for (name, bytes) in files { try write(bytes, to: name) }
  }

  func open(_ access: MerkleLog.Access = .appending) throws -> MerkleLog {
    try MerkleLog.open(path, for: access)
  }
}

enum Samples {
  static func digest(_ text: String) -> Digest256 { Digest256.sha256(of: text.utf8) }

  static func key(name: String = "example.com/designs") throws -> SigningKey {
    try SigningKey(name: name, seed: (0..<32).map { UInt8($0) })
  }

  static let time = LogTime(millisecondsSince1970: 1_795_446_245_678)
  static let metadata = #"{"title":"Cranes","holder":"Weavers' Union"}"#

  static let registered = LogEntry.designRegistered(
    DesignRegistered(
      at: time, design: "0123456789abcdef01234567", file: digest("file"), pixels: digest("pixels"),
      fingerprint: digest("fingerprint"), metadata: digest(metadata), engine: "1"))

  /// One entry of each type but the last.
  static let entries: [LogEntry] = [
    registered,
    .designSealed(
      DesignSealed(
        at: time, design: "s-1", commitment: digest("commitment"),
        fingerprint: digest("fingerprint"), metadata: digest("told"), engine: "1")),
    .designRevealed(
      DesignRevealed(
        at: time, design: "s-1", sealedAt: 1, nonce: digest("nonce"), file: digest("file"),
        pixels: digest("pixels"), metadata: digest("metadata"))),
    .designWithdrawn(
      DesignWithdrawn(at: time, design: "0123456789abcdef01234567", reason: digest("reason"))),
    .reviewIssued(
      ReviewIssued(
        at: time, review: "r-1", report: digest("report"), engine: "1", treeSize: 4,
        root: digest("root"))),
    .findingRecorded(
      FindingRecorded(
        at: time, review: "r-1", report: digest("report"), finding: digest("finding"))),
  ]

  static let planted = LogEntry.picturePlanted(
    PicturePlanted(
      at: time, design: "0123456789abcdef01234567", kind: "mirrored", file: digest("file")))
}
