// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a file cannot be decoded.
public enum DecodingError: Error, Hashable, Sendable {
  /// The file begins with neither signature; `firstBytes` are its first eight bytes, or fewer.
  case unsupportedFormat(firstBytes: [UInt8])
  /// The file is valid but of a kind that is not decoded, such as 12-bit or lossless JPEG.
  case unsupportedVariant(format: ImageFormat, reason: String)
  /// The picture is not complete: the data, or the coded pixels in it, end too early.
  ///
  /// `readBytes` of the file's `byteCount` bytes had been read, and `rows` of the stored rows
  /// decoded; `nil` when the header itself was cut.
  case truncated(format: ImageFormat, readBytes: Int, byteCount: Int, rows: RowProgress?)
  /// The data contradicts itself or the format, about `atByte` bytes into the file.
  case corrupt(format: ImageFormat, reason: String, atByte: Int)
  /// The file asks for more than it may.
  case limitExceeded(DecodingLimits.Measure, actual: Int, limit: Int)
  /// The system had no memory for what the limits allow.
  case outOfMemory(format: ImageFormat)

  /// How far decoding came.
  public struct RowProgress: Hashable, Sendable {
    /// Stored rows decoded.
    public let decoded: Int
    /// Stored rows that the header announces.
    public let announced: Int

    /// Creates a count of rows.
    ///
    /// - Parameters:
    ///   - decoded: Stored rows decoded.
    ///   - announced: Stored rows that the header announces.
    public init(decoded: Int, announced: Int) {
      self.decoded = decoded
      self.announced = announced
    }
  }

  /// Whose fault it is, for callers that answer by class.
  public enum Kind: String, Sendable, Codable {
    /// Neither a PNG nor a JPEG.
    case unsupportedFormat
    /// A PNG or JPEG that is damaged, incomplete or of a kind that is not decoded.
    case undecodable
    /// Larger than the limits, or than the memory at hand.
    case exceedsLimits
  }

  /// The class of the error.
  public var kind: Kind {
    switch self {
    case .unsupportedFormat: .unsupportedFormat
    case .unsupportedVariant, .truncated, .corrupt: .undecodable
    case .limitExceeded, .outOfMemory: .exceedsLimits
    }
  }
}

extension DecodingError: CustomStringConvertible {
  /// One line that names what is wrong and, where there is one, the way out.
  public var description: String {
    switch self {
    case .unsupportedFormat(let firstBytes) where firstBytes.isEmpty:
      "the file is empty; a PNG or JPEG is needed"
    case .unsupportedFormat(let firstBytes):
      "the file is neither PNG nor JPEG: it begins with \(hexadecimal(firstBytes))"
    case .unsupportedVariant(let format, let reason):
      "this kind of \(format.name) is not decoded: \(reason); save it as 8-bit baseline or PNG"
    case .truncated(let format, let readBytes, let byteCount, let rows):
      "\(format.name) ends after \(grouped(readBytes)) "
        + (readBytes == byteCount ? "bytes, " : "of \(grouped(byteCount)) bytes, ")
        + (rows.map { "with \(grouped($0.decoded)) of \(grouped($0.announced)) rows decoded" }
          ?? "inside its header")
    case .corrupt(let format, let reason, let byte):
      "\(format.name) is damaged near byte \(grouped(byte)): \(reason)"
    case .limitExceeded(let measure, let actual, let limit):
      switch measure {
      case .byteCount: "the file has \(grouped(actual)) bytes; the limit is \(grouped(limit))"
      case .pixelCount: "the picture has \(grouped(actual)) pixels; the limit is \(grouped(limit))"
      case .sideLength:
        "the picture is \(grouped(actual)) pixels long; the limit is \(grouped(limit))"
      case .workingByteCount:
        "decoding would hold \(grouped(actual)) bytes at once; the limit is \(grouped(limit))"
      case .scanCount:
        "the JPEG has \(grouped(actual)) scans or more; the limit is \(grouped(limit))"
      }
    case .outOfMemory(let format):
      "there is not enough memory to decode this \(format.name)"
    }
  }
}

/// A number with a comma between groups of three digits.
private func grouped(_ number: Int) -> String {
  let digits = String(number.magnitude)
  var result = number < 0 ? "-" : ""
  for (index, digit) in digits.enumerated() {
    if index > 0 && (digits.count - index) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return result
}

/// Bytes as pairs of hexadecimal digits.
private func hexadecimal(_ bytes: [UInt8]) -> String {
  bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
}
