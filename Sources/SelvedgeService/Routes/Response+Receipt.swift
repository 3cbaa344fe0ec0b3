// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird

extension Response {
  /// Makes a response of a receipt, which a browser keeps as a file.
  ///
  /// - Parameters:
  ///   - receipt: The receipt, as JSON.
  ///   - design: The design's id.
  /// - Returns: The response.
  static func receipt(_ receipt: [UInt8], of design: String) -> Response {
    Response(
      status: .ok,
      headers: [
        .contentType: "application/json",
        .contentDisposition: "attachment; filename=\"\(design).receipt\"",
      ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: receipt)))
  }
}
