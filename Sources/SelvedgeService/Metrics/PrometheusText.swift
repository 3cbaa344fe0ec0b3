// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Writes metrics in Prometheus' text format.
///
/// > Source: Prometheus documentation, exposition formats, text format version 0.0.4.
struct PrometheusText {
  /// What kind of number a metric is.
  enum Kind: String {
    /// Only grows.
    case counter
    /// Goes up and down.
    case gauge
    /// Counts in buckets.
    case histogram
  }

  /// The media type of the text.
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// What was written so far.
  private(set) var text = ""

  /// Begins a metric.
  ///
  /// - Parameters:
  ///   - name: The metric's name.
  ///   - kind: What kind of number it is.
  ///   - help: What it counts, in one line.
  mutating func begin(_ name: String, _ kind: Kind, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n"
  }

  /// Writes one sample.
  ///
  /// - Parameters:
  ///   - name: The metric's name, with the suffix of a histogram's series.
  ///   - labels: Names and values, in order.
  ///   - value: The number.
  mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: some Numeric) {
    let pairs = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    text += pairs.isEmpty ? "\(name) \(value)\n" : "\(name){\(pairs)} \(value)\n"
  }

  /// Writes a metric that has one sample only.
  ///
  /// - Parameters:
  ///   - name: The metric's name.
  ///   - kind: What kind of number it is.
  ///   - help: What it counts, in one line.
  ///   - value: The number.
  mutating func single(_ name: String, _ kind: Kind, _ help: String, _ value: some Numeric) {
    begin(name, kind, help)
    sample(name, [], value)
  }

  /// Writes the series of one histogram.
  ///
  /// - Parameters:
  ///   - name: The metric's name.
  ///   - labels: Names and values, in order.
  ///   - histogram: The counts.
  mutating func series(
    _ name: String, _ labels: [(String, String)], _ histogram: LatencyHistogram
  ) {
    var total = 0
    for (count, bound) in zip(histogram.counts, LatencyHistogram.upperBounds + [.infinity]) {
      total += count
      let end = bound.isInfinite ? "+Inf" : "\(bound)"
      sample(name + "_bucket", labels + [("le", end)], total)
    }
    sample(name + "_sum", labels, histogram.sum)
    sample(name + "_count", labels, total)
  }

  private static func escaped(_ value: String) -> String {
    var escaped = ""
    for character in value.unicodeScalars {
      switch character {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      case _: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
