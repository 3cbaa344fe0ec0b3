// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A failure as the surfaces report it: what kind, where in the pipeline, about which file or design, and why.
public struct SelvedgeError: Error, Hashable, Sendable {
  /// The entry of the error catalogue.
  public let code: ProblemCode
  /// The stage that failed, `nil` when no stage did.
  public let stage: String?
  /// The file or design that the failure is about.
  public let subject: String
  /// What is wrong and what to do about it, fit for the person who asked.
  public let message: String
  /// The underlying failure, for the log; may hold paths and SQL, so it is not for strangers.
  public let cause: String?
  /// The id of the design that is there already, where that is what failed.
  public let design: String?

  /// Creates an error.
  ///
  /// - Parameters:
  ///   - code: The entry of the error catalogue.
  ///   - stage: The stage that failed, if one did.
  ///   - subject: The file or design that the failure is about.
  ///   - message: What is wrong, and what to do.
  ///   - cause: The underlying failure.
  ///   - design: The id of the design that is there already.
  public init(
    _ code: ProblemCode, stage: String? = nil, subject: String, message: String,
    cause: String? = nil, design: String? = nil
  ) {
    self.code = code
    self.stage = stage
    self.subject = subject
    self.message = message
    self.cause = cause
    self.design = design
  }
}

extension SelvedgeError: CustomStringConvertible {
  /// The failure in one line: `photo.jpg: JPEG ends after 1,204 of 48,110 bytes [undecodableImage]`.
  public var description: String { "\(subject): \(message) [\(code.rawValue)]" }
}
