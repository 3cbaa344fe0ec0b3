// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Two dates that speak against each other: a claimant's, and that of a look-alike of somebody else.
///
/// The rules, in order; the first that applies decides.
///
/// 1. Of the claimed dates those with more than the claimant's word behind them count, and of these the earliest;
///    a claimed creation counts when there is nothing else. One sound date is worth more than an early word.
/// 2. ``Basis/earlier``: a date of the look-alike lies certainly before that date. A look-alike's own claimed
///    creation does so only against another claimed creation.
/// 3. ``Basis/harder``: no date is certainly earlier, but one overlaps the claimed date, is known at least as
///    exactly, and is of a harder kind.
/// 4. ``Basis/withinReach``: the claim rests on a claimed creation alone, and a harder date of the look-alike
///    follows it within two years. Creation dates were moved back by about a year in series of bad registrations,
///    so such a claim asks for its drafts; but nothing here is known to be earlier, so it raises no alert.
///
/// "Certainly" respects precision, see ``PartialDate/isCertainlyBefore(_:)``: a date known to the year never beats
/// a day inside that year.
public struct DateConflict: Hashable, Sendable {
  /// Which rule found the conflict.
  public enum Basis: String, CaseIterable, Codable, Hashable, Sendable {
    /// The look-alike is certainly earlier.
    case earlier
    /// The look-alike is of the same time, and its date is harder to bend.
    case harder
    /// The look-alike is later, but by less than a bare word can bend.
    case withinReach

    /// Whether the conflict makes the look-alike an earlier one.
    public var raisesAlert: Bool { self != .withinReach }
  }

  /// How far a claimed creation may have been moved back, in days.
  public static let reachInDays = 731

  /// The claimant's date.
  public let claimed: TypedDate
  /// The look-alike's date.
  public let found: TypedDate
  /// Which rule found the conflict.
  public let basis: Basis

  /// The date of a claim that counts, by the first rule.
  ///
  /// - Parameter claimed: The claimant's dates.
  /// - Returns: The date; `nil` when none is claimed.
  public static func counting(of claimed: [TypedDate]) -> TypedDate? {
    let sound = claimed.filter { !$0.kind.isClaimOnly }
    return (sound.isEmpty ? claimed : sound).min { $0.date.firstDay < $1.date.firstDay }
  }

  /// Finds the conflict between a claim and a look-alike; `nil` when nothing speaks against the claim.
  ///
  /// - Parameters:
  ///   - claimed: The claimant's dates.
  ///   - found: The look-alike's dates.
  public init?(claimed: [TypedDate], found: [TypedDate]) {
    guard let claim = Self.counting(of: claimed) else { return nil }
    let competing = found.rankedByKind().filter { !$0.kind.isClaimOnly || claim.kind.isClaimOnly }
    self.claimed = claim
    if let earlier = competing.first(where: { $0.date.isCertainlyBefore(claim.date) }) {
      (self.found, basis) = (earlier, .earlier)
      return
    }
    let harder = competing.filter { $0.kind.rank > claim.kind.rank }
    if let same = harder.first(where: {
      $0.date.overlaps(claim.date) && $0.date.precision >= claim.date.precision
    }) {
      (self.found, basis) = (same, .harder)
      return
    }
    guard claim.kind.isClaimOnly,
      let near = harder.first(where: {
        $0.date.firstDay - claim.date.firstDay <= DateConflict.reachInDays
      })
    else { return nil }
    (self.found, basis) = (near, .withinReach)
  }
}
