// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The media types that a client accepts.
///
/// > Source: RFC 9110, section 12.5.1. The most specific range that fits a type decides.
struct Accept: Equatable, Sendable {
  private struct Range: Equatable {
    let type: String
    let subtype: String
    let weight: Double
  }

  private let ranges: [Range]

  /// Reads an `Accept` header.
  ///
  /// - Parameter header: The header's value; `nil` when the client does not say.
  init(_ header: String?) {
    ranges = (header ?? "*/*").split(separator: ",").compactMap { element in
      let range = HeaderParameters(element)
      let names = range.value.split(separator: "/")
      guard names.count == 2 else { return nil }
      let weight = range["q"].flatMap { Double($0) } ?? 1
      return Range(type: String(names[0]), subtype: String(names[1]), weight: weight)
    }
  }

  /// Whether the client takes a type.
  ///
  /// - Parameters:
  ///   - type: What stands before the slash, in lower case.
  ///   - subtype: What stands after it, in lower case.
  /// - Returns: Whether the client takes it.
  func allows(_ type: String, _ subtype: String) -> Bool { weight(type, subtype) > 0 }

  /// Whether the client would rather have a page than JSON, as browsers say; one that does not care gets JSON.
  var prefersPage: Bool { weight("text", "html") > weight("application", "json") }

  /// Whether the client would rather have JSON objects one a line than one; a client that does not name them gets one.
  var prefersLines: Bool {
    ranges.contains { ($0.type, $0.subtype) == ("application", "x-ndjson") && $0.weight > 0 }
      && weight("application", "x-ndjson") >= weight("application", "json")
  }

  private func weight(_ type: String, _ subtype: String) -> Double {
    let choices = [(type, subtype), (type, "*"), ("*", "*")]
    for choice in choices {
      if let range = ranges.first(where: { ($0.type, $0.subtype) == choice }) {
        return range.weight
      }
    }
    return 0
  }
}
