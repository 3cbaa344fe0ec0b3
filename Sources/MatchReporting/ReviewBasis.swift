// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a review was made of, so that it can be made again: the state of the log and the settings.
public struct ReviewBasis: Codable, Hashable, Sendable {
  /// The size of the log as of which was compared: designs and withdrawals of later entries do not count.
  ///
  /// It is the least size that has everything that was compared. `nil` when some design has no entry.
  public var logSize: Int?
  /// The root of the log at that size, 64 lower-case hexadecimal digits.
  public var root: String?
  /// The most matches to list.
  public var limit: Int
  /// The least log10 likelihood ratio that is flagged.
  public var threshold: Double
  /// SHA-256 of the calibration, 64 lower-case hexadecimal digits.
  public var calibrationSHA256: String
  /// What the calibration was fitted to.
  public var calibration: String
  /// The banks whose designs were compared.
  public var banks: [String]
  /// How far local features were searched; `nil` when the budget reached for all of it, as it does but for the
  /// largest registries.
  public var localSearch: LocalSearch?
  /// How many sealed designs could not be compared, as another version of the engine made their fingerprints and
  /// their pictures are not here; `nil` when all could.
  public var sealedNotCompared: Int?
  /// How a review goes about it beside what the engine does: 2 looks up what is inside a frame as well,
  /// and says what became of colours and repeats; 3 also compares the candidates that most features agree on; 4 also measures
  /// what the colours say of one another in closer looks; 5 also looks for flagged designs at further places; 6 also looks up
  /// the negative where nothing is flagged, and asks less of further places; 7 also bends the picture where a closer look
  /// leaves doubt; 8 also looks at a part alone where that leaves doubt; 9 does so however little a closer look gives; 10
  /// also looks for the strongest match through windows of the picture where nothing is flagged; 11 judges what a match
  /// covers square by square in its neighbourhood, and tells of gaps; 12 compares a design up to its edges, and tells what a
  /// small copy covers from the design as small.
  ///
  /// `nil` in reports of earlier versions, which did not; they are made again as they were made.
  public var method: Int?

  enum CodingKeys: String, CodingKey {
    case logSize, root, limit, threshold
    case calibrationSHA256 = "calibrationSha256"
    case calibration, banks, localSearch, sealedNotCompared, method
  }

  /// Creates a basis.
  ///
  /// - Parameters:
  ///   - logSize: The size of the log as of which was compared, if it says what was.
  ///   - root: The root of the log at that size.
  ///   - limit: The most matches to list.
  ///   - threshold: The least log10 likelihood ratio that is flagged.
  ///   - calibrationSHA256: SHA-256 of the calibration, in hexadecimal.
  ///   - calibration: What the calibration was fitted to.
  ///   - banks: The banks whose designs were compared.
  public init(
    logSize: Int?, root: String?, limit: Int, threshold: Double, calibrationSHA256: String,
    calibration: String, banks: [String]
  ) {
    self.logSize = logSize
    self.root = root
    self.limit = limit
    self.threshold = threshold
    self.calibrationSHA256 = calibrationSHA256
    self.calibration = calibration
    self.banks = banks
  }
}
