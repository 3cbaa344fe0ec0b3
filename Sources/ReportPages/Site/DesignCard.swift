// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A design as the pages of a service show it.
public struct DesignCard: Sendable {
  /// A date that is known of the design.
  public struct Day: Sendable {
    /// What happened on it.
    public let kind: Phrase
    /// The date as it was given.
    public let date: String

    /// Creates a day.
    ///
    /// - Parameters:
    ///   - kind: What happened on it.
    ///   - date: The date as it was given.
    public init(kind: Phrase, date: String) {
      self.kind = kind
      self.date = date
    }
  }

  /// The design's id.
  public let id: String
  /// The title, or the file name where there is none.
  public let name: String
  /// What is told of the design besides: a label and a value in each row.
  public let rows: [(label: Phrase, value: String)]
  /// Its dates, the hardest first.
  public let dates: [Day]
  /// Whether the registry does not have its picture, as it is sealed.
  public let isSealed: Bool
  /// Whether its receipt may be had.
  public let hasReceipt: Bool
  /// The day on which it was withdrawn, `2026-03-05`; `nil` when it was not.
  public var withdrawnOn: String?

  /// Creates a card.
  ///
  /// - Parameters:
  ///   - id: The design's id.
  ///   - name: The title, or the file name where there is none.
  ///   - rows: What is told of the design besides.
  ///   - dates: Its dates, the hardest first.
  ///   - isSealed: Whether the registry does not have its picture.
  ///   - hasReceipt: Whether its receipt may be had.
  public init(
    id: String, name: String, rows: [(label: Phrase, value: String)] = [], dates: [Day] = [],
    isSealed: Bool = false, hasReceipt: Bool = true
  ) {
    self.id = id
    self.name = name
    self.rows = rows
    self.dates = dates
    self.isSealed = isSealed
    self.hasReceipt = hasReceipt
  }

  func fields(_ language: PageLanguage) -> Fields {
    var fields: Fields = [
      "id": id, "name": name, "isSealed": isSealed, "hasReceipt": hasReceipt,
      "hasDates": !dates.isEmpty,
      "rows": rows.map { ["label": language.words($0.label), "value": $0.value] as Fields },
      "dates": dates.map { ["kind": language.words($0.kind), "date": $0.date] as Fields },
    ]
    if let withdrawnOn { fields["withdrawn"] = ["day": withdrawnOn] as Fields }
    return fields
  }
}
