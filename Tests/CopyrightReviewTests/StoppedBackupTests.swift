// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import ImageBuffers
import Testing
import _TestSupport

@testable import CopyrightReview

@Suite struct StoppedBackupTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    let desk = try ReviewDesk.open(folder.path("registry"), create: true)
    for seed in 0..<4 as Range<UInt64> {
      let drawn = DrawnPicture.shapes(seed: seed, size: ImageSize(width: 120, height: 90))
      _ = try desk.register(Submission(picture: .png(drawn, "\(seed).png")))
    }
  }

  /// Stops a copy at each moment that it can be stopped at, until it is not stopped any more.
  private func stopEverywhere(
    _ target: String, _ make: (_ shouldStop: @escaping () -> Bool) throws -> BackupSummary?
  ) throws -> Int {
    let before = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    for moment in 0... {
      var count = 0
      let summary = try make {
        count += 1
        return count > moment
      }
      if summary != nil {
        #expect(FileManager.default.fileExists(atPath: target))
        return moment
      }
      let after = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      #expect(after == before, "stopped at moment \(moment)")
    }
    return 0
  }

  @Test func `what is stopped at any moment leaves nothing behind`() throws {
    let (registry, backup) = (folder.path("registry"), folder.path("backup"))
    let backedUp = try stopEverywhere(backup) {
      try RegistryBackup.backUp(registry, to: backup, linking: false, shouldStop: $0) { _, _ in }
    }
    // Before each of four pictures, and for each of them and each design in the check.
    #expect(backedUp >= 12)
    let restored = try stopEverywhere(folder.path("restored")) {
      try RegistryBackup.restore(backup, to: folder.path("restored"), shouldStop: $0) { _, _ in }
    }
    #expect(restored >= 12)
    let exported = try stopEverywhere(folder.path("export")) {
      try RegistryExport.export(registry, to: folder.path("export"), shouldStop: $0) { _, _ in }
    }
    #expect(exported >= 4)
    let imported = try stopEverywhere(folder.path("imported")) {
      try RegistryExport.restore(
        folder.path("export"), to: folder.path("imported"), shouldStop: $0
      ) { _, _ in }
    }
    #expect(imported >= 12)
  }

  @Test func `what cannot be written in a folder on its way is told of the folder, once`() throws {
    let target = folder.path("full")
    let error = #expect(throws: SelvedgeError.self) {
      try FilledFolder.fill(target, outside: folder.path("registry")) {
        part throws(SelvedgeError) in
        throw SelvedgeError(
          .outputNotWritable, stage: "export", subject: part + "/tables/design.jsonl",
          message: "cannot be written: No space left on device")
      }
    }
    #expect(
      error?.description
        == "\(target): cannot be written: No space left on device [outputNotWritable]")
  }
}
