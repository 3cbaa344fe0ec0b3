// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What was committed last: the log's size, where its entries end, and its root.
///
/// It stands in 64 bytes: the 8 bytes `SLVHEAD1`, size and end of `entries.log` in 8 bytes each,
/// the root, and the first 8 bytes of the SHA-256 of all these.
///
/// The file has two such slots, 4096 bytes apart so that they share no disk sector, and each
/// commit writes the one that is not in force. A write that is torn by a loss of power so leaves
/// the head before it whole.
struct LogHead: Hashable, Sendable {
  let size: Int
  let entriesEnd: Int
  let root: Digest256

  static let byteCount = 64
  static let slotDistance = 4096
  static let fileByteCount = slotDistance + byteCount
  private static let mark = Array("SLVHEAD1".utf8)

  init(size: Int, entriesEnd: Int, root: Digest256) {
    self.size = size
    self.entriesEnd = entriesEnd
    self.root = root
  }

  static let empty = LogHead(
    size: 0, entriesEnd: LogLayout.headerByteCount, root: MerkleHashing.emptyRoot)

  init?(bytes: ArraySlice<UInt8>) {
    guard bytes.count == Self.byteCount else { return nil }
    let body = bytes.prefix(56)
    let tail = body.dropFirst(24)
    guard body.starts(with: Self.mark), bytes.suffix(8) == Digest256.sha256(of: body).bytes[..<8],
      let size = Int(exactly: LogLayout.number(body.dropFirst(8).prefix(8))),
      let end = Int(exactly: LogLayout.number(body.dropFirst(16).prefix(8))),
      let root = Digest256(bytes: tail)
    else { return nil }
    self.init(size: size, entriesEnd: end, root: root)
  }

  var bytes: [UInt8] {
    let body =
      Self.mark + LogLayout.bigEndian(UInt64(size)) + LogLayout.bigEndian(UInt64(entriesEnd))
      + root.bytes
    return body + Digest256.sha256(of: body).bytes[..<8]
  }
}

/// Both slots of the head file, as they are found.
struct LogHeadSlots: Sendable {
  enum Slot: Hashable, Sendable {
    case head(LogHead)
    /// Never written.
    case blank
    /// Neither: torn while it was written, or changed since.
    case damaged
  }

  let slots: [Slot]

  init(bytes: [UInt8]) {
    slots = (0..<2).map { number in
      let slot = bytes.dropFirst(number * LogHead.slotDistance).prefix(LogHead.byteCount)
      if let head = LogHead(bytes: slot) { return .head(head) }
      return slot.allSatisfy { $0 == 0 } ? .blank : .damaged
    }
  }

  /// The head in force and the number of its slot.
  var current: (head: LogHead, slot: Int)? {
    let heads = slots.enumerated().compactMap { number, slot in
      if case .head(let head) = slot { (head: head, slot: number) } else { nil }
    }
    return heads.max { $0.head.size < $1.head.size }
  }

  /// The slots of which one cannot say what they held: damaged ones, and a blank one beside the head of a log that has
  /// entries, for the first commit writes the second slot.
  var damaged: [Int] {
    let hasEntries = (current?.head.size ?? 0) > 0
    return slots.indices.filter {
      slots[$0] == .damaged || hasEntries && slots[$0] == .blank
    }
  }
}
