// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An import as the pages of a service show it.
public struct ImportCard: Sendable {
  /// One row of its manifest.
  public struct Row: Sendable {
    /// The row as a spreadsheet counts it.
    public let row: Int
    /// The file as the row names it.
    public let file: String
    /// How it ended.
    public let status: Phrase
    /// Whether it made no design.
    public let isRejected: Bool
    /// The design's id.
    public let design: String?
    /// The id of the design that it is like.
    public let looksLike: String?
    /// How strong that match is, 0...100.
    public let score: Double?
    /// Why it made no design, or what its submitter has to know, in English.
    public let message: String?

    /// Creates a row.
    ///
    /// - Parameters:
    ///   - row: The row as a spreadsheet counts it.
    ///   - file: The file as the row names it.
    ///   - status: How it ended.
    ///   - isRejected: Whether it made no design.
    ///   - design: The design's id.
    ///   - looksLike: The id of the design that it is like.
    ///   - score: How strong that match is, 0...100.
    ///   - message: Why it made no design, or what its submitter has to know, in English.
    public init(
      row: Int, file: String, status: Phrase, isRejected: Bool, design: String?,
      looksLike: String?, score: Double?, message: String?
    ) {
      self.row = row
      self.file = file
      self.status = status
      self.isRejected = isRejected
      self.design = design
      self.looksLike = looksLike
      self.score = score
      self.message = message
    }
  }

  /// The import's id.
  public let id: String
  /// Where it stands, as the interface for programs names it.
  public let stateName: String
  /// Where it stands.
  public let state: Phrase
  /// Whether nothing more will happen.
  public let isEnded: Bool
  /// When everything had come.
  public let createdAt: String
  /// Rows of the manifest, and those that are done.
  public let (rowCount, doneCount): (Int, Int)
  /// Rows by how they ended, under the names of the interface for programs.
  public let counts: [String: Int]
  /// Rows a second and the seconds that are left, while that is known.
  public let pace: (rowsPerSecond: Double, secondsLeft: Double)?
  /// Why it failed, in English.
  public let problem: String?

  /// Creates a card.
  ///
  /// - Parameters:
  ///   - id: The import's id.
  ///   - stateName: Where it stands, as the interface for programs names it.
  ///   - state: Where it stands.
  ///   - isEnded: Whether nothing more will happen.
  ///   - createdAt: When everything had come.
  ///   - rowCount: Rows of the manifest.
  ///   - doneCount: Rows that are done.
  ///   - counts: Rows by how they ended.
  ///   - pace: Rows a second and the seconds that are left.
  ///   - problem: Why it failed.
  public init(
    id: String, stateName: String, state: Phrase, isEnded: Bool, createdAt: String, rowCount: Int,
    doneCount: Int, counts: [String: Int], pace: (rowsPerSecond: Double, secondsLeft: Double)?,
    problem: String?
  ) {
    self.id = id
    self.stateName = stateName
    self.state = state
    self.isEnded = isEnded
    self.createdAt = createdAt
    (self.rowCount, self.doneCount) = (rowCount, doneCount)
    self.counts = counts
    self.pace = pace
    self.problem = problem
  }

  func fields(_ language: PageLanguage) -> Fields {
    var fields: Fields = [
      "id": id, "stateName": stateName, "state": language.words(state), "isEnded": isEnded,
      "createdAt": String(createdAt.replacing("T", with: " ").prefix { $0 != "." }) + " UTC",
      "done": doneCount, "most": max(1, rowCount),
      "progress": language.words(
        Phrase(
          zh: "已完成 \(doneCount) / \(rowCount) 行", en: "\(doneCount) of \(rowCount) rows done")),
    ]
    for name in ["registered", "looksLike", "alreadyRegistered", "rejected"] {
      fields[name] = counts[name] ?? 0
    }
    if let pace {
      let rate = Amounts.decimal(pace.rowsPerSecond, 1)
      let left = pace.secondsLeft
      let minutes = Amounts.decimal((left / 60).rounded(), 0)
      let seconds = Amounts.decimal(left, 0)
      fields["pace"] = language.words(
        Phrase(
          zh: "每秒 \(rate) 行，约剩 \(left < 90 ? seconds + " 秒" : minutes + " 分钟")",
          en: "\(rate) rows a second, about \(left < 90 ? seconds + " s" : minutes + " min") left"))
    }
    if let problem { fields["problem"] = ["message": problem] as Fields }
    return fields
  }
}
