// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import HammingSpace

/// 256-bit codes and their ids, in memory that is never changed: a mapped file, or a buffer.
///
/// Ids rise, so that the codes up to an id are a run of them. Searches that go through the columns at the same time
/// read them together, from whatever copies of this value they set out; see ``SharedPass``.
public struct CodeColumns: @unchecked Sendable {
  // Proof of Sendable: the memory is not written any more, and `owner` keeps it until the last copy is gone; `pass` is
  // Sendable itself, and reads the memory only on behalf of callers that hold a copy.
  let codes: UnsafeBufferPointer<Hash256>
  let ids: UnsafeBufferPointer<Int>
  private let owner: any AnyObject & Sendable
  /// Where searches meet; `nil` when there is but one block, which is read sooner than they would.
  private let pass: SharedPass?

  /// Takes columns that lie in memory; `nil` when they do not fit together.
  ///
  /// - Parameters:
  ///   - codes: The codes, 32 bytes each: four little-endian words, lowest bits first; aligned to 32 bytes.
  ///   - ids: Their ids, rising, 8 bytes each, aligned.
  ///   - owner: What keeps the memory.
  public init?(
    codes: UnsafeRawBufferPointer, ids: UnsafeRawBufferPointer, owner: any AnyObject & Sendable
  ) {
    self.init(codes: codes, ids: ids, owner: owner, codesPerBlock: SharedPass.codesPerBlock)
  }

  /// The same with blocks of any size, at least one code.
  init?(
    codes: UnsafeRawBufferPointer, ids: UnsafeRawBufferPointer, owner: any AnyObject & Sendable,
    codesPerBlock: Int
  ) {
    let count = ids.count / MemoryLayout<Int>.stride
    guard codes.count == count * MemoryLayout<Hash256>.stride,
      ids.count == count * MemoryLayout<Int>.stride,
      Int(bitPattern: codes.baseAddress) % MemoryLayout<Hash256>.alignment == 0
    else { return nil }
    self.codes = codes.bindMemory(to: Hash256.self)
    self.ids = ids.bindMemory(to: Int.self)
    self.owner = owner
    pass = count > codesPerBlock ? SharedPass(codeCount: count, codesPerBlock: codesPerBlock) : nil
  }

  /// The number of codes.
  public var count: Int { ids.count }

  /// Lets searches read all codes, together with whatever other searches do so at this time.
  ///
  /// - Parameter searches: The searches of one caller.
  /// - Complexity: O(codes x queries) time; see ``SharedPass``.
  func read(into searches: inout [CodeSearch]) {
    guard !searches.isEmpty else { return }
    if let pass {
      searches = pass.run(searches, over: self)
    } else {
      for place in searches.indices { searches[place].read(codes.span, ids: ids.span) }
    }
  }
}

extension Span<Int> {
  /// How many of the rising numbers are at most `bound`.
  ///
  /// - Complexity: O(log *n*).
  func countOfLeading(atMost bound: Int) -> Int {
    // Most often all are, which one look tells.
    if isEmpty || self[count - 1] <= bound { return count }
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if self[middle] <= bound { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
