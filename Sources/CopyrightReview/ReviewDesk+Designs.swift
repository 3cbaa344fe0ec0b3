// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

extension ReviewDesk {
  /// Looks a design up by its id.
  ///
  /// - Parameter id: The id, or at least its first 6 digits when no other design begins with them.
  /// - Returns: The design.
  /// - Throws: ``SelvedgeError`` with `designNotFound` when there is none.
  public func design(_ id: String) throws(SelvedgeError) -> DesignRecord {
    try registryWork { () throws(RegistryError) in try registry.design(id) }
  }

  /// The other file names under which a design's bytes were submitted.
  ///
  /// - Parameter design: The design.
  /// - Returns: The names in alphabetical order, without the first.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func aliases(of design: DesignRecord) throws(SelvedgeError) -> [String] {
    try registryWork { () throws(RegistryError) in try registry.aliases(of: design.number) }
  }

  /// Reads a design's original file.
  ///
  /// - Parameter id: The design's id, or its first digits.
  /// - Returns: The file, byte for byte as it came; its SHA-256 was checked.
  /// - Throws: ``SelvedgeError`` with `designNotFound` when there is no such design, `ioFailure` when the
  ///   file cannot be read or is not what was registered.
  public func original(of id: String) throws(SelvedgeError) -> Original {
    let design = try design(id)
    return Original(bytes: try storedOriginal(of: design), format: design.format)
  }

  /// Lists designs in the order in which they were registered.
  ///
  /// - Parameters:
  ///   - number: List designs after this number; `nil` begins with the first.
  ///   - limit: The most designs to list, at least 1.
  /// - Returns: The designs, by number.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func designs(after number: Int?, limit: Int) throws(SelvedgeError) -> [DesignRecord] {
    try registryWork { () throws(RegistryError) in
      try registry.designs(after: number ?? 0, limit: limit)
    }
  }

  /// Counts what the registry holds, in several ways.
  ///
  /// - Returns: The counts.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func tallies() throws(SelvedgeError) -> RegistryTallies {
    try registryWork { () throws(RegistryError) in try registry.tallies() }
  }

  /// Counts what the registry holds.
  ///
  /// - Returns: The numbers.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func statistics() throws(SelvedgeError) -> RegistryStatistics {
    try registryWork { () throws(RegistryError) in
      try registry.statistics(engine: ReviewDesk.engine)
    }
  }
}
