// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Which designs a review compares with, as one snapshot of the database has it.
public struct ComparedSet: Hashable, Sendable {
  /// The highest number of a design in the set, 0 when it is empty.
  public let lastNumber: Int
  /// Numbers up to the last that are not in the set: withdrawn designs, and those logged later.
  public let excluded: Set<Int>
  /// Numbers of the designs of the bank `control` in the set; a review names none of them.
  public let controls: Set<Int>
  /// Numbers of the designs in the set whose picture the registry does not have, as they are sealed.
  public let sealed: Set<Int>
  /// Those of the sealed designs with which nothing can be compared: another version of the engine made their
  /// fingerprints.
  public let sealedNotCompared: Set<Int>
  /// How many designs got the fingerprint that is compared when they were revealed, so long after their numbers.
  public let renewedCount: Int
  /// The pictures planted beside these designs, by number.
  public let planted: [PlantedPicture]
  /// The least size of the log at which it has everything that makes the set; `nil` when a design of
  /// the set has no entry.
  public let logSize: Int?
}
