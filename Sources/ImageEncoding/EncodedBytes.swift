// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CImageCodecs
import ImageBuffers

/// Runs a C encoder and takes over what it allocated.
///
/// Sizes are checked by the caller, so the one thing left that can go wrong is memory, and an array
/// of the same size could not be had either.
func collectEncoded(
  _ format: String, _ picture: PixelBuffer,
  by encode: (_ bytes: inout UnsafeMutablePointer<UInt8>?, _ byteCount: inout Int) -> Bool
) -> [UInt8] {
  var bytes: UnsafeMutablePointer<UInt8>?
  var byteCount = 0
  let isEncoded = encode(&bytes, &byteCount)
  guard isEncoded, let bytes else {
    preconditionFailure("no memory to write \(picture.size) pixels as \(format)")
  }
  defer { cic_free(bytes) }
  return [UInt8](UnsafeBufferPointer(start: bytes, count: byteCount))
}
