// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// What became of a submission.
public struct Registration: Codable, Hashable, Sendable {
  /// Whether the design is new.
  public let status: RegistrationStatus
  /// The design; when it was there already, as it was first registered.
  public let design: DesignRecord

  /// Creates a registration.
  ///
  /// - Parameters:
  ///   - status: Whether the design is new.
  ///   - design: The design.
  public init(status: RegistrationStatus, design: DesignRecord) {
    self.status = status
    self.design = design
  }
}
