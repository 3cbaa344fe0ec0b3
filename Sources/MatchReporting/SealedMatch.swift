// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A design that looks like the picture and is sealed: nothing more of it is told than that it is there, and since
/// when.
public struct SealedMatch: Codable, Hashable, Sendable {
  /// The design's id; it says nothing of its picture.
  public var design: String
  /// When it was sealed: ISO 8601 in UTC.
  public var sealedAt: String

  /// Creates a match.
  ///
  /// - Parameters:
  ///   - design: The design's id.
  ///   - sealedAt: When it was sealed.
  public init(design: String, sealedAt: String) {
    self.design = design
    self.sealedAt = sealedAt
  }

  /// The match in a sentence, in English and in Chinese.
  public var sentence: (english: String, chinese: String) {
    (
      "A design that was sealed here at \(sealedAt) looks like the picture (\(design)); its picture, "
        + "title and holder are not told before it is revealed.",
      "\(sealedAt) 封存于本登记库的一件图案与此图相似（\(design)）；开封之前不公开其图片、名称和权利人（供参考）。"
    )
  }
}
