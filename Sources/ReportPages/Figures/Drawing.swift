// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// The lines, bars and letters of a plot, in the units of its SVG.
struct Drawing {
  private static let width = 720.0
  private static let rowHeight = 24.0

  private var height: Double
  private var lines: [Fields] = []
  private var bars: [Fields] = []
  private var curves: [Fields] = []
  private var dots: [Fields] = []
  private var texts: [Fields] = []
  private var keys: [Fields] = []

  /// Draws a bar for each count, longest the largest.
  init(counts rows: [(name: String, count: Int)]) {
    let (left, right) = (180.0, Self.width - 70)
    height = Double(rows.count) * Self.rowHeight + 10
    let most = Double(max(1, rows.map(\.count).max() ?? 1))
    for (place, row) in rows.enumerated() {
      let y = Double(place) * Self.rowHeight + 6
      let extent = (right - left) * Double(row.count) / most
      add(text: row.name, "end", left - 8, y + 14)
      bars.append(
        ["kind": "first", "x": left, "y": y, "width": max(extent, 1), "height": 18.0])
      add(text: grouped(row.count), "start", left + extent + 6, y + 14)
    }
  }

  /// Draws a share and its interval in each row, over 0 to 100 %.
  init(intervals rows: [(name: String, share: Double?, interval: ClosedRange<Double>?)]) {
    let (left, right) = (220.0, Self.width - 60)
    height = Double(rows.count) * Self.rowHeight + 40
    let bottom = height - 30
    for tick in stride(from: 0.0, through: 1, by: 0.2) {
      let x = left + (right - left) * tick
      add(line: "grid", x, 0, x, bottom)
      add(text: "\(Int((tick * 100).rounded())) %", "middle", x, bottom + 18)
    }
    for (place, row) in rows.enumerated() {
      let y = Double(place) * Self.rowHeight + 14
      guard let share = row.share else {
        add(text: row.name, "group", 4, y + 5)
        continue
      }
      add(text: row.name, "end", left - 8, y + 5)
      if let interval = row.interval {
        add(
          line: "range", left + (right - left) * interval.lowerBound, y,
          left + (right - left) * interval.upperBound, y)
      }
      dots.append(["kind": "first", "x": Self.rounded(left + (right - left) * share), "y": y])
      add(text: percent(share), "start", right + 8, y + 5)
    }
  }

  /// Draws shares along an axis.
  init(curves named: [Figure.Curve], axis: ClosedRange<Double>, threshold: Double?) {
    let (left, right, top, bottom) = (60.0, Self.width - 20, 10.0, 320.0)
    height = 350
    let span = max(axis.upperBound - axis.lowerBound, 1e-9)
    func x(_ position: Double) -> Double {
      left + (right - left)
        * (min(max(position, axis.lowerBound), axis.upperBound) - axis.lowerBound)
        / span
    }
    func y(_ share: Double) -> Double { bottom - (bottom - top) * share }
    for tick in stride(from: 0.0, through: 1, by: 0.25) {
      add(line: "grid", left, y(tick), right, y(tick))
      add(text: "\(Int((tick * 100).rounded())) %", "end", left - 8, y(tick) + 5)
    }
    let step = span > 16 ? 4.0 : span > 8 ? 2 : 1
    var position = (axis.lowerBound / step).rounded(.up) * step
    while position <= axis.upperBound {
      add(line: "grid", x(position), top, x(position), bottom)
      add(text: Amounts.decimal(position, 1), "middle", x(position), bottom + 20)
      position += step
    }
    if let threshold {
      add(line: "threshold", x(threshold), top, x(threshold), bottom)
    }
    for (kind, curve) in zip(["first", "second"], named) {
      let points = curve.points.map {
        "\(Amounts.decimal(x($0.position), 1)),\(Amounts.decimal(y($0.share), 1))"
      }
      curves.append(["kind": kind, "points": points.joined(separator: " ")])
      keys.append(["kind": kind, "words": curve.name.fields])
    }
    if let threshold {
      let text = Amounts.decimal(threshold, 1)
      keys.append(
        [
          "kind": "threshold",
          "words": Phrase(zh: "内置阈值 \(text)", en: "shipped threshold \(text)").fields,
        ])
    }
  }

  /// The drawing for a template.
  var fields: Fields {
    [
      "width": Self.width, "height": height, "lines": lines, "bars": bars, "curves": curves,
      "dots": dots, "texts": texts, "keys": keys,
    ]
  }

  private mutating func add(
    line kind: String, _ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double
  ) {
    lines.append(
      [
        "kind": kind, "x1": Self.rounded(x1), "y1": Self.rounded(y1), "x2": Self.rounded(x2),
        "y2": Self.rounded(y2),
      ])
  }

  private mutating func add(text: String, _ kind: String, _ x: Double, _ y: Double) {
    texts.append(["kind": kind, "x": Self.rounded(x), "y": Self.rounded(y), "text": text])
  }

  private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }
}
