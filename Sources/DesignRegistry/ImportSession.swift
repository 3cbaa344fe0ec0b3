// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An import under way; while it is held, no other import of the registry begins.
public final class ImportSession: Sendable {
  /// The import's number in this registry.
  public let number: Int
  /// How many rows an earlier run of the same import has done; 0 when this is the first.
  public let doneCount: Int
  private let lock: FileLock

  init(number: Int, doneCount: Int, lock: FileLock) {
    self.number = number
    self.doneCount = doneCount
    self.lock = lock
  }
}
