// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a body is not the multipart/form-data that it says it is.
enum MultipartError: Error, Equatable {
  /// The content type has no boundary, or one that RFC 2046 does not allow.
  case invalidBoundary
  /// The body ended before its closing delimiter.
  case truncated(boundary: String)
  /// A delimiter is followed by something else than a line end or two hyphens.
  case malformedDelimiter(part: Int)
  /// A line in a part's headers has no colon, or a header is folded over two lines.
  case malformedHeader(part: Int)
  /// A part's headers are larger than allowed.
  case headersTooLarge(part: Int, limit: Int)
  /// A part's headers, which hold names of fields and files, are not UTF-8.
  case headersNotUTF8(part: Int)
  /// A part has no `Content-Disposition: form-data` with a name.
  case unnamedPart(part: Int)
  /// A part says that it is encoded, which RFC 7578 does away with.
  case encodedPart(part: Int, encoding: String)
  /// More parts than allowed.
  case tooManyParts(limit: Int)
}

extension MultipartError: CustomStringConvertible {
  /// What is wrong with the body, and what to send instead.
  var description: String {
    switch self {
    case .invalidBoundary:
      "The Content-Type names no usable boundary; "
        + "send multipart/form-data; boundary=... with 1 to 70 characters."
    case .truncated(let boundary):
      "The multipart body ends before its closing delimiter --\(boundary)--."
    case .malformedDelimiter(let part):
      "The delimiter before part \(part) of the multipart body is not followed by a line end."
    case .malformedHeader(let part):
      "Part \(part) of the multipart body has a header line without a colon."
    case .headersTooLarge(let part, let limit):
      "Part \(part) of the multipart body has more than \(limit) bytes of headers."
    case .headersNotUTF8(let part):
      "Part \(part) of the multipart body has a name that is not UTF-8; send names of fields and files as UTF-8."
    case .unnamedPart(let part):
      "Part \(part) of the multipart body has no Content-Disposition: form-data with a name."
    case .encodedPart(let part, let encoding):
      "Part \(part) of the multipart body is encoded as \(encoding); send the bytes as they are."
    case .tooManyParts(let limit):
      "The multipart body has more than \(limit) parts."
    }
  }
}
