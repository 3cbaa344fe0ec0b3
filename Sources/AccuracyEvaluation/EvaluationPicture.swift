// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A picture file that takes part in an evaluation.
public struct EvaluationPicture: Hashable, Sendable {
  /// Where the file is.
  public let path: String
  /// Its path below the folder that was named: `batik/crane.png`.
  public let name: String

  /// Names a picture.
  ///
  /// - Parameters:
  ///   - path: Where the file is.
  ///   - name: Its path below the folder that was named.
  public init(path: String, name: String) {
    self.path = path
    self.name = name
  }

  /// The kind of design: the subfolder that the file lies in, `nil` when it lies in none.
  public var kind: String? {
    let parts = name.split(separator: "/")
    return parts.count > 1 ? String(parts[0]) : nil
  }
}
