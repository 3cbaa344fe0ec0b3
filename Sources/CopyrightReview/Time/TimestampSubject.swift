// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a trusted timestamp is asked for.
///
/// Of a design, the bytes of its log entry are stamped: they hold the digests of the file, the pixels, the
/// fingerprint and the document with title, holders and dates, so that the stamp covers all of it. Of a kept review
/// likewise: its entry holds the digests of report and picture.
public struct TimestampSubject: Hashable, Sendable {
  /// The id of the design; `nil` for a review and a file.
  public let design: String?
  /// The log index of the stamped entry; `nil` for a file.
  public let index: Int?
  /// The bytes that are stamped.
  public let bytes: [UInt8]
}
