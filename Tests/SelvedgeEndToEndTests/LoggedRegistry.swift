// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import GRDB
import ImageBuffers
import ImageEncoding
import Testing
import _TestSupport

/// A registry in a folder that goes with it, made by the built program, to be looked at and damaged.
struct LoggedRegistry {
  let folder: TemporaryFolder

  var path: String { folder.path("registry") }

  /// Makes a registry.
  ///
  /// - Parameter count: How many designs to register, under the names `0.png` and so on.
  /// - Throws: An error of the issue when the program does not register them.
  init(count: Int) throws {
    folder = try TemporaryFolder()
    let pictures = try (0..<count).map { try picture(UInt64($0), "\($0).png") }
    let outcome = try run(["register"] + pictures)
    try #require(outcome.status == 0, "\(outcome.problems)")
  }

  /// Writes a picture into the folder.
  func picture(_ seed: UInt64, _ name: String) throws -> String {
    let drawn = DrawnPicture.discs(seed: seed, size: ImageSize(width: 64, height: 64))
    return try folder.write(PNGEncoder.encode(drawn), to: name)
  }

  func run(_ arguments: [String]) throws -> SelvedgeProcess.Outcome {
    try SelvedgeProcess.run(arguments, environment: ["SELVEDGE_REGISTRY": path])
  }

  func run(_ arguments: String...) throws -> SelvedgeProcess.Outcome { try run(arguments) }

  /// The ids of the designs, in the order of their registration.
  func designs() throws -> [String] { try run("list").lines.map { String($0.prefix(24)) } }

  func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: path + "/" + name)))
  }

  /// Turns one bit of a stored file for the time of a call.
  func withFlippedBit<Result>(
    in name: String, at offset: Int, _ body: () throws -> Result
  ) throws -> Result {
    let url = URL(filePath: path + "/" + name)
    let whole = try Data(contentsOf: url)
    var flipped = whole
    flipped[offset] ^= 1 << UInt8(offset % 8)
    try flipped.write(to: url)
    defer { try? whole.write(to: url) }
    return try body()
  }

  /// Changes the database as somebody with access to it would.
  func changeDatabase(_ sql: String) throws {
    let queue = try DatabaseQueue(path: path + "/registry.sqlite")
    try queue.writeWithoutTransaction { try $0.execute(sql: sql) }
    try queue.close()
  }

  func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: path + "/" + name)
  }
}
