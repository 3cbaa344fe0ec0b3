// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A picture was planted that later reviews search for, to show that the search itself works.
///
/// In the log it is of type `picturePlanted`, version 1; see ``LogEntry`` for the bytes.
public struct PicturePlanted: EntryPayload {
  static let type = "picturePlanted"

  /// When it was recorded, by the registry's clock.
  public let at: LogTime
  /// The id of the control design that the picture belongs to.
  public let design: String
  /// What was done to the control design to get the picture, or `stranger` when it is a copy of nothing.
  public let kind: String
  /// The SHA-256 of the picture file.
  public let file: Digest256

  /// Creates the entry's content.
  ///
  /// - Parameters:
  ///   - at: When it was recorded, by the registry's clock.
  ///   - design: The id of the control design that the picture belongs to.
  ///   - kind: What was done to the control design, or `stranger`.
  ///   - file: The SHA-256 of the picture file.
  public init(at: LogTime, design: String, kind: String, file: Digest256) {
    self.at = at
    self.design = design
    self.kind = kind
    self.file = file
  }

  init(at: LogTime, members: inout EntryMembers) throws(EntryError) {
    self.at = at
    design = try members.string("design")
    kind = try members.string("kind")
    file = try members.digest("file")
  }

  var members: [String: CanonicalObject.Value] {
    ["design": .string(design), "kind": .string(kind), "file": .digest(file)]
  }
}
