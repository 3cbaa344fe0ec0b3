// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What came of searching one planted picture, as a review searches the picture in question.
public struct ControlSearch: Codable, Hashable, Sendable {
  /// The planted picture's number in the registry.
  public var number: Int
  /// What it is.
  public var kind: ControlKind
  /// The id of the control design that it belongs to.
  public var design: String
  /// SHA-256 of the picture's file, 64 lower-case hexadecimal digits.
  public var pictureSHA256: String
  /// Whether the search gave what it must: of a copy its design as the strongest match, flagged, and no other;
  /// of a stranger nothing that is flagged.
  public var cameOutRight: Bool
  /// Of a copy, the strength of the match with its design, 0...100, 0 when it was not found; of a stranger, that of
  /// its strongest match.
  public var score: Double
  /// Designs that were flagged and should not have been, strongest first.
  public var wronglyFlagged: [String]
  /// Why the picture could not be searched; else `nil`.
  public var problem: String?

  enum CodingKeys: String, CodingKey {
    case number, kind, design
    case pictureSHA256 = "pictureSha256"
    case cameOutRight, score, wronglyFlagged, problem
  }

  /// Creates what came of a search.
  ///
  /// - Parameters:
  ///   - number: The planted picture's number in the registry.
  ///   - kind: What it is.
  ///   - design: The id of its control design.
  ///   - pictureSHA256: SHA-256 of its file, in hexadecimal.
  ///   - cameOutRight: Whether the search gave what it must.
  ///   - score: The strength of the match with its design, or of a stranger's strongest match.
  ///   - wronglyFlagged: Designs that were flagged and should not have been.
  ///   - problem: Why the picture could not be searched.
  public init(
    number: Int, kind: ControlKind, design: String, pictureSHA256: String, cameOutRight: Bool,
    score: Double, wronglyFlagged: [String] = [], problem: String? = nil
  ) {
    self.number = number
    self.kind = kind
    self.design = design
    self.pictureSHA256 = pictureSHA256
    self.cameOutRight = cameOutRight
    self.score = score
    self.wronglyFlagged = wronglyFlagged
    self.problem = problem
  }

  /// What came of it, in both languages: `mirrored copy 3 found (98.2)`.
  public var line: (english: String, chinese: String) {
    let strength = fixed(score, 1)
    if let problem {
      return (
        "planted picture \(number) was not searched: \(problem)",
        "第 \(number) 张对照图未能检索：\(problem)"
      )
    }
    let others = wronglyFlagged.joined(separator: ", ")
    switch (kind, cameOutRight) {
    case (.stranger, true):
      return ("stranger \(number) let go (\(strength))", "第 \(number) 张无关图未误报（\(strength)）")
    case (.stranger, false):
      return (
        "stranger \(number) was flagged with \(others) (\(strength))",
        "第 \(number) 张无关图被误报为与 \(others) 相似（\(strength)）"
      )
    case (_, true):
      return (
        "\(kind.englishName) copy \(number) found (\(strength))",
        "第 \(number) 张\(kind.chineseName)副本已查出（\(strength)）"
      )
    case (_, false) where wronglyFlagged.isEmpty:
      return (
        "\(kind.englishName) copy \(number) of control \(design) was missed (\(strength))",
        "第 \(number) 张\(kind.chineseName)副本（对照图案 \(design)）未查出（\(strength)）"
      )
    case (_, false):
      return (
        "\(kind.englishName) copy \(number) of control \(design) (\(strength)) was flagged with "
          + others,
        "第 \(number) 张\(kind.chineseName)副本（对照图案 \(design)，\(strength)）被误报为与 \(others) 相似"
      )
    }
  }
}
