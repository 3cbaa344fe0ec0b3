// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why a file of the index cannot be used.
///
/// It can always be made anew from the database.
public enum SegmentFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file is not there or cannot be read; `reason` is the system's.
  case unreadable(reason: String)
  /// The file is something else.
  case notASegment
  /// Another version of the program wrote it.
  case otherForm(UInt32)
  /// Another engine made it, or its columns mean something else.
  case otherKind(SegmentKind)
  /// Its first page is not what was written.
  case damagedHeader
  /// It is longer or shorter than it says.
  case wrongByteCount(Int, expected: Int)
  /// It is not the file that the manifest speaks of.
  case notTheListed
  /// Bytes `first` up to `end` are not what was written.
  case damagedBody(first: Int, end: Int)
  /// It was made of other fingerprints than the database holds.
  case stale

  /// What is wrong.
  public var description: String {
    switch self {
    case .unreadable(let reason): "it cannot be read: \(reason)"
    case .notASegment: "this is not a file of an index"
    case .otherForm(let form): "it is of the unknown form \(form)"
    case .otherKind(let kind): "it is of engine \(kind.engine), layout \(kind.layout)"
    case .damagedHeader: "its first page is damaged"
    case .wrongByteCount(let byteCount, let expected):
      "it has \(byteCount) bytes, not \(expected)"
    case .notTheListed: "it is not the file that the manifest lists"
    case .damagedBody(let first, let end):
      "its bytes \(first) to \(end - 1) are not what was written"
    case .stale: "it was made of other fingerprints than the database holds"
    }
  }
}
