// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import Testing

@testable import HashIndexing

/// Memory for columns.
final class ColumnMemory: @unchecked Sendable {
  // Proof of Sendable: constants; the memory is written before `init` returns, only read afterwards, and freed when no
  // columns keep this object.
  let codes: UnsafeMutableBufferPointer<Hash256>
  let ids: UnsafeMutableBufferPointer<Int>

  init(_ entries: ArraySlice<(id: Int, hash: Hash256)>) {
    codes = .allocate(capacity: entries.count)
    ids = .allocate(capacity: entries.count)
    _ = codes.initialize(from: entries.map(\.hash))
    _ = ids.initialize(from: entries.map(\.id))
  }

  deinit {
    codes.deallocate()
    ids.deallocate()
  }

  func columns(codesPerBlock: Int = SharedPass.codesPerBlock) throws -> CodeColumns {
    try #require(
      CodeColumns(
        codes: UnsafeRawBufferPointer(codes), ids: UnsafeRawBufferPointer(ids), owner: self,
        codesPerBlock: codesPerBlock))
  }
}
