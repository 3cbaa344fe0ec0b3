// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why bytes are not a log entry, or a value cannot become one.
public enum EntryError: Error, Hashable, Sendable {
  /// The bytes are not a canonical JSON object with a type and a version.
  case notCanonical
  /// A known type lacks a member, or a member has a wrong form or is not known.
  case malformedMember(type: String, member: String)
  /// The text is not an instant in UTC such as `2026-11-23T15:04:05.678Z`.
  case malformedTime(String)
}

extension EntryError: CustomStringConvertible {
  /// One line that names what is wrong.
  public var description: String {
    switch self {
    case .notCanonical:
      "the entry is not a JSON object in canonical spelling with the members type and v"
    case .malformedMember(let type, let member):
      "the \(type) entry's member \"\(member)\" is missing, of a wrong form or not known"
    case .malformedTime(let text):
      "\"\(text)\" is not a time; write it in UTC as 2026-11-23T15:04:05.678Z"
    }
  }
}
