// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels

/// Roots of unity and bit-reversed order for transforms of one length.
struct FourierTables: Sendable {
  /// The length, a power of two from 4 to 4,096.
  let length: Int
  let real: [Float]
  let imaginary: [Float]
  let order: [UInt16]

  init(length: Int) {
    var real = [Float](repeating: 0, count: length)
    var imaginary = real
    var order = [UInt16](repeating: 0, count: length)
    let status = ck_fft_twiddles(length, &real, &imaginary)
    precondition(
      status == CK_FFT_OK && ck_fft_bit_reversal(length, &order) == CK_FFT_OK,
      "a transform's length is a power of two from 4 to 4096, not \(length)")
    self.length = length
    self.real = real
    self.imaginary = imaginary
    self.order = order
  }

  /// The shortest power of two that is at least `minimum` and at least 32.
  static func length(atLeast minimum: Int) -> Int {
    var length = 32
    while length < minimum { length *= 2 }
    return length
  }
}
