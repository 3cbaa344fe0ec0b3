// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import MatchReporting

/// A registry with its index in memory: where designs are registered and pictures are looked up.
///
/// Every call is synchronous and may be made from any thread at any time. Decoding and hashing run on the
/// calling thread, so callers bound how many calls run at once. Another process may add designs meanwhile; the
/// desk catches its index up before each review.
public final class ReviewDesk: Sendable {
  /// The version of the engine that this program makes fingerprints with.
  public static let engine = "1"

  /// Opens a registry and loads its index.
  ///
  /// - Parameters:
  ///   - path: The registry's folder.
  ///   - create: Whether to make the registry when there is none.
  ///   - note: Is told, in a sentence, about work that takes a while, such as making fingerprints anew.
  /// - Returns: The desk, ready for work.
  /// - Throws: ``SelvedgeError``: `inputNotFound` when there is no registry and `create` is false,
  ///   `registryIncompatible`, `registryBusy` or `ioFailure`.
  public static func open(
    _ path: String, create: Bool, note: (String) -> Void = { _ in }
  ) throws(SelvedgeError) -> ReviewDesk {
    throw .notYet(path)
  }

  /// Registers one design; it is durable when the call returns.
  ///
  /// - Parameter submission: The picture and what is said about it.
  /// - Returns: The design, and whether it is new.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or is featureless, or the registry fails.
  public func register(_ submission: Submission) throws(SelvedgeError) -> Registration {
    throw .notYet(submission.picture.name)
  }

  /// Registers many designs: decodes on several threads, writes in few commits.
  ///
  /// - Parameters:
  ///   - count: How many submissions there are.
  ///   - jobs: How many threads decode, at least 1.
  ///   - submission: Makes the submission at a place in 0..<`count`; called once for each, on any of the threads.
  ///   - each: Is told, on the calling thread and in order of place, what became of the submission; a
  ///     design is durable when it is told.
  public func register(
    count: Int, jobs: Int,
    submission: @Sendable (Int) throws(SelvedgeError) -> Submission,
    each: (Int, Result<Registration, SelvedgeError>) -> Void
  ) {
    for place in 0..<count { each(place, .failure(.notYet("\(place)"))) }
  }

  /// Looks a picture up among the registered designs.
  ///
  /// - Parameters:
  ///   - picture: The picture in question.
  ///   - limit: The most matches to list, at least 1; flagged ones come first.
  ///   - keep: Whether to keep the report in the registry; then it has an id.
  /// - Returns: The report. A picture that carries too little gives `cannotJudge`, not an error.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or the registry fails.
  public func review(
    _ picture: Picture, limit: Int = 5, keep: Bool = false
  ) throws(SelvedgeError) -> ReviewReport {
    throw .notYet(picture.name)
  }

  /// Compares two pictures; no registry is involved.
  ///
  /// - Parameters:
  ///   - first: The picture in question.
  ///   - second: What it is compared with.
  /// - Returns: The report.
  /// - Throws: ``SelvedgeError`` when a picture cannot be decoded.
  public static func compare(
    _ first: Picture, _ second: Picture
  ) throws(SelvedgeError) -> ComparisonReport {
    throw .notYet(first.name)
  }

  /// Hashes a picture: decoding and PDQ, nothing else.
  ///
  /// - Parameter picture: The picture.
  /// - Returns: The hash and its quality.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded.
  public static func hash(_ picture: Picture) throws(SelvedgeError) -> PictureHash {
    throw .notYet(picture.name)
  }

  /// Looks a design up by its id.
  ///
  /// - Parameter id: The id, or the first digits of it when no other design begins with them (at least 6).
  /// - Returns: The design.
  /// - Throws: ``SelvedgeError`` with `designNotFound` when there is none.
  public func design(_ id: String) throws(SelvedgeError) -> DesignRecord {
    throw .notYet(id)
  }

  /// Reads a design's original file.
  ///
  /// - Parameter id: The design's id.
  /// - Returns: The file, byte for byte as it came.
  /// - Throws: ``SelvedgeError`` with `designNotFound` when there is no such design, `ioFailure` when the
  ///   file cannot be read.
  public func original(of id: String) throws(SelvedgeError) -> Original {
    throw .notYet(id)
  }

  /// Lists designs in the order in which they were registered.
  ///
  /// - Parameters:
  ///   - number: List designs after this number; `nil` begins with the first.
  ///   - limit: The most designs to list, at least 1.
  /// - Returns: The designs, by number.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func designs(after number: Int?, limit: Int) throws(SelvedgeError) -> [DesignRecord] {
    throw .notYet("registry")
  }

  /// Reads a report that was kept.
  ///
  /// - Parameter id: The report's id.
  /// - Returns: The report.
  /// - Throws: ``SelvedgeError`` with `reviewNotFound` when there is none.
  public func keptReview(_ id: String) throws(SelvedgeError) -> ReviewReport {
    throw .notYet(id)
  }

  /// Counts what the registry holds.
  ///
  /// - Returns: The numbers.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func statistics() throws(SelvedgeError) -> RegistryStatistics {
    throw .notYet("registry")
  }

  /// Whether the index is loaded and the registry answers.
  public var isReady: Bool { false }

  private init() {}
}

extension SelvedgeError {
  static func notYet(_ subject: String) -> SelvedgeError {
    SelvedgeError(.internalFailure, subject: subject, message: "this step is not built yet")
  }
}
