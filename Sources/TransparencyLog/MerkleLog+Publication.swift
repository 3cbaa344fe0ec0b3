// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Glibc

extension MerkleLog {
  /// The state of the log at one size, unsigned.
  ///
  /// - Parameters:
  ///   - origin: The log's name.
  ///   - size: The size; the present one if not given.
  /// - Returns: The checkpoint.
  /// - Throws: `LogError` or `NoteError`.
  public func checkpoint(origin: String, atSize size: Int? = nil) throws -> Checkpoint {
    let size = size ?? self.size
    return try Checkpoint(origin: origin, size: size, root: root(atSize: size))
  }

  /// The signed checkpoint that was published last, if one was.
  ///
  /// - Returns: The note; its signatures are not verified.
  /// - Throws: `LogError` or `NoteError`.
  public func publishedCheckpoint() throws -> SignedNote? {
    let file: LogFile
    do {
      file = try LogFile(name: LogLayout.checkpointName, in: path, for: .reading)
    } catch LogError.system(_, _, ENOENT) {
      return nil
    }
    return try SignedNote(bytes: file.read(at: 0, count: file.byteCount()))
  }

  /// Signs the present state of the log under the key's name as origin and publishes it in the
  /// folder's file `checkpoint`.
  ///
  /// A log never signs two states of which one does not begin the other: the checkpoint published
  /// before must be signed by the same key and agree with the log as it is now.
  ///
  /// - Parameter key: The log's key.
  /// - Returns: The signed checkpoint; the one published before if nothing was appended since.
  /// - Throws: `PublicationError.contradicts` when the log is not the continuation of what was
  ///   published, else `LogError` or `NoteError`.
  public func publishCheckpoint(signedBy key: SigningKey) throws -> SignedNote {
    try refresh()
    let checkpoint = try checkpoint(origin: key.verifierKey.name)
    if let (note, published) = try continued(by: key.verifierKey),
      published.size == checkpoint.size
    {
      return note
    }
    let note = try checkpoint.signed(by: key)
    try replaceCheckpoint(with: note)
    return note
  }

  /// Holds the log, as it was read last, against the checkpoint that was published; nothing is written.
  ///
  /// - Parameter key: The key that must have signed the checkpoint.
  /// - Throws: `PublicationError.contradicts` when the log is not the continuation of what was
  ///   published, else `LogError` or `NoteError`.
  public func requireContinuation(signedBy key: VerifierKey) throws {
    _ = try continued(by: key)
  }

  /// The published checkpoint, which the log continues; nil when none was published.
  private func continued(
    by key: VerifierKey
  ) throws -> (note: SignedNote, published: Checkpoint)? {
    guard let note = try publishedCheckpoint() else { return nil }
    let published = try Checkpoint.verified(note, by: [key])
    let size = size
    guard published.size <= size, try root(atSize: published.size) == published.root else {
      throw PublicationError.contradicts(
        published: published, present: try checkpoint(origin: key.name, atSize: size))
    }
    return (note, published)
  }

  private func replaceCheckpoint(with note: SignedNote) throws(LogError) {
    let bytes = Array(note.encoded.utf8)
    // A name of its own for each process, so that two that publish at once do not mix.
    let temporary = "\(LogLayout.checkpointName).\(getpid())"
    let file = try LogFile(name: temporary, in: path, for: .creating)
    try file.truncate(to: 0)
    try file.write(bytes, at: 0)
    try file.synchronize()
    let target = "\(path)/\(LogLayout.checkpointName)"
    guard rename(file.path, target) == 0 else {
      throw .system(path: target, operation: "replacing", code: errno)
    }
    try synchronizeDirectory(path)
  }
}
