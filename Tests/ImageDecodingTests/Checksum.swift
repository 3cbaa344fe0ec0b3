// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The CRC-32 of ISO 3309, the one that PNG and zlib use.
func checksum(_ bytes: [UInt8]) -> UInt32 {
  var register = UInt32.max
  for byte in bytes {
    register ^= UInt32(byte)
    for _ in 0..<8 {
      register = register & 1 == 1 ? register >> 1 ^ 0xEDB8_8320 : register >> 1
    }
  }
  return ~register
}
