// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Columns on the heap, where a registry's folder cannot be written.
final class HeapColumns: @unchecked Sendable {
  // Proof of Sendable: `columns` is a constant; the memory is written before `init` returns, by a closure that must not
  // keep it, only read afterwards, and freed in `deinit`, when no view is left that keeps this object.
  private let columns: [UnsafeMutableRawBufferPointer]

  /// Makes columns.
  ///
  /// - Parameters:
  ///   - byteCounts: The bytes of each.
  ///   - fill: Writes them; they are zero before, and must not be kept.
  init(byteCounts: [Int], fill: ([UnsafeMutableRawBufferPointer]) -> Void) {
    columns = byteCounts.map {
      let column = UnsafeMutableRawBufferPointer.allocate(byteCount: $0, alignment: 64)
      column.initializeMemory(as: UInt8.self, repeating: 0)
      return column
    }
    fill(columns)
  }

  deinit {
    for column in columns { column.deallocate() }
  }

  /// The columns as a segment; `nil` when they do not fit together.
  func segment(of designs: ClosedRange<Int>) -> EngineSegment? {
    EngineSegment(
      columns: columns.map { UnsafeRawBufferPointer($0) }, designs: designs, owner: self)
  }
}
