// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird
import MatchReporting

extension Response {
  /// Makes a response of a value.
  ///
  /// - Parameters:
  ///   - value: The value; becomes the same JSON as on the command line.
  ///   - status: The response's status.
  ///   - headers: Headers besides the content type.
  /// - Returns: The response.
  /// - Throws: `EncodingError` when the value has no JSON form.
  static func json(
    _ value: some Encodable, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
  ) throws -> Response {
    var headers = headers
    headers[.contentType] = "application/json"
    let text = try JSONText.encode(value)
    return Response(
      status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
  }
}
