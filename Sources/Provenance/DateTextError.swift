// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a text is not a date, or not a typed one.
public enum DateTextError: Error, Hashable, Sendable {
  /// The text has none of the forms of a date.
  case notADate(String)
  /// A part of the date is not in the calendar.
  case outOfRange(String, part: String)
  /// A moment whose zone is not told.
  case noZone(String)
  /// There is no `kind=` before the date.
  case noKind(String)
  /// No kind has this name.
  case unknownKind(String)
  /// Only the registry writes dates of this kind.
  case notSubmittable(DateKind)
}

extension DateTextError: CustomStringConvertible {
  /// What is wrong, and what to write instead.
  public var description: String {
    switch self {
    case .notADate(let text):
      "\"\(text.prefix(60))\" is not a date; write 2024, 2024-03, 2024-03-05 or "
        + "2024-03-05T12:00:00+08:00"
    case .outOfRange(let text, let part):
      "\"\(text.prefix(60))\" is not in the calendar: look at its \(part)"
    case .noZone(let text):
      "\"\(text.prefix(60))\" names a time but no zone; add Z or +08:00"
    case .noKind(let text):
      "\"\(text.prefix(60))\" does not say what happened on that date; write kind=date, "
        + "such as firstPublication=2024-03-05"
    case .unknownKind(let text):
      "there is no kind of date \"\(text.prefix(60))\"; there is: "
        + DateKind.allCases.filter(\.isSubmittable).map(\.rawValue).joined(separator: ", ")
    case .notSubmittable(.trustedTimestamp):
      "trustedTimestamp is written by the registry itself when it has verified a token; attach the "
        + "token with selvedge timestamp, or give the date as thirdPartyFiling"
    case .notSubmittable(let kind):
      "\(kind.rawValue) is written by the registry itself when the picture arrives; leave it out"
    }
  }
}
