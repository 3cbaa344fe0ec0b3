// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What happened to a design on a date, and so how hard that date is to bend.
///
/// The kinds are declared from the hardest to the softest; this table is the only place that ranks them.
///
/// | rank | kind | who would have to be wrong, or bent |
/// |---|---|---|
/// | 8 | `depositedHere` | this registry, which writes the moment itself when the picture arrives |
/// | 7 | `trustedTimestamp` | a timestamp authority that signed the picture's digest |
/// | 6 | `thirdPartyFiling` | a court, notary or office that keeps the picture in its own file |
/// | 5 | `registration` | a copyright office; it dates the form, and does not test what the form says |
/// | 4 | `firstPublication` | the public that saw it: a catalogue, a fair, a shop page |
/// | 3 | `firstSale` | two parties and their books: a contract, an invoice |
/// | 2 | `crawled` | the page that was read; the reading is ours, the page's own date is not |
/// | 1 | `claimedCreation` | nobody but the claimant, whose word is all there is |
///
/// A rank says which kind outweighs which where two dates compete. It is no measure of truth: a hard date can
/// be that of a copy.
public enum DateKind: String, CaseIterable, Codable, Hashable, Sendable {
  /// The picture's file came into this registry. Written by the registry alone, never by a submitter.
  case depositedHere
  /// A timestamp authority signed the picture's digest. Written by the registry alone, when it has verified the token.
  case trustedTimestamp
  /// Somebody with no stake filed the picture: a court, a notary, another office.
  case thirdPartyFiling
  /// A copyright office registered the design.
  case registration
  /// The design was first shown to the public.
  case firstPublication
  /// The design, or cloth with it, was first sold.
  case firstSale
  /// The picture was found on a public page.
  case crawled
  /// When the design was made, as its claimant says.
  case claimedCreation

  /// How hard a date of this kind is to bend, 1...8; see the table above.
  public var rank: Int {
    switch self {
    case .depositedHere: 8
    case .trustedTimestamp: 7
    case .thirdPartyFiling: 6
    case .registration: 5
    case .firstPublication: 4
    case .firstSale: 3
    case .crawled: 2
    case .claimedCreation: 1
    }
  }

  /// Whether nothing but the claimant's word stands behind a date of this kind.
  public var isClaimOnly: Bool { self == .claimedCreation }

  /// Whether a submitter may give a date of this kind; the registry writes the others when it has seen to them itself.
  public var isSubmittable: Bool { self != .depositedHere && self != .trustedTimestamp }

  /// The kind as an English reader says it, after "the date of".
  public var englishName: String {
    switch self {
    case .depositedHere: "deposit in this registry"
    case .trustedTimestamp: "trusted timestamp"
    case .thirdPartyFiling: "filing with a third party"
    case .registration: "registration"
    case .firstPublication: "first publication"
    case .firstSale: "first sale"
    case .crawled: "sighting on a public page"
    case .claimedCreation: "claimed creation"
    }
  }

  /// The kind as a Chinese reader says it.
  public var chineseName: String {
    switch self {
    case .depositedHere: "本登记库存入"
    case .trustedTimestamp: "可信时间戳"
    case .thirdPartyFiling: "第三方存档"
    case .registration: "著作权登记"
    case .firstPublication: "首次发表"
    case .firstSale: "首次销售"
    case .crawled: "公开网页发现"
    case .claimedCreation: "主张的创作"
    }
  }

  /// What a kind was called in Chinese before; tables that people keep still say it.
  private var formerChineseName: String? { self == .claimedCreation ? "自称创作" : nil }

  /// Reads a kind as people write it: `firstPublication`, `first-publication`, `首次发表`.
  ///
  /// - Parameter text: The text; case, hyphens, underscores and blanks do not matter.
  public init?(written text: some StringProtocol) {
    func folded(_ text: some StringProtocol) -> String {
      text.lowercased().filter { !"-_ ".contains($0) }
    }
    let text = folded(text)
    guard
      let kind = DateKind.allCases.first(where: {
        let names = [$0.chineseName, $0.formerChineseName].compactMap(\.self)
        return folded($0.rawValue) == text || names.contains { $0 == text || $0 + "日期" == text }
      })
    else { return nil }
    self = kind
  }
}
