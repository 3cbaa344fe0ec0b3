// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Why the log does not sign its present state.
public enum PublicationError: Error, Hashable, Sendable {
  /// The log is not the continuation of the checkpoint that it published before: entries were
  /// changed or lost, or another log's folder was put in its place.
  case contradicts(published: Checkpoint, present: Checkpoint)
}

extension PublicationError: CustomStringConvertible {
  /// One line that says what contradicts what.
  public var description: String {
    switch self {
    case .contradicts(let published, let present):
      "the log of \(present.size) entries (root \(present.root)) does not continue the published "
        + "checkpoint of \(published.size) entries (root \(published.root)); nothing was signed"
    }
  }
}
