// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Glibc
import MatchReporting

/// Standard output: results only, in one of three formats, each written as soon as it is known.
struct ResultWriter {
  private let format: OutputFormat
  private let isList: Bool
  private var isFirst = true

  /// Whether results for people go to a terminal that shows colour.
  private let style: TextStyle

  /// Begins the output of a command.
  ///
  /// - Parameters:
  ///   - format: The format.
  ///   - isList: Whether the command may have several results; as JSON they are one array.
  init(_ format: OutputFormat, isList: Bool) {
    self.format = format
    self.isList = isList
    let isPlain = getenv("NO_COLOR") != nil || isatty(1) == 0
    style = isPlain ? .plain : .colored
  }

  /// Writes one result.
  ///
  /// - Parameters:
  ///   - value: The result for programs.
  ///   - text: Makes the result for people; `nil` leaves it out, as for what stands on standard error already.
  /// - Throws: `SelvedgeError` with `outputNotWritable` when nobody takes it.
  mutating func write(
    _ value: some Encodable, text: (TextStyle) -> String?
  ) throws(SelvedgeError) {
    switch format {
    case .text:
      guard let text = text(style) else { return }
      try put(text + "\n")
    case .json:
      try put((isList ? (isFirst ? "[\n" : ",\n") : "") + json(value, pretty: true))
    case .ndjson:
      try put(json(value, pretty: false) + "\n")
    }
    isFirst = false
  }

  /// Ends the output.
  ///
  /// - Throws: `SelvedgeError` with `outputNotWritable` when nobody takes it.
  mutating func finish() throws(SelvedgeError) {
    guard format == .json else { return }
    try put(isList ? (isFirst ? "[]\n" : "\n]\n") : "\n")
  }

  private func json(_ value: some Encodable, pretty: Bool) throws(SelvedgeError) -> String {
    do {
      return try JSONText.encode(value, pretty: pretty)
    } catch {
      throw SelvedgeError(
        .internalFailure, stage: "report", subject: "standard output",
        message: "a result cannot be written as JSON", cause: "\(error)")
    }
  }

  private func put(_ text: String) throws(SelvedgeError) {
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.write(1, $0.baseAddress?.advanced(by: written), bytes.count - written)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SelvedgeError(
          .outputNotWritable, subject: "standard output",
          message: "cannot be written: \(String(cString: strerror(errno)))")
      }
      written += count
    }
  }
}
