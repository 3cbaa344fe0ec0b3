// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A control design and what was planted beside it.
public struct PlantedDesign: Codable, Hashable, Sendable {
  /// The control design's id.
  public let design: String
  /// The file name as it was registered.
  public let file: String
  /// How many pictures are planted beside it.
  public let pictures: Int
}
