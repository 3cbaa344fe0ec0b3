// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The part of a design's row that ties it to its original and to the log.
public struct DesignRow: Hashable, Sendable {
  /// The design's number in this registry, from 1.
  public let number: Int
  /// The design's id.
  public let design: String
  /// SHA-256 of the file's bytes, as the row has it; `nil` while the design is sealed.
  public let sha256: String?
  /// Where the design stands in the log; `nil` when it was never logged.
  public let place: LogPlace?
}
