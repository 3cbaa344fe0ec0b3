// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a registry cannot do what it was asked.
public enum RegistryError: Error, Hashable, Sendable {
  /// There is no registry at `path`.
  case missing(path: String)
  /// The registry at `path` cannot be made; `reason` is the system's.
  case cannotCreate(path: String, reason: String)
  /// The registry at `path` knows migrations that this program does not.
  case superseded(path: String)
  /// Another process held the registry at `path` for longer than the busy timeout.
  case busy(path: String)
  /// Another process imports into the registry at `path`.
  case importRunning(path: String)
  /// What is at `path` is not a registry, or is damaged; `reason` is SQLite's.
  case unreadable(path: String, reason: String)
  /// Reading or writing `path` failed; `reason` is the system's.
  case storage(path: String, reason: String)
  /// Nothing can be written to the registry at `path`; `reason` says what was to be.
  case readOnly(path: String, reason: String)
  /// The log in the folder at `path` cannot be continued; `reason` says why.
  case log(path: String, reason: String)
  /// No design has this id.
  case noSuchDesign(id: String)
  /// Several designs begin with these digits.
  case ambiguousDesign(id: String)
  /// No kept review has this id.
  case noSuchReview(id: String)
  /// No key has this id.
  case noSuchKey(id: String)
  /// No import has this id.
  case noSuchImport(id: String)
}

extension RegistryError: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .missing:
      "there is no registry here; register a design first, or name another with --registry"
    case .cannotCreate(_, let reason):
      "a registry cannot be made here: \(reason)"
    case .superseded:
      "the registry was written by a newer version of this program; update the program, "
        + "or name another registry"
    case .busy:
      "another process holds the registry; try again in a moment"
    case .importRunning:
      "another process imports into this registry; try again when it has ended"
    case .unreadable(_, let reason):
      "this is not a registry, or it is damaged (\(reason)); restore it from a backup"
    case .storage(_, let reason):
      "the registry cannot be read or written: \(reason)"
    case .readOnly(_, let reason):
      "the registry's folder is read-only, so that it can be read and no more: \(reason)"
    case .log(_, let reason):
      "nothing is recorded without a log entry, and none can be made: \(reason)"
    case .noSuchDesign(let id) where id.count >= 6 && id.allSatisfy(\.isHexDigit):
      "the registry holds no design with this id"
    case .noSuchDesign:
      "the registry holds no design with this id, of which at least 6 digits are needed"
    case .ambiguousDesign:
      "several designs begin with these digits; give more of them"
    case .noSuchReview:
      "the registry holds no review with this id"
    case .noSuchKey:
      "the registry has no key with this id; selvedge keys list names them"
    case .noSuchImport:
      "there is no import with this id"
    }
  }
}
