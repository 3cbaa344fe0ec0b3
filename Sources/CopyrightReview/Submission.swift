// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// A design on its way into the registry: the picture, and what its submitter says about it.
public struct Submission: Sendable {
  /// The picture.
  public let picture: Picture
  /// The file name to register the design under.
  public let file: String
  /// What the submitter says about it.
  public let details: DesignDetails

  /// Creates a submission.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - file: The file name to register the design under; `nil` takes the last part of the picture's name.
  ///   - details: What the submitter says about it.
  public init(
    picture: Picture, file: String? = nil, details: DesignDetails = DesignDetails()
  ) {
    self.picture = picture
    self.file =
      file ?? picture.name.split(separator: "/").last.map(String.init) ?? picture.name
    self.details = details
  }
}
