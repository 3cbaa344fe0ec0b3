// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What stands in a batch's output in the place of a picture that could not be handled.
public struct ProblemReport: Codable, Hashable, Sendable {
  /// The picture that was asked about.
  public struct Query: Codable, Hashable, Sendable {
    /// The file as it was given.
    public var file: String
  }

  /// What went wrong.
  public struct Problem: Codable, Hashable, Sendable {
    /// The code of the error catalogue.
    public var code: String
    /// One sentence: what is wrong, and what to do.
    public var message: String
  }

  /// The picture that was asked about.
  public var query: Query
  /// What went wrong with it.
  public var problem: Problem

  /// Creates a report of a problem.
  ///
  /// - Parameters:
  ///   - file: The file as it was given.
  ///   - code: The code of the error catalogue.
  ///   - message: What is wrong, and what to do.
  public init(file: String, code: String, message: String) {
    query = Query(file: file)
    problem = Problem(code: code, message: message)
  }
}
