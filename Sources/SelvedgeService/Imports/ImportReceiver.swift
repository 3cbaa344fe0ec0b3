// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Crypto
import Synchronization

/// Puts the files of an import on the disk as they arrive.
///
/// What it holds in memory is what the pictures are called, and that is taken from the budget of all bodies.
/// Its calls do their work on the calling thread, which is none of the event loops'.
final class ImportReceiver: Sendable {
  /// The most pictures of one import.
  static let pictureLimit = 100_000
  /// The form field of the manifest, that of the pictures, and that of the holder of all of them.
  static let (manifestField, pictureField, holderField) = ("manifest", "image", "holder")

  /// What came.
  struct Contents: Sendable {
    /// What the client calls the pictures, in order.
    var names: [String] = []
    /// Whether a manifest came.
    var hasManifest = false
    /// What the manifest goes by.
    var manifestName = "manifest"
    /// Who holds the rights in all pictures that come without a manifest; several with a bar or a line break between.
    var holder: String?
    /// Bytes of manifest and pictures.
    var byteCount = 0
  }

  private enum Target {
    case picture
    case manifest
    case holder
  }

  private struct State: ~Copyable {
    var parser: MultipartParser
    var fields: RequestFields
    var target = Target.picture
    var path = ""
    var text: [UInt8] = []
    var partByteCount = 0
    var seen: Set<String> = []
    var contents = Contents()
    var digest = FramedDigest()
    var partHash = SHA256()
  }

  /// The largest manifest, in bytes: some hundred for each of its rows.
  static let manifestLimit = 32 << 20

  private let intake: ImportIntake
  private let share: ByteBudget.Share
  private let state: Mutex<State>

  /// Creates a receiver of one request's body.
  ///
  /// - Parameters:
  ///   - type: The request's content type.
  ///   - fields: The fields of the query.
  ///   - intake: Takes the files.
  ///   - share: Takes from the budget what is held in memory.
  /// - Throws: `MultipartError`, or what the registry throws.
  init(
    type: HeaderParameters, fields: RequestFields, intake: ImportIntake, share: ByteBudget.Share
  ) throws {
    let limits = MultipartLimits(partCount: Self.pictureLimit + 8)
    self.intake = intake
    self.share = share
    let parser = try MultipartParser(contentType: type, limits: limits)
    state = Mutex(State(parser: parser, fields: fields))
  }

  /// Takes the next bytes of the body.
  ///
  /// - Parameter bytes: Any number of bytes.
  /// - Throws: `MultipartError`, `Problem`, or what the registry throws.
  func consume(_ bytes: [UInt8]) throws {
    try state.withLock { state in
      // The parser must not change while its events change the rest of the state.
      var parser = state.parser
      try bytes.withUnsafeBytes { raw in
        try parser.consume(raw) { event in
          switch event {
          case .partBegan(let part): try begin(part, &state)
          case .bytes(let bytes): try append(bytes, &state)
          case .partEnded: try end(&state)
          }
        }
      }
      state.parser = parser
    }
  }

  /// Ends the body.
  ///
  /// - Returns: What came, and a digest of it.
  /// - Throws: `MultipartError.truncated`, or `Problem` when there is nothing to register.
  func finish() throws -> (contents: Contents, digest: String) {
    try state.withLock { state in
      try state.parser.finish()
      guard !state.contents.names.isEmpty else {
        throw Problem(
          .invalidRequest,
          "The form holds no picture; send each in a field image, and a table in the field manifest."
        )
      }
      state.contents.holder = state.fields[Self.holderField]
      if let holder = state.contents.holder {
        guard !state.contents.hasManifest else {
          throw Problem(
            .invalidRequest, "holder is for pictures without a manifest; name holders in its rows.")
        }
        state.digest.add(Self.holderField)
        state.digest.add(holder)
      }
      if !state.contents.hasManifest { try writeManifest(of: state.contents) }
      return (state.contents, state.digest.text)
    }
  }

  private func begin(_ part: MultipartPart, _ state: inout State) throws {
    state.partByteCount = 0
    state.partHash = SHA256()
    state.text = []
    state.path = part.filePath ?? ""
    switch part.name {
    case Self.pictureField:
      state.target = .picture
    case Self.manifestField:
      state.target = .manifest
    case Self.holderField:
      guard part.fileName?.isEmpty ?? true else { throw Self.fileInField(part.name) }
      state.target = .holder
    case let name:
      guard part.fileName?.isEmpty ?? true else { throw Self.fileInField(name) }
      try state.fields.requireAllowed(name)
    }
  }

  private func append(_ bytes: UnsafeRawBufferPointer, _ state: inout State) throws {
    switch state.target {
    case .picture:
      if state.partByteCount == 0 { try beginPicture(&state) }
      state.partByteCount += bytes.count
      state.contents.byteCount += bytes.count
      state.partHash.update(bufferPointer: bytes)
      try intake.append(bytes)
    case .manifest:
      if state.partByteCount == 0 { try beginManifest(&state) }
      state.partByteCount += bytes.count
      guard state.partByteCount <= Self.manifestLimit else {
        var problem = Problem(
          .invalidManifest,
          "The manifest exceeds \(Self.manifestLimit) bytes; send it in several parts.")
        problem.limit = Self.manifestLimit
        throw problem
      }
      state.contents.byteCount += bytes.count
      state.partHash.update(bufferPointer: bytes)
      try intake.append(bytes)
    case .holder:
      guard state.text.count + bytes.count <= 4 * RequestFields.valueLengthLimit else {
        throw RequestFields.tooLong(Self.holderField)
      }
      state.text.append(contentsOf: bytes)
    }
  }

  private func end(_ state: inout State) throws {
    switch state.target {
    case .picture:
      if state.partByteCount == 0 {
        // A file input that was left empty comes as a part without a name and without bytes.
        guard !state.path.isEmpty else { return }
        try beginPicture(&state)
      }
      try intake.endFile()
      add(Self.pictureField, state.contents.names[state.contents.names.count - 1], &state)
    case .manifest:
      if state.partByteCount == 0 {
        guard !state.path.isEmpty else { return }
        try beginManifest(&state)
      }
      try intake.endFile()
      add(Self.manifestField, FileName.withoutFolders(state.path), &state)
    case .holder:
      guard let text = String(validating: state.text, as: UTF8.self) else {
        throw Problem(.invalidRequest, "The field \"\(Self.holderField)\" is not UTF-8.")
      }
      try state.fields.set(Self.holderField, to: text)
    }
  }

  private func beginManifest(_ state: inout State) throws {
    guard !state.contents.hasManifest else {
      throw Problem(.invalidRequest, "An import has one manifest; this form brings several.")
    }
    state.contents.hasManifest = true
    let name = FileName.withoutFolders(state.path)
    if !name.isEmpty { state.contents.manifestName = name }
    try intake.beginManifest()
  }

  private func beginPicture(_ state: inout State) throws {
    let number = state.contents.names.count + 1
    guard number <= Self.pictureLimit else {
      var problem = Problem(
        .invalidRequest, "The most pictures in one import: \(Self.pictureLimit).")
      problem.limit = Self.pictureLimit
      throw problem
    }
    let name = FileName.withFolders(state.path)
    let shown = name.isEmpty ? "picture-\(number)" : name
    guard state.seen.insert(shown).inserted else {
      throw Problem(
        .invalidRequest, "Two files of this form are called \(shown.prefix(80)); rename one.")
    }
    try share.grow(by: shown.utf8.count)
    state.contents.names.append(shown)
    try intake.beginPicture()
  }

  /// Adds what a part is, its name and the digest of its bytes, whose number is known at its end only.
  private func add(_ field: String, _ name: String, _ state: inout State) {
    state.digest.add(field)
    state.digest.add(name)
    state.digest.add(Array(state.partHash.finalize()))
  }

  private static func fileInField(_ name: String) -> Problem {
    Problem(
      .invalidRequest,
      "A file came in the field \"\(name.prefix(40))\"; pictures go in image, a table in manifest.")
  }

  /// Writes the manifest of pictures that came without one, some rows at a time.
  private func writeManifest(of contents: Contents) throws {
    func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
    var text = "file,holder\n"
    func flush() throws {
      try Array(text.utf8).withUnsafeBytes { try intake.append($0) }
      text = ""
    }
    try intake.beginManifest()
    let holder = quoted(contents.holder ?? "")
    for name in contents.names {
      text += "\(quoted(name)),\(holder)\n"
      if text.utf8.count >= 1 << 16 { try flush() }
    }
    try flush()
    try intake.endFile()
  }
}
