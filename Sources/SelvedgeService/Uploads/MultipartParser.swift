// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import Glibc

/// Splits a multipart/form-data body into its parts while the bytes arrive.
///
/// The parser holds at most one part's headers, or a delimiter's length of a part's bytes; how the
/// body is cut into chunks never changes what comes out. What comes before the first delimiter and
/// after the closing one is skipped; a line end after the closing delimiter is not needed.
///
/// > Source: RFC 7578 (form-data); RFC 2046, section 5.1.1 (grammar of the delimiters).
///
/// - Complexity: Linear in the body and in the length of the boundary.
struct MultipartParser {
  private enum State {
    case skippingPreamble
    case afterDelimiter
    case readingHeaders
    case startingBytes
    case readingBytes
    case skippingEpilogue
  }

  private let boundary: String
  private let delimiter: [UInt8]
  private let limits: MultipartLimits
  private var state = State.skippingPreamble
  private var partNumber = 0
  /// What has arrived and is not yet decided.
  ///
  /// The first delimiter may lack the line end before it, so one is put there.
  private var pending: [UInt8] = [13, 10]

  /// Creates a parser for one body.
  ///
  /// - Parameters:
  ///   - contentType: The request's content type, with the boundary.
  ///   - limits: The bounds the body must keep.
  /// - Throws: `MultipartError.invalidBoundary` when there is no usable boundary.
  init(contentType: HeaderParameters, limits: MultipartLimits = MultipartLimits())
    throws(MultipartError)
  {
    guard let boundary = contentType["boundary"], (1...70).contains(boundary.utf8.count),
      boundary.utf8.allSatisfy({ (0x20...0x7E).contains($0) }), boundary.utf8.last != 0x20
    else { throw .invalidBoundary }
    self.boundary = boundary
    self.limits = limits
    delimiter = [13, 10] + Array("--\(boundary)".utf8)
  }

  /// Takes the next bytes of the body.
  ///
  /// - Parameters:
  ///   - bytes: Any number of bytes.
  ///   - handle: Called for each event in order; what it throws ends the parsing.
  /// - Throws: `MultipartError`, or what `handle` throws.
  mutating func consume(
    _ bytes: UnsafeRawBufferPointer, _ handle: (MultipartEvent) throws -> Void
  ) throws {
    guard state != .skippingEpilogue else { return }
    pending.append(contentsOf: bytes)
    var position = 0
    while try step(&position, handle) {}
    pending.removeFirst(position)
  }

  /// Ends the body.
  ///
  /// - Throws: `MultipartError.truncated(boundary:)` when the closing delimiter has not come.
  func finish() throws(MultipartError) {
    guard state == .skippingEpilogue else { throw .truncated(boundary: boundary) }
  }

  /// Takes one step from `position`; false when more bytes are needed.
  private mutating func step(
    _ position: inout Int, _ handle: (MultipartEvent) throws -> Void
  ) throws -> Bool {
    switch state {
    case .skippingPreamble:
      guard let start = find(delimiter, from: position) else {
        position = max(position, pending.count - (delimiter.count - 1))
        return false
      }
      position = start + delimiter.count
      state = .afterDelimiter
    case .afterDelimiter:
      return try finishDelimiter(&position)
    case .readingHeaders:
      return try readHeaders(&position, handle)
    case .startingBytes:
      // The blank line's end may itself begin the next delimiter: a part without a body.
      guard pending.count - position >= delimiter.count else {
        return try startEarly(&position)
      }
      if !pending[position...].starts(with: delimiter) { position += 2 }
      state = .readingBytes
    case .readingBytes:
      return try readBytes(&position, handle)
    case .skippingEpilogue:
      position = pending.count
      return false
    }
    return true
  }

  /// With less than a delimiter at hand, starts the bytes only if no delimiter can begin here.
  private mutating func startEarly(_ position: inout Int) throws -> Bool {
    guard !delimiter.starts(with: pending[position...]) else { return false }
    position += 2
    state = .readingBytes
    return true
  }

  private mutating func finishDelimiter(_ position: inout Int) throws(MultipartError) -> Bool {
    var end = position
    if pending[end...].starts(with: "--".utf8) {
      state = .skippingEpilogue
      return true
    }
    while end < pending.count, pending[end] == 0x20 || pending[end] == 0x09 { end += 1 }
    guard end - position <= limits.headerByteCount else {
      throw .headersTooLarge(part: partNumber + 1, limit: limits.headerByteCount)
    }
    let next = pending[end...].prefix(2)
    guard next.count == 2 else {
      let mayEnd = next.isEmpty || next.first == 13
      let mayClose = end == position && next.first == UInt8(ascii: "-")
      guard mayEnd || mayClose else { throw .malformedDelimiter(part: partNumber + 1) }
      return false
    }
    guard next.elementsEqual([13, 10]) else { throw .malformedDelimiter(part: partNumber + 1) }
    partNumber += 1
    guard partNumber <= limits.partCount else { throw .tooManyParts(limit: limits.partCount) }
    // The line end stays: the blank line of a part without headers follows at once.
    position = end
    state = .readingHeaders
    return true
  }

  private mutating func readHeaders(
    _ position: inout Int, _ handle: (MultipartEvent) throws -> Void
  ) throws -> Bool {
    guard let end = find([13, 10, 13, 10], from: position) else {
      guard pending.count - position <= limits.headerByteCount else {
        throw MultipartError.headersTooLarge(part: partNumber, limit: limits.headerByteCount)
      }
      return false
    }
    guard end - position <= limits.headerByteCount else {
      throw MultipartError.headersTooLarge(part: partNumber, limit: limits.headerByteCount)
    }
    guard let block = String(validating: pending[position..<end], as: UTF8.self) else {
      throw MultipartError.headersNotUTF8(part: partNumber)
    }
    try handle(.partBegan(try MultipartPart(headerBlock: block, number: partNumber)))
    position = end + 2
    state = .startingBytes
    return true
  }

  private mutating func readBytes(
    _ position: inout Int, _ handle: (MultipartEvent) throws -> Void
  ) throws -> Bool {
    let start = find(delimiter, from: position)
    let end = start ?? max(position, pending.count - (delimiter.count - 1))
    if end > position {
      try pending.withUnsafeBytes { bytes in
        try handle(.bytes(UnsafeRawBufferPointer(rebasing: bytes[position..<end])))
      }
    }
    position = end
    guard start != nil else { return false }
    try handle(.partEnded)
    position = end + delimiter.count
    state = .afterDelimiter
    return true
  }

  /// The first place of `needle` at or after `position`; a needle begins with a carriage return.
  private func find(_ needle: [UInt8], from position: Int) -> Int? {
    pending.withUnsafeBytes { bytes -> Int? in
      guard let base = bytes.baseAddress else { return nil }
      var start = position
      while start + needle.count <= bytes.count,
        let found = memchr(base + start, Int32(needle[0]), bytes.count - needle.count + 1 - start)
      {
        if memcmp(found, needle, needle.count) == 0 { return UnsafeRawPointer(found) - base }
        start = UnsafeRawPointer(found) - base + 1
      }
      return nil
    }
  }
}
