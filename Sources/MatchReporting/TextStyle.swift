// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Whether text for people carries colour.
public enum TextStyle: Sendable {
  /// No escape sequences: for files, pipes and logs.
  case plain
  /// ANSI escape sequences: for terminals.
  case colored

  func strong(_ text: String) -> String { wrapped(text, "1") }
  func faint(_ text: String) -> String { wrapped(text, "2") }
  func lead(_ text: String) -> String { wrapped(text, "1;33") }
  func calm(_ text: String) -> String { wrapped(text, "1;32") }

  /// What is said where there was nothing to compare with, be it that designs were withdrawn or that there never was one.
  var nothingCompared: String {
    calm("Nothing to compare with") + ": the registry holds no design that can be compared."
  }

  /// What is shown in colour may come from outside; what is not goes through ``printable(_:)`` where it is written.
  private func wrapped(_ text: String, _ code: String) -> String {
    switch self {
    case .plain: printable(text)
    case .colored: "\u{1B}[\(code)m\(printable(text))\u{1B}[0m"
    }
  }
}
