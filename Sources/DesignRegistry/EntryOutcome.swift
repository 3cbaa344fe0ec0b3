// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What became of one member of a group.
public struct EntryOutcome: Hashable, Sendable {
  /// Whether the design is new.
  public let isNew: Bool
  /// The design; when it was there already, as it was first registered.
  public let design: DesignRecord
  /// The fields that the entry said otherwise of a design that was there already, and that were not stored.
  public let notStored: [String]
}
