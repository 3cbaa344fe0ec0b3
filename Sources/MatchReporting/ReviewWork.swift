// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a review cost, stage by stage: for whoever runs the service.
///
/// It differs from run to run and is no part of what a review says.
public struct ReviewWork: Codable, Hashable, Sendable {
  /// Milliseconds from the file to hashes, codes and features.
  public var analysisMilliseconds = 0.0
  /// Milliseconds in which the indexes proposed designs.
  public var searchMilliseconds = 0.0
  /// Milliseconds in which proposed designs were read from the registry.
  public var readingMilliseconds = 0.0
  /// Milliseconds in which they were aligned and compared.
  public var verificationMilliseconds = 0.0
  /// Milliseconds of closer looks.
  public var closerLookMilliseconds = 0.0
  /// Milliseconds in which the colours and repeats of the listed designs were examined; absent in reports of earlier versions.
  public var changesMilliseconds: Double?
  /// How many designs were proposed.
  public var candidates = 0
  /// How many of those were aligned and compared; absent in reports of earlier versions.
  public var verified: Int?
  /// How many features of designs the query's features were compared with.
  public var postings = 0
  /// How many of them were near, at most one a design and feature of the query.
  public var votes = 0

  /// Creates a value in which nothing has cost anything.
  public init() {}

  /// This work and other work on the same review.
  ///
  /// - Parameter other: What was done besides.
  /// - Returns: Times and counts of both together.
  public func adding(_ other: ReviewWork) -> ReviewWork {
    var sum = self
    sum.analysisMilliseconds += other.analysisMilliseconds
    sum.searchMilliseconds += other.searchMilliseconds
    sum.readingMilliseconds += other.readingMilliseconds
    sum.verificationMilliseconds += other.verificationMilliseconds
    sum.closerLookMilliseconds += other.closerLookMilliseconds
    if let time = other.changesMilliseconds {
      sum.changesMilliseconds = (sum.changesMilliseconds ?? 0) + time
    }
    sum.candidates += other.candidates
    if let count = other.verified { sum.verified = (sum.verified ?? 0) + count }
    sum.postings += other.postings
    sum.votes += other.votes
    sum.round()
    return sum
  }

  /// Rounds times to hundredths of a millisecond.
  public mutating func round() {
    for time in [
      \ReviewWork.analysisMilliseconds, \.searchMilliseconds, \.readingMilliseconds,
      \.verificationMilliseconds, \.closerLookMilliseconds,
    ] {
      self[keyPath: time] = (self[keyPath: time] * 100).rounded() / 100
    }
    changesMilliseconds = changesMilliseconds.map { ($0 * 100).rounded() / 100 }
  }
}
