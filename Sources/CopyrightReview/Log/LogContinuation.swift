// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import MatchReporting
private import TransparencyLog

/// A proof that the log begins with the log of an earlier size: nothing before it was changed or removed.
public struct LogContinuation: Codable, Hashable, Sendable {
  /// The earlier size, in entries.
  public let oldSize: Int
  /// The size now, as the checkpoint has it.
  public let newSize: Int
  /// The hashes of the proof, from below upwards, in hexadecimal.
  public let path: [String]
  /// The signed checkpoint to which the proof leads.
  public let checkpoint: String

  init(oldSize: Int, newSize: Int, path: [String], checkpoint: String) {
    self.oldSize = oldSize
    self.newSize = newSize
    self.path = path
    self.checkpoint = checkpoint
  }

  /// The proof as a text that witnesses of other makers take: the body of an `add-checkpoint` request.
  ///
  /// > Source: C2SP tlog-witness.
  public var text: String {
    let hashes = path.compactMap { Digest256(hex: $0)?.base64 }
    return (["old \(oldSize)"] + hashes).map { $0 + "\n" }.joined() + "\n" + checkpoint
  }

  /// Reads a proof from its text or its JSON.
  ///
  /// - Parameter path: The file.
  /// - Returns: The proof, of which nothing is verified yet.
  /// - Throws: ``SelvedgeError`` with `inputNotFound`, `ioFailure`, or `notVerified` when it is no such proof.
  public static func reading(_ path: String) throws(SelvedgeError) -> LogContinuation {
    let text = String(decoding: try WholeFile.bytes(of: path), as: UTF8.self)
    if let read = try? JSONText.decode(LogContinuation.self, from: text) { return read }
    guard let proof = LogContinuation(text: text) else {
      throw SelvedgeError(
        .notVerified, stage: "log", subject: path,
        message: "this is no proof as selvedge log prove --since writes it")
    }
    return proof
  }

  private init?(text: String) {
    guard text.hasPrefix("old "), let gap = text.firstRange(of: "\n\n"),
      let end = text.firstIndex(of: "\n"), let oldSize = Int(text[..<end].dropFirst(4))
    else { return nil }
    let lines = text[..<gap.lowerBound].split(separator: "\n").dropFirst()
    let hashes = lines.compactMap { Digest256(base64: $0) }
    let note = String(text[gap.upperBound...])
    guard hashes.count == lines.count, let signed = try? SignedNote(encoded: note),
      let checkpoint = try? Checkpoint(noteText: signed.text)
    else { return nil }
    self.init(
      oldSize: oldSize, newSize: checkpoint.size, path: hashes.map(\.hex), checkpoint: note)
  }

  /// Holds the proof against a checkpoint that was kept, with the log's public key alone.
  ///
  /// - Parameters:
  ///   - old: The bytes of the earlier checkpoint.
  ///   - name: The file that they are from, for messages.
  ///   - key: The file of the log's public key.
  /// - Throws: ``SelvedgeError`` with `notVerified` when the log does not continue that of the checkpoint, or one of
  ///   the two is not signed by the key.
  public func verify(
    since old: [UInt8], named name: String, key: String
  ) throws(SelvedgeError) {
    let verifierKey = try VerifierKey(reading: key)
    let older = try Self.checkpoint(in: old, named: name, signedBy: verifierKey)
    do {
      let newer = try Checkpoint.verified(try SignedNote(encoded: checkpoint), by: [verifierKey])
      guard older.size <= newer.size else { throw Self.entriesGone(older.size, name, newer.size) }
      let hashes = path.compactMap { Digest256(hex: $0) }
      guard older.size == oldSize, newer.size == newSize, hashes.count == path.count else {
        throw SelvedgeError(
          .notVerified, stage: "log", subject: name,
          message: "the proof leads from size \(oldSize) to \(newSize), and the checkpoints are "
            + "of size \(older.size) and \(newer.size)")
      }
      try ConsistencyProof(oldSize: oldSize, newSize: newSize, path: hashes)
        .verify(oldRoot: older.root, newRoot: newer.root)
    } catch let error as SelvedgeError {
      throw error
    } catch {
      throw SelvedgeError(
        .notVerified, stage: "log", subject: name,
        message: "the log does not continue the one of this checkpoint: \(error)")
    }
  }

  /// The size of a checkpoint, which is believed only if the log's key signed it.
  ///
  /// - Parameters:
  ///   - bytes: The bytes of the checkpoint.
  ///   - name: The file that they are from, for messages.
  ///   - key: The file of the log's public key.
  ///   - present: The size that the log has now.
  /// - Returns: How many entries the log had.
  /// - Throws: ``SelvedgeError`` with `notVerified` when it is no checkpoint, is of another log, or had entries that
  ///   the log has no more; `inputNotFound` when there is no such key.
  public static func size(
    ofCheckpoint bytes: [UInt8], named name: String, key: String, atMost present: Int
  ) throws(SelvedgeError) -> Int {
    let size = try checkpoint(in: bytes, named: name, signedBy: VerifierKey(reading: key)).size
    guard size <= present else { throw entriesGone(size, name, present) }
    return size
  }

  private static func entriesGone(_ size: Int, _ name: String, _ present: Int) -> SelvedgeError {
    SelvedgeError(
      .notVerified, stage: "log", subject: name,
      message: "the log's key signed this checkpoint of \(grouped(size, "entry")), and the log has "
        + "\(grouped(present)) now: entries were removed")
  }

  private static func checkpoint(
    in bytes: [UInt8], named name: String, signedBy key: VerifierKey
  ) throws(SelvedgeError) -> Checkpoint {
    let message: String
    do throws(NoteError) {
      return try Checkpoint.verified(SignedNote(bytes: bytes), by: [key])
    } catch {
      switch error {
      case .noKnownSignature, .originDiffers:
        message = "this checkpoint is signed by another log: \(error)"
      case _:
        message = "this is no checkpoint that the log signed: \(error)"
      }
    }
    throw SelvedgeError(.notVerified, stage: "log", subject: name, message: message)
  }
}
