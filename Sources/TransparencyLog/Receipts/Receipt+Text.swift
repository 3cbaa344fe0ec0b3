// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

extension Receipt {
  /// Reads a receipt from JSON.
  ///
  /// - Parameter json: The JSON text in UTF-8.
  /// - Throws: `ReceiptError.malformed` when it is not a receipt.
  public init(json: [UInt8]) throws(ReceiptError) {
    do {
      self = try JSONDecoder().decode(Receipt.self, from: Data(json))
    } catch DecodingError.keyNotFound(let key, _) {
      throw .malformed(reason: "it has no member \"\(key.stringValue)\"")
    } catch DecodingError.typeMismatch(_, let context), DecodingError.dataCorrupted(let context),
      DecodingError.valueNotFound(_, let context)
    {
      guard !context.codingPath.isEmpty else {
        throw .malformed(reason: json.isEmpty ? "it is empty" : "it is no JSON object")
      }
      let path = context.codingPath.map(\.stringValue).joined(separator: ".")
      throw .malformed(reason: "member \"\(path)\": " + context.debugDescription)
    } catch {
      throw .malformed(reason: "\(error)")
    }
  }

  /// The receipt as JSON, indented for people, with a newline at its end.
  ///
  /// - Returns: The JSON text in UTF-8.
  /// - Throws: `ReceiptError.malformed`, which no receipt made by this program does.
  public func json() throws(ReceiptError) -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    do {
      return Array(try encoder.encode(self)) + [0x0A]
    } catch {
      throw .malformed(reason: "\(error)")
    }
  }

  /// The receipt as a C2SP tlog-proof, for verifiers of other makers.
  ///
  /// > Source: c2sp.org/tlog-proof.
  public var tlogProof: String {
    "c2sp.org/tlog-proof@v1\nindex \(logIndex)\n"
      + inclusionProof.map { $0.base64 + "\n" }.joined() + "\n" + checkpoint
  }
}

extension MerkleLog {
  /// The receipt of an entry.
  ///
  /// - Parameters:
  ///   - index: The entry's place.
  ///   - note: A signed checkpoint of this log with a size above `index`.
  ///   - metadata: The metadata document, if it is to be handed out.
  ///   - timestamps: Trusted timestamps of the entry's bytes.
  /// - Returns: The receipt.
  /// - Throws: `LogError`, `NoteError` or `ReceiptError`.
  public func receipt(
    for index: Int, under note: SignedNote, metadata: String? = nil,
    timestamps: [Receipt.Stamp] = []
  ) throws -> Receipt {
    let checkpoint = try Checkpoint(noteText: note.text)
    return try Receipt(
      entryBytes: entryBytes(at: index),
      proof: inclusionProof(of: index, inTreeOf: checkpoint.size), checkpoint: note,
      metadata: metadata, timestamps: timestamps)
  }

  /// An entry.
  ///
  /// - Parameter index: The entry's place, from 0.
  /// - Returns: The entry.
  /// - Throws: `LogError`, or `EntryError` when bytes were appended that are not an entry.
  public func entry(at index: Int) throws -> LogEntry {
    try LogEntry(bytes: entryBytes(at: index))
  }
}
