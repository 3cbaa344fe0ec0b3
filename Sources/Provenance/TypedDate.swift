// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A date, what happened on it, and what proves it.
///
/// As text: `firstPublication=2024-03-05;Heimtextil catalogue, page 12`. The full-width signs `＝` and `；` will do.
public struct TypedDate: Hashable, Sendable {
  /// What happened.
  public let kind: DateKind
  /// When, as exactly as it is known.
  public let date: PartialDate
  /// Where the proof is, in the submitter's words.
  public let note: String?

  /// Creates a typed date.
  ///
  /// - Parameters:
  ///   - kind: What happened.
  ///   - date: When.
  ///   - note: Where the proof is.
  public init(_ kind: DateKind, _ date: PartialDate, note: String? = nil) {
    self.kind = kind
    self.date = date
    self.note = note
  }

  /// Reads a date that a submitter gives, as `kind=date` or `kind=date;note`.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - defaultKind: The kind of a date that names none; `nil` refuses such a date.
  /// - Throws: ``DateTextError``.
  public init(
    submitted text: some StringProtocol, defaultKind: DateKind? = nil
  ) throws(DateTextError) {
    let halves = text.split(maxSplits: 1, omittingEmptySubsequences: false) {
      $0 == ";" || $0 == "；"
    }
    let head = halves.first.map { narrowed(trimmed($0)) } ?? ""
    let sides = head.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let kind: DateKind
    if sides.count == 2 {
      guard let named = DateKind(written: trimmed(sides[0])) else {
        throw .unknownKind(trimmed(sides[0]))
      }
      kind = named
    } else if let defaultKind {
      kind = defaultKind
    } else {
      throw .noKind(trimmed(text))
    }
    guard kind.isSubmittable else { throw .notSubmittable(kind) }
    let note = halves.count == 2 ? trimmed(halves[1]) : ""
    self.init(kind, try PartialDate(sides.last ?? ""), note: note.isEmpty ? nil : note)
  }

  /// Reads several dates, one a line or with bars between: `firstSale=2024 | crawled=2024-06`.
  ///
  /// - Parameter text: The text; empty entries are passed over.
  /// - Returns: The dates, in order.
  /// - Throws: ``DateTextError`` for the first that is none.
  public static func list(submitted text: String) throws(DateTextError) -> [TypedDate] {
    var dates: [TypedDate] = []
    for entry in listEntries(text) { dates.append(try TypedDate(submitted: entry)) }
    return dates
  }
}

extension TypedDate: CustomStringConvertible {
  /// The date as it is given: `kind=date;note`.
  public var description: String { "\(kind.rawValue)=\(date.text)" + (note.map { ";" + $0 } ?? "") }
}

extension TypedDate: Codable {
  private enum CodingKeys: String, CodingKey {
    case kind, date, precision, rank, note
  }

  /// Reads a typed date.
  ///
  /// - Parameter decoder: Where to read from.
  /// - Throws: `DecodingError` when it is none.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    kind = try fields.decode(DateKind.self, forKey: .kind)
    note = try fields.decodeIfPresent(String.self, forKey: .note)
    let text = try fields.decode(String.self, forKey: .date)
    do {
      date = try PartialDate(text)
    } catch {
      throw DecodingError.dataCorruptedError(
        forKey: .date, in: fields, debugDescription: error.description)
    }
  }

  /// Writes the date with its precision and the rank of its kind, which a reader would otherwise have to work out.
  ///
  /// - Parameter encoder: Where to write to.
  /// - Throws: `EncodingError` when the encoder cannot take a field.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(kind, forKey: .kind)
    try fields.encode(date.text, forKey: .date)
    try fields.encode(date.precision, forKey: .precision)
    try fields.encode(kind.rank, forKey: .rank)
    try fields.encodeIfPresent(note, forKey: .note)
  }
}

extension Sequence<TypedDate> {
  /// The dates from the hardest kind to the softest, and within a kind from the earliest on.
  ///
  /// - Returns: The dates; equal ones keep their order.
  public func rankedByKind() -> [TypedDate] {
    enumerated().sorted { first, second in
      let (one, two) = (first.element, second.element)
      if one.kind != two.kind { return one.kind.rank > two.kind.rank }
      if one.date.firstDay != two.date.firstDay { return one.date.firstDay < two.date.firstDay }
      return first.offset < second.offset
    }.map(\.element)
  }
}
