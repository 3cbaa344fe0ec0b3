// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HTTPTypes
import Hummingbird
import NIOCore
import ReportPages

/// Reads uploads: pictures as raw bodies or in forms, within the limits.
struct UploadReader: Sendable {
  /// The largest body, in bytes.
  let bodyLimit: Int
  /// The memory for all bodies together.
  let budget: ByteBudget
  /// Which pages of other sites may send.
  var crossOrigin = CrossOriginPolicy(origins: [])

  /// Reads a request's body.
  ///
  /// The picture's signature decides its format later on, so any declared image type will do.
  ///
  /// - Parameters:
  ///   - request: The request.
  ///   - rules: What the resource takes.
  /// - Returns: At least one picture, and the fields of query and form.
  /// - Throws: `Problem` when the body is of the wrong kind, too large or malformed.
  func read(_ request: Request, rules: UploadRules) async throws -> Upload {
    try requirePlain(request)
    let type = HeaderParameters(request.headers[.contentType] ?? "application/octet-stream")
    let length = request.headers[.contentLength].flatMap { Int($0) }
    guard length ?? 0 <= bodyLimit else { throw tooLarge }
    let share = budget.makeShare()
    if type.value == "multipart/form-data" {
      return try await readForm(request, type: type, rules: rules, share: share)
    }
    guard type.value.hasPrefix("image/") || type.value == "application/octet-stream" else {
      throw Problem(
        .unsupportedFormat,
        "Send a picture as image/png, image/jpeg or application/octet-stream, "
          + "or a form as multipart/form-data; not \(type.value.prefix(80)).")
    }
    return try await readRaw(request, length: length, rules: rules, share: share)
  }

  /// The bytes for which room is made before they arrive.
  private static let firstByteCount = 64 << 10

  private func readRaw(
    _ request: Request, length: Int?, rules: UploadRules, share: ByteBudget.Share
  ) async throws -> Upload {
    let fields = try RequestFields(query: request.uri.query, allowedNames: rules.textFields)
    var bytes: [UInt8] = []
    // What a head announces costs its sender nothing, so memory is taken as bytes arrive.
    bytes.reserveCapacity(min(length ?? 0, Self.firstByteCount))
    for try await chunk in request.body {
      guard bytes.count + chunk.readableBytes <= bodyLimit else { throw tooLarge }
      try share.grow(by: chunk.readableBytes)
      bytes.append(contentsOf: chunk.readableBytesView)
    }
    guard !bytes.isEmpty else { throw noPicture(rules) }
    let part = Upload.Part(field: "image", fileName: "", bytes: bytes)
    return Upload(pictures: [part], fields: fields, share: share)
  }

  private func readForm(
    _ request: Request, type: HeaderParameters, rules: UploadRules, share: ByteBudget.Share
  ) async throws -> Upload {
    let fields = try RequestFields(query: request.uri.query, allowedNames: rules.textFields)
    var assembler = UploadAssembler(rules: rules, fields: fields)
    var parser = try MultipartParser(contentType: type)
    var byteCount = 0
    for try await chunk in request.body {
      byteCount += chunk.readableBytes
      guard byteCount <= bodyLimit else { throw tooLarge }
      try share.grow(by: chunk.readableBytes)
      try chunk.withUnsafeReadableBytes { bytes in
        try parser.consume(bytes) { try assembler.take($0) }
      }
    }
    try parser.finish()
    guard !assembler.pictures.isEmpty else { throw noPicture(rules) }
    return Upload(pictures: assembler.pictures, fields: assembler.fields, share: share)
  }

  private var tooLarge: Problem {
    var problem = Problem(.imageExceedsLimits, "The request body exceeds \(bodyLimit) bytes.")
    problem.limit = bodyLimit
    problem.closesConnection = true
    return problem
  }

  private func noPicture(_ rules: UploadRules) -> Problem {
    let names = rules.pictureFields.sorted().joined(separator: " or ")
    var problem = Problem(
      .invalidRequest,
      "The request holds no picture; send it as the body, or in the form field \(names).")
    problem.ownAdvice = Phrase(
      zh: "没有收到图片；请返回，选好图片再提交。", en: "No picture came: go back, choose one, and send it again.")
    return problem
  }

  /// Refuses bodies that are encoded, and those that the pages of other sites send on behalf of their visitors.
  ///
  /// - Parameter request: The request.
  /// - Throws: `Problem` with `forbidden` or `unsupportedFormat`.
  func requirePlain(_ request: Request) throws {
    try crossOrigin.requireAllowed(request)
    try requireIdentity(request.headers)
  }

  private func requireIdentity(_ headers: HTTPFields) throws {
    let encoding = headers[.contentEncoding]?.lowercased() ?? "identity"
    guard encoding == "identity" else {
      throw Problem(
        .unsupportedFormat,
        "The body is encoded as \(encoding.prefix(40)); pictures are compressed already, "
          + "send them as they are.")
    }
  }
}
