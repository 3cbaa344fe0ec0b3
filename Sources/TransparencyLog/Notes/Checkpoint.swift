// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The state of a log at one size: what a log signs and others keep.
///
/// Its note text has three lines, the log's origin, its size in decimal and its root in Base 64,
/// and possibly further lines that this version passes on unread.
///
/// > Source: c2sp.org/tlog-checkpoint.
public struct Checkpoint: Hashable, Sendable {
  /// The log's name, such as `example.com/designs`.
  public let origin: String
  /// How many entries the log has.
  public let size: Int
  /// The root of the tree over these entries.
  public let root: Digest256
  /// Further lines, normally none.
  public let extensions: [String]

  /// Creates a checkpoint.
  ///
  /// - Parameters:
  ///   - origin: The log's name.
  ///   - size: How many entries the log has.
  ///   - root: The root of the tree over these entries.
  ///   - extensions: Further lines.
  /// - Throws: `NoteError.malformedCheckpoint` when a line is empty or has a control character, or
  ///   the size is negative.
  public init(
    origin: String, size: Int, root: Digest256, extensions: [String] = []
  ) throws(NoteError) {
    for line in [origin] + extensions {
      guard !line.isEmpty, line.utf8.allSatisfy({ $0 >= 0x20 }) else {
        throw .malformedCheckpoint(reason: "a line is empty or has a control character")
      }
    }
    guard size >= 0 else { throw .malformedCheckpoint(reason: "its size is \(size)") }
    self.origin = origin
    self.size = size
    self.root = root
    self.extensions = extensions
  }

  /// Reads a checkpoint from a note's text, whether the note is signed by whom it should or not.
  ///
  /// - Parameter noteText: The text of a signed note.
  /// - Throws: `NoteError.malformedCheckpoint` when the text is not a checkpoint.
  public init(noteText: String) throws(NoteError) {
    let lines = noteText.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
    guard lines.count >= 4, lines.last == "" else {
      throw .malformedCheckpoint(reason: "it has not the three lines origin, size and root")
    }
    guard let size = Int(lines[1]), size >= 0, String(size) == lines[1] else {
      throw .malformedCheckpoint(reason: "its second line is no size: \"\(lines[1])\"")
    }
    guard let root = Digest256(base64: lines[2]) else {
      throw .malformedCheckpoint(reason: "its third line is no SHA-256 in Base 64")
    }
    try self.init(
      origin: lines[0], size: size, root: root, extensions: Array(lines[3..<(lines.count - 1)]))
  }

  /// Reads a signed checkpoint and believes it only if a trusted key signed it.
  ///
  /// - Parameters:
  ///   - note: The signed note.
  ///   - keys: The trusted keys.
  ///   - origin: The log that it must be of; the name of the first key if not given.
  /// - Returns: The checkpoint.
  /// - Throws: `NoteError` when the note is not signed as it should be or is not a checkpoint.
  public static func verified(
    _ note: SignedNote, by keys: [VerifierKey], origin: String? = nil
  ) throws(NoteError) -> Checkpoint {
    try note.verified(by: keys)
    let checkpoint = try Checkpoint(noteText: note.text)
    guard let expected = origin ?? keys.first?.name else { return checkpoint }
    guard checkpoint.origin == expected else {
      throw .originDiffers(expected: expected, actual: checkpoint.origin)
    }
    return checkpoint
  }

  /// The text of the note.
  public var noteText: String {
    ([origin, String(size), root.base64] + extensions).map { $0 + "\n" }.joined()
  }

  /// Signs the checkpoint.
  ///
  /// - Parameter key: The log's key.
  /// - Returns: The signed note.
  /// - Throws: `NoteError` when signing fails.
  public func signed(by key: SigningKey) throws(NoteError) -> SignedNote {
    try SignedNote(text: noteText, signatures: [key.sign(noteText)])
  }
}
