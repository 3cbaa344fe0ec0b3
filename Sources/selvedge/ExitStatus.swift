// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ArgumentParser
import CopyrightReview
import MatchReporting

/// What the process's exit status says; the only place where it is decided.
///
/// The numbers are those of sysexits.h, with 2 and 3 for what a review found. Never 1 on purpose, for
/// that is what a crash or an unmapped error gives.
struct ExitStatus {
  private var worstProblem: Int32 = 0
  private var isFlagged = false
  private var isUnjudged = false

  /// Counts a problem.
  ///
  /// - Parameter code: The entry of the error catalogue.
  mutating func note(_ code: ProblemCode) {
    worstProblem = max(worstProblem, ExitStatus.of(code))
  }

  /// Tells of problems and counts them.
  ///
  /// - Parameter problems: The problems.
  mutating func report(_ problems: [SelvedgeError]) {
    for problem in problems {
      ProblemLog.report(problem)
      note(problem.code)
    }
  }

  /// Counts a finding.
  ///
  /// - Parameter finding: What a review found.
  mutating func note(_ finding: Finding) {
    switch finding {
    case .earlierLookAlike, .lookAlike: isFlagged = true
    case .none: break
    case .cannotJudge: isUnjudged = true
    }
  }

  /// Counts the live controls of a review: a search that fails its own test finds nothing for sure.
  ///
  /// - Parameter controls: How they came out; `nil` when none is planted.
  mutating func note(_ controls: ControlsReport?) {
    if controls?.cameOutRight == false { isUnjudged = true }
  }

  /// The exit status of all that was counted: the highest problem, else 2 when something is flagged, else 3 when
  /// something could not be judged, else 0.
  var value: Int32 {
    if worstProblem != 0 { return worstProblem }
    if isFlagged { return 2 }
    return isUnjudged ? 3 : 0
  }

  /// Ends the command.
  ///
  /// - Throws: `ExitCode` unless the status is 0.
  func finish() throws {
    if value != 0 { throw ExitCode(value) }
  }

  /// The exit status of one problem.
  ///
  /// - Parameter code: The entry of the error catalogue.
  /// - Returns: The status, never 0 or 1.
  static func of(_ code: ProblemCode) -> Int32 {
    switch code {
    case .invalidRequest: 64
    case .invalidManifest, .unsupportedFormat, .undecodableImage, .imageExceedsLimits,
      .featurelessImage,
      .designAlreadyRegistered, .notVerified:
      65
    case .inputNotFound, .designNotFound, .reviewNotFound, .keyNotFound, .importNotFound,
      .logEntryNotFound:
      66
    case .internalFailure: 70
    case .outputNotWritable: 73
    case .ioFailure: 74
    case .registryBusy, .rateLimited: 75
    case .unauthorized, .forbidden: 77
    case .registryIncompatible: 78
    }
  }
}
