// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyAttacks
internal import MatchReporting

/// A picture to look up.
enum Query: Sendable {
  /// A copy of a registered design.
  case copy(of: EvaluationPicture, id: String, attack: CopyAttack)
  /// A picture that copies nothing.
  case stranger(EvaluationPicture)

  /// The query's name, without an ending for copies.
  var name: String {
    switch self {
    case .copy(let design, _, let attack):
      Self.flat(design.name) + "__" + attack.name
    case .stranger(let picture): "stranger__" + Self.flat(picture.name)
    }
  }

  /// A path as the name of one file, different for different paths, as addresses escape what they cannot hold.
  private static func flat(_ path: String) -> String {
    path.replacing("%", with: "%25").replacing("/", with: "%2F")
  }

  /// What came of it.
  ///
  /// - Parameter report: The answer; `nil` when there was none.
  /// - Returns: The outcome.
  func outcome(_ report: ReviewReport?) -> QueryOutcome {
    let (kind, origin): (String?, QueryOutcome.Origin?) =
      switch self {
      case .copy(let design, let id, let attack):
        (design.kind, QueryOutcome.Origin(design: id, attack: attack))
      case .stranger(let picture): (picture.kind, nil)
      }
    return QueryOutcome(
      name: origin == nil ? name : report?.query.file ?? name, kind: kind, origin: origin,
      answers: report?.matches ?? [], isUnjudged: report?.finding == .cannotJudge,
      elapsedMilliseconds: report?.elapsedMilliseconds ?? 0)
  }
}
