// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// What a registry holds, counted in several ways.
public struct RegistryTallies: Hashable, Sendable {
  /// One count.
  public struct Count<Name: Hashable & Sendable>: Hashable, Sendable {
    /// What was counted.
    public let name: Name
    /// How many there are.
    public let count: Int

    init(_ name: Name, _ count: Int) {
      self.name = name
      self.count = count
    }
  }

  /// Designs by the month of their registration here, such as `2026-01`; months without any are left out.
  public var months: [Count<String>]
  /// Designs by bank.
  public var banks: [Count<DesignBank>]
  /// Designs with a date of each kind.
  public var dateKinds: [Count<DateKind>]
  /// Kept reviews by what they found, as their JSON names it.
  public var findings: [Count<String>]
}
