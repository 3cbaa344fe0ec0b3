// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// What became of a submission.
public struct Registration: Codable, Hashable, Sendable {
  /// The file as it was submitted.
  public let file: String
  /// Whether the design is new.
  public let status: RegistrationStatus
  /// The design; when it was there already, as it was first registered.
  public let design: DesignRecord
  /// What its submitter has to know of a design that was there already, such as what was not stored; `nil` when there is
  /// nothing.
  public let message: String?

  /// Creates a registration.
  ///
  /// - Parameters:
  ///   - file: The file as it was submitted.
  ///   - status: Whether the design is new.
  ///   - design: The design.
  ///   - message: What its submitter has to know.
  public init(
    file: String, status: RegistrationStatus, design: DesignRecord, message: String? = nil
  ) {
    self.file = file
    self.status = status
    self.design = design
    self.message = message
  }
}
