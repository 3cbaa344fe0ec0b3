// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Crypto
import DesignRegistry
import Foundation
import _TestSupport

/// A registry in a folder that goes with it, and designs to put into it.
struct RegistryFixture {
  let folder: TemporaryFolder
  let registry: Registry

  init() throws {
    folder = try TemporaryFolder()
    registry = try Registry(path: folder.path("registry"), create: true)
  }

  func open(create: Bool = false) throws -> Registry {
    try Registry(path: folder.path("registry"), create: create)
  }

  /// The files of the store, and of what is on its way into it, locks left out.
  var stored: [String] { folder.files(in: "registry/originals") }
  var incoming: [String] {
    folder.files(in: "registry/incoming").filter { !$0.hasSuffix(".session") }
  }

  /// A design whose original has the text for its bytes.
  static func design(
    _ text: String, file: String, in registry: Registry, engine: String = "1",
    details: DesignDetails = DesignDetails()
  ) throws -> NewDesign {
    let original = try Array(text.utf8).withUnsafeBytes { bytes in
      try registry.stage(bytes, sha256: sha256(text), format: .png)
    }
    return NewDesign(
      file: file, pixelSHA256: sha256("pixels of " + text), width: 4, height: 3, details: details,
      fingerprint: StoredFingerprint(
        engine: engine, pdq: String(repeating: "0f", count: 32), quality: 90,
        global: Array(text.utf8), local: [1, 2, 3]),
      original: original)
  }

  static func sha256(_ text: String) -> String {
    SHA256.hash(data: Data(text.utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  static let time = "2026-01-31T12:00:00.000Z"
}
