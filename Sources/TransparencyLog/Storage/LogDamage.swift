// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A place in the log's files where the bytes are not what was written.
public struct LogDamage: Hashable, Sendable {
  /// The file's name in the log's folder.
  public let file: String
  /// Where in the file, in bytes from its beginning: the wrong byte itself, or the first byte of
  /// `byteCount` of which at least one is wrong.
  public let offset: Int
  /// How many bytes the damage lies within; 1 if the byte is known.
  public let byteCount: Int
  /// The entry that the bytes belong to, if they belong to one.
  public let entry: Int?
  /// What the bytes are: a record's length, an entry's content, a node's hash and so on.
  public let part: String

  /// Creates the name of a damage.
  ///
  /// - Parameters:
  ///   - file: The file's name in the log's folder.
  ///   - offset: Where in the file, in bytes from its beginning.
  ///   - byteCount: How many bytes the damage lies within.
  ///   - entry: The entry that the bytes belong to.
  ///   - part: What the bytes are.
  public init(file: String, offset: Int, byteCount: Int = 1, entry: Int? = nil, part: String) {
    self.file = file
    self.offset = offset
    self.byteCount = byteCount
    self.entry = entry
    self.part = part
  }
}

extension LogDamage: CustomStringConvertible {
  /// One line that names file, place and entry.
  public var description: String {
    let place = byteCount == 1 ? "byte \(offset)" : "bytes \(offset) to \(offset + byteCount - 1)"
    return "\(file): \(place) (\(part)\(entry.map { " of entry \($0)" } ?? "")) "
      + "\(byteCount == 1 ? "is" : "are") not what was written"
  }
}
