// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// What a submitter may say about a design; every field is optional and none is checked against the picture.
public struct DesignDetails: Hashable, Sendable {
  /// The design's title.
  public var title: String?
  /// Who holds the rights, as claimed, in the order given.
  public var holders: [String]
  /// Who submits the design, when that is not the holder.
  public var registrant: String?
  /// The number under which an office registered the design.
  public var registrationNumber: String?
  /// Where the picture comes from.
  public var source: String?
  /// Anything else.
  public var notes: String?
  /// Why the registry holds the design.
  public var bank: DesignBank
  /// What happened to the design, and when, from the hardest kind to the softest.
  public var dates: [TypedDate]

  /// Creates details.
  ///
  /// - Parameters:
  ///   - title: The design's title.
  ///   - holders: Who holds the rights, as claimed.
  ///   - registrant: Who submits the design.
  ///   - registrationNumber: The number under which an office registered it.
  ///   - source: Where the picture comes from.
  ///   - notes: Anything else.
  ///   - bank: Why the registry holds the design.
  ///   - dates: What happened to the design, and when.
  public init(
    title: String? = nil, holders: [String], registrant: String? = nil,
    registrationNumber: String? = nil, source: String? = nil, notes: String? = nil,
    bank: DesignBank = .registered, dates: [TypedDate] = []
  ) {
    self.title = title
    self.holders = holders
    self.registrant = registrant
    self.registrationNumber = registrationNumber
    self.source = source
    self.notes = notes
    self.bank = bank
    self.dates = dates.rankedByKind()
  }

  /// Creates details of a design with one holder, or none.
  ///
  /// - Parameters:
  ///   - title: The design's title.
  ///   - holder: Who holds the rights, as claimed.
  ///   - registrant: Who submits the design.
  ///   - registrationNumber: The number under which an office registered it.
  ///   - source: Where the picture comes from.
  ///   - notes: Anything else.
  public init(
    title: String? = nil, holder: String? = nil, registrant: String? = nil,
    registrationNumber: String? = nil, source: String? = nil, notes: String? = nil
  ) {
    self.init(
      title: title, holders: holder.map { [$0] } ?? [], registrant: registrant,
      registrationNumber: registrationNumber, source: source, notes: notes)
  }

  /// The same with the first of equal holders and of equal dates.
  public var withoutRepeats: DesignDetails {
    var details = self
    details.holders = Self.firsts(of: holders)
    details.dates = Self.firsts(of: dates)
    return details
  }

  private static func firsts<Entry: Hashable>(of entries: [Entry]) -> [Entry] {
    var known: Set<Entry> = []
    return entries.filter { known.insert($0).inserted }
  }

  /// All holders as one text, `nil` when there is none.
  public var holder: String? { holders.isEmpty ? nil : holders.joined(separator: "; ") }
}

extension DesignDetails {
  private enum CodingKeys: String, CodingKey {
    case title, holder, holders, registrant, registrationNumber, source, notes, bank, dates
  }

  /// Reads details that stand among the fields of a design's record.
  ///
  /// - Parameter decoder: Where to read from; fields that are missing have their empty value.
  /// - Throws: `DecodingError` when a field is of another kind.
  init(fromRecord decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    title = try fields.decodeIfPresent(String.self, forKey: .title)
    registrant = try fields.decodeIfPresent(String.self, forKey: .registrant)
    registrationNumber = try fields.decodeIfPresent(String.self, forKey: .registrationNumber)
    source = try fields.decodeIfPresent(String.self, forKey: .source)
    notes = try fields.decodeIfPresent(String.self, forKey: .notes)
    bank = try fields.decodeIfPresent(DesignBank.self, forKey: .bank) ?? .registered
    if let names = try fields.decodeIfPresent([String].self, forKey: .holders) {
      holders = names
    } else {
      holders = try fields.decodeIfPresent(String.self, forKey: .holder).map { [$0] } ?? []
    }
    let all = try fields.decodeIfPresent([TypedDate].self, forKey: .dates) ?? []
    dates = all.filter { $0.kind != .depositedHere }.rankedByKind()
  }

  /// Writes the details among the fields of a design's record.
  ///
  /// - Parameters:
  ///   - encoder: Where to write to.
  ///   - dates: The dates to write, among them the registry's own.
  /// - Throws: `EncodingError` when the encoder cannot take a field.
  func encode(intoRecord encoder: any Encoder, dates: [TypedDate]) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encodeIfPresent(title, forKey: .title)
    try fields.encodeIfPresent(holder, forKey: .holder)
    try fields.encode(holders, forKey: .holders)
    try fields.encodeIfPresent(registrant, forKey: .registrant)
    try fields.encodeIfPresent(registrationNumber, forKey: .registrationNumber)
    try fields.encodeIfPresent(source, forKey: .source)
    try fields.encodeIfPresent(notes, forKey: .notes)
    try fields.encode(bank, forKey: .bank)
    try fields.encode(dates, forKey: .dates)
  }
}
