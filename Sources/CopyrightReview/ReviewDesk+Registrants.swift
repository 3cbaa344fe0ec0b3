// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
public import MatchReporting
internal import Provenance

extension ReviewDesk {
  /// Looks for what stands out in the registrations under each name.
  ///
  /// Every design's picture is read and looked up again, so this takes about as long as registering all of them.
  /// A look-alike is by others when no holder or registrant of the two designs is spelt alike, and earlier as
  /// ``DateConflict`` has it; motifs of the public domain and planted designs do not count.
  ///
  /// - Parameters:
  ///   - least: The fewest designs of a name to be listed.
  ///   - jobs: How many threads decode, at least 1.
  ///   - progress: Is told how many designs are done, of how many.
  /// - Returns: The names, those with most flags first, then those with most designs.
  /// - Throws: ``SelvedgeError`` when the registry fails or an original cannot be read.
  public func registrants(
    least: Int = 3, jobs: Int = 1, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(SelvedgeError) -> [RegistrantPattern] {
    let scope = try catchUp().scope
    let numbers = try registryWork { () throws(RegistryError) in
      try registry.numbers(in: .registered).sorted()
    }
    var tallies: [String: RegistrantTally] = [:]
    var failure: SelvedgeError?
    OrderedWork.run(count: numbers.count, jobs: jobs) { place in
      Result { () throws(SelvedgeError) in try self.examine(numbers[place], among: scope) }
    } handOver: { place, results in
      do throws(SelvedgeError) {
        for result in results {
          guard let (design, earlier) = try result.get() else { continue }
          var counted: Set<String> = []
          for name in design.details.names {
            let key = HolderName.key(name)
            // A holder who is the registrant, too, however spelt, has one design here.
            guard counted.insert(key).inserted else { continue }
            tallies[key, default: RegistrantTally(name: name)].count(design, earlier: earlier)
          }
        }
        progress(place + results.count, numbers.count)
        return true
      } catch {
        failure = error
        return false
      }
    }
    if let failure { throw failure }
    return tallies.values.map(\.pattern).filter { $0.designs >= least }.sorted {
      ($1.flags.count, $1.designs, $0.name) < ($0.flags.count, $0.designs, $1.name)
    }
  }

  /// A design, and the earlier look-alikes of others.
  private func examine(
    _ number: Int, among scope: ComparisonScope
  ) throws(SelvedgeError) -> (design: DesignRecord, earlier: [DesignRecord])? {
    let design = try registryWork { () throws(RegistryError) in
      try registry.designs(numbered: [number])[number]
    }
    guard let design else { return nil }
    let picture = Picture(name: design.file, bytes: try storedOriginal(of: design))
    let query = QueryPicture(of: try Fingerprinter.analyse(picture).analysis)
    let found = try matches(
      for: query, of: picture, limit: ReviewDesk.commonnessReach, among: scope
    ).matches
    let alike = found.filter { $0.isFlagged && $0.number != number }.map(\.number)
    let others = try registryWork { () throws(RegistryError) in
      try registry.designs(numbered: alike)
    }
    let earlier = alike.compactMap { others[$0] }.filter { other in
      other.details.bank == .registered
        && !HolderName.share(design.details.names, other.details.names)
        && DateConflict(claimed: design.dates, found: other.dates)?.basis == .earlier
    }
    return (design, earlier)
  }
}

extension DesignDetails {
  /// Everybody in whose name the design is registered.
  fileprivate var names: [String] { holders + (registrant.map { [$0] } ?? []) }
}

/// What was counted under one name.
private struct RegistrantTally {
  let name: String
  private var designs = 0
  private var withEarlier = 0
  private var others: Set<String> = []
  private var distances: [Int] = []
  private var days: [Int] = []

  init(name: String) { self.name = name }

  mutating func count(_ design: DesignRecord, earlier: [DesignRecord]) {
    designs += 1
    if !earlier.isEmpty { withEarlier += 1 }
    others.formUnion(earlier.flatMap(\.details.holders).map(HolderName.key))
    let registered = design.dates.first { $0.kind == .registration }?.date.knownDay
    let created = design.dates.first { $0.kind == .claimedCreation }?.date.knownDay
    // A deposit is no registration: an office brings many people's designs in one night.
    if let registered { days.append(registered) }
    if let registered, let created { distances.append(registered - created) }
  }

  var pattern: RegistrantPattern {
    RegistrantPattern(
      name: name, designs: designs, withEarlierLookAlike: withEarlier, others: others.count,
      distances: distances, days: days)
  }
}
