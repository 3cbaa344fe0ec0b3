// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import Testing

@testable import TransparencyLog

@Suite struct KeyFileTests {
  @Test func `a private key is written for its owner only and read back`() throws {
    let folder = try LogFolder()
    let path = "\(folder.path)/log.key"
    let key = try Samples.key()
    try key.write(to: path)
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    #expect(mode == 0o600)
    #expect(try SigningKey.read(from: path).secretText == key.secretText)
    #expect(throws: NoteError.keyFile(path: path, operation: "creating", code: EEXIST)) {
      try key.write(to: path)
    }
  }

  @Test func `a private key that others can read is refused`() throws {
    let folder = try LogFolder()
    let path = "\(folder.path)/log.key"
    try Samples.key().write(to: path)
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    #expect(throws: NoteError.keyFileExposed(path: path, mode: 0o640)) {
      try SigningKey.read(from: path)
    }
    #expect(
      NoteError.keyFileExposed(path: "k", mode: 0o640).description
        == "the private key k can be read by others (mode 640); set its mode to 600")
  }
}
