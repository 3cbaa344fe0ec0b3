// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Testing

@Suite struct ChecksumTests {
  static let instructionSets = NearSignatureTests.instructionSets

  // The examples of RFC 3720, appendix B.4, and the check value of the catalogue of CRC algorithms (CRC-32/ISCSI).
  static let known: [(bytes: [UInt8], checksum: UInt32)] = [
    ([], 0),
    ([UInt8](repeating: 0, count: 32), 0x8a91_36aa),
    ([UInt8](repeating: 0xff, count: 32), 0x62a8_ab43),
    (Array(0..<32), 0x46dd_794e),
    (Array((0..<32).reversed()), 0x113f_db5c),
    (Array("123456789".utf8), 0xe306_9283),
  ]

  @Test(arguments: instructionSets)
  func `checksums are those of the standard`(set: ck_instruction_set) {
    for (bytes, checksum) in Self.known {
      #expect(
        bytes.withUnsafeBytes { ck_crc32c_with(set, 0, $0.baseAddress, $0.count) } == checksum)
    }
  }

  @Test(arguments: instructionSets)
  func `a checksum goes on from piece to piece`(set: ck_instruction_set) {
    var input = RandomInput(seed: 11)
    let bytes = input.bytes(100)
    let whole = bytes.withUnsafeBytes { ck_crc32c_with(CK_PLAIN, 0, $0.baseAddress, $0.count) }
    for cut in 0...100 {
      let pieces = bytes.withUnsafeBytes { bytes in
        let first = ck_crc32c_with(set, 0, bytes.baseAddress, cut)
        return ck_crc32c_with(set, first, bytes.baseAddress.map { $0 + cut }, 100 - cut)
      }
      #expect(pieces == whole)
    }
  }
}
