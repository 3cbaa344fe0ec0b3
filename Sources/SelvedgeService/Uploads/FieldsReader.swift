// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation
import HTTPTypes
import Hummingbird

/// Reads requests that bring text fields and no picture: a form of a page, or a JSON object of strings.
struct FieldsReader: Sendable {
  /// The largest body, in bytes: what holds five of the longest values, at 12 bytes a character.
  ///
  /// A form writes a byte of UTF-8 as three, and JSON may write a character beyond the first 65,536 as two escapes of
  /// six; so the most for a character is 12 either way.
  static let byteLimit = 5 * 12 * RequestFields.valueLengthLimit

  /// The fields that make sense for the resource, at most four.
  let names: Set<String>
  /// Which pages of other sites may send.
  let crossOrigin: CrossOriginPolicy

  /// Reads a request's body.
  ///
  /// - Parameter request: The request.
  /// - Returns: The fields.
  /// - Throws: `Problem` when the body is of the wrong kind, too large or malformed, or a page of another site sent it.
  func read(_ request: Request) async throws -> RequestFields {
    try crossOrigin.requireAllowed(request)
    let type = HeaderParameters(request.headers[.contentType] ?? "").value
    guard ["application/x-www-form-urlencoded", "application/json"].contains(type) else {
      throw Problem(
        .unsupportedFormat,
        "Send the fields as application/json or application/x-www-form-urlencoded.")
    }
    var bytes: [UInt8] = []
    for try await chunk in request.body {
      guard bytes.count + chunk.readableBytes <= Self.byteLimit else {
        var problem = Problem(.invalidRequest, "The body is longer than \(Self.byteLimit) bytes.")
        problem.limit = Self.byteLimit
        problem.closesConnection = true
        throw problem
      }
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    guard type == "application/json" else {
      return try RequestFields(
        query: String(decoding: bytes, as: UTF8.self), allowedNames: names)
    }
    guard let object = try? JSONSerialization.jsonObject(with: Data(bytes)),
      let members = object as? [String: String]
    else { throw Problem(.invalidRequest, "The body is not a JSON object of strings.") }
    var fields = try RequestFields(query: nil, allowedNames: names)
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      try fields.setMember(name, to: value)
    }
    guard Self.colonCount(inFlat: bytes) == members.count else {
      throw Problem(.invalidRequest, "A field is given more than once.")
    }
    return fields
  }

  /// How many members a well-formed JSON object of strings has, as often as each is given.
  private static func colonCount(inFlat bytes: [UInt8]) -> Int {
    var (count, isInString, isEscaped) = (0, false, false)
    for byte in bytes {
      if isEscaped {
        isEscaped = false
      } else if isInString {
        isEscaped = byte == UInt8(ascii: "\\")
        isInString = byte != UInt8(ascii: "\"")
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if byte == UInt8(ascii: ":") {
        count += 1
      }
    }
    return count
  }
}
