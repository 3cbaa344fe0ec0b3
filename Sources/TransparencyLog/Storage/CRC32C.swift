// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The CRC-32C checksum (Castagnoli polynomial, reflected), as in iSCSI.
///
/// > Source: RFC 3720, appendix B.4.
enum CRC32C {
  private static let table: [UInt32] = (0..<256).map { index in
    (0..<8).reduce(UInt32(index)) { value, _ in
      value & 1 == 1 ? value >> 1 ^ 0x82F6_3B78 : value >> 1
    }
  }

  /// The table's entries have all different top bytes; this finds the entry to a top byte.
  private static let indexByTopByte: [UInt8] = {
    var indices = [UInt8](repeating: 0, count: 256)
    for (index, value) in table.enumerated() { indices[Int(value >> 24)] = UInt8(index) }
    return indices
  }()

  static func checksum(of bytes: some Sequence<UInt8>) -> UInt32 {
    ~bytes.reduce(~UInt32(0)) { table[Int(($0 ^ UInt32($1)) & 255)] ^ $0 >> 8 }
  }

  /// The changes of one byte that would make bytes with one checksum have another.
  ///
  /// A changed byte changes the checksum by its table entry, carried on over the bytes that follow;
  /// taking back one following byte after the other shows at which places that fits.
  ///
  /// - Complexity: O(`byteCount`).
  static func singleByteChanges(
    from actual: UInt32, to wanted: UInt32, byteCount: Int
  ) -> [(position: Int, difference: UInt8)] {
    var changes: [(position: Int, difference: UInt8)] = []
    var difference = actual ^ wanted
    guard difference != 0 else { return [] }
    for position in stride(from: byteCount - 1, through: 0, by: -1) {
      let index = indexByTopByte[Int(difference >> 24)]
      let entry = table[Int(index)]
      if entry == difference { changes.append((position, index)) }
      difference = (difference ^ entry) << 8 | UInt32(index)
    }
    return changes
  }
}
