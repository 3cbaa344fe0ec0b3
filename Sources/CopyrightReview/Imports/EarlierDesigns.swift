// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import DesignRegistry

/// What the rows of an import are compared with: the designs that are registered, and behind them the rows of the
/// group that is about to be committed, each under the number it would get if it were committed alone.
///
/// A search is told the number before which to look, so a row sees what a search would see once everything before it
/// is registered: how many designs there are, how many of them share a feature, which of them are alike.
struct EarlierDesigns: Sendable {
  private let desk: ReviewDesk
  private let engine: MatchEngine
  private let registered: ComparisonScope
  /// The number of the group's first row.
  private let firstNumber: Int
  /// The designs of the group, by number; repeated bytes and what is never named are not among them.
  private var group: [Int: PreparedEntry] = [:]

  /// Puts the designs of a group behind those that are registered.
  ///
  /// - Parameters:
  ///   - rows: The group.
  ///   - registered: What is registered and compared.
  ///   - desk: Where it is registered; its index speaks for all of `registered`.
  /// - Complexity: O(rows), and one copy of the part of the index that is not in segments.
  init(of rows: [PreparedRow], behind registered: ComparisonScope, in desk: ReviewDesk) {
    self.desk = desk
    let index = desk.engine.index
    engine = MatchEngine(index)
    firstNumber = max(registered.lastNumber, index.lastNumber) + 1
    // Other work may have brought the index further than what was registered when the scope was read.
    self.registered = ComparisonScope(
      lastNumber: registered.lastNumber,
      excluded: registered.excluded.union(registered.lastNumber + 1..<firstNumber),
      sealed: registered.sealed)
    var seen: Set<String> = []
    var added: [(number: Int, fingerprint: Fingerprint)] = []
    for (position, row) in rows.enumerated() {
      guard case .success(let prepared) = row.entry, case .new(let design) = prepared.entry,
        let fingerprint = prepared.fingerprint, design.details.bank != .control,
        seen.insert(design.original.sha256).inserted
      else { continue }
      group[firstNumber + position] = prepared
      added.append((firstNumber + position, fingerprint))
    }
    engine.add(added)
  }

  /// Looks a row up among everything before it, with closer looks where the first leaves doubt.
  ///
  /// - Parameters:
  ///   - query: What to look for.
  ///   - picture: The picture it was made of.
  ///   - position: The row's position in the group.
  /// - Returns: The designs most like it, strongest first.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  func matches(
    for query: QueryPicture, of picture: Picture, at position: Int
  ) throws(SelvedgeError) -> [EngineMatch] {
    var looks = CloserLooks(of: picture)
    let scope = ComparisonScope(
      lastNumber: firstNumber + position - 1, excluded: registered.excluded,
      sealed: registered.sealed)
    return try engine.matches(for: query, limit: 5, among: scope) { number throws(SelvedgeError) in
      if let own = group[number] { return own.fingerprint }
      return try desk.fingerprint(of: number)
    } closerLook: { match throws(SelvedgeError) in
      guard !isSealed(match.number), let design = try original(of: match.number) else { return nil }
      return try looks.measurements(of: match, with: design)
    }.matches
  }

  private func original(of number: Int) throws(SelvedgeError) -> Picture? {
    if let own = group[number] { return own.picture }
    return try desk.pictureForCloserLook(of: number)
  }

  /// The ids under which designs are or will be registered, by number.
  func ids(_ numbers: [Int]) throws(SelvedgeError) -> [Int: String] {
    var ids = try desk.comparableDesigns(numbers.filter { group[$0] == nil })
    for number in numbers {
      if case .new(let design)? = group[number]?.entry {
        ids[number] = String(design.original.sha256.prefix(24))
      }
    }
    return ids
  }

  /// Whether a design is sealed, so that nothing is told of it but that it is there.
  func isSealed(_ number: Int) -> Bool { registered.sealed.contains(number) }
}
