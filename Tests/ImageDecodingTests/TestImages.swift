// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// The folder `TestImages` beside `Tests`.
enum TestImages {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("TestImages")

  /// The names of the pictures in a folder, sorted.
  static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)
      .filter { $0.hasSuffix(".png") || $0.hasSuffix(".jpg") }
      .sorted()
  }

  static func bytes(_ folder: String, _ name: String) throws -> [UInt8] {
    try [UInt8](Data(contentsOf: root.appendingPathComponent(folder).appendingPathComponent(name)))
  }
}
