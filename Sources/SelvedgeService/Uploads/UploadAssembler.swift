// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Puts the parts of a form together as they arrive.
struct UploadAssembler {
  private enum Target {
    case picture
    case text
  }

  private let rules: UploadRules
  private var part: MultipartPart?
  private var target = Target.text
  private var bytes: [UInt8] = []
  /// The pictures that are complete.
  private(set) var pictures: [Upload.Part] = []
  /// The text fields that are complete, with those of the query.
  private(set) var fields: RequestFields

  /// Creates an assembler.
  ///
  /// - Parameters:
  ///   - rules: What the resource takes.
  ///   - fields: The fields of the query.
  init(rules: UploadRules, fields: RequestFields) {
    self.rules = rules
    self.fields = fields
  }

  /// Takes what the parser found.
  ///
  /// - Parameter event: The event.
  /// - Throws: `Problem` with `invalidRequest` when the form does not keep the rules.
  mutating func take(_ event: MultipartEvent) throws {
    switch event {
    case .partBegan(let part): try begin(part)
    case .bytes(let bytes): try append(bytes)
    case .partEnded: try end()
    }
  }

  private mutating func begin(_ part: MultipartPart) throws {
    self.part = part
    bytes = []
    if rules.pictureFields.contains(part.name) {
      target = .picture
    } else {
      target = .text
      guard part.fileName == nil || part.fileName?.isEmpty == true else {
        let names = rules.pictureFields.sorted().joined(separator: ", ")
        throw Problem(
          .invalidRequest,
          "A file came in the field \"\(part.name.prefix(40))\"; pictures go in: \(names).")
      }
      try fields.requireAllowed(part.name)
    }
  }

  private mutating func append(_ more: UnsafeRawBufferPointer) throws {
    if case .text = target, bytes.count + more.count > 4 * RequestFields.valueLengthLimit {
      throw RequestFields.tooLong(part?.name ?? "")
    }
    bytes.append(contentsOf: more)
  }

  private mutating func end() throws {
    guard let part else { return }
    defer { bytes = [] }
    switch target {
    case .text:
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Problem(.invalidRequest, "The field \"\(part.name)\" is not UTF-8.")
      }
      try fields.set(part.name, to: text)
    case .picture:
      // A file input that was left empty comes as a part without a name and without bytes.
      if bytes.isEmpty, part.fileName?.isEmpty == true { return }
      guard pictures.count < rules.pictureLimit else {
        var problem = Problem(
          .invalidRequest, "The most pictures in one request here: \(rules.pictureLimit).")
        problem.limit = rules.pictureLimit
        throw problem
      }
      pictures.append(
        Upload.Part(field: part.name, fileName: part.fileName ?? "", bytes: bytes))
    }
  }
}
