// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A plot on a page: what is drawn, the words for it, and the numbers as a table for whoever cannot see it.
public struct Figure: Sendable {
  /// What is drawn.
  public enum Plot: Sendable {
    /// A bar for each count.
    case counts([(name: String, count: Int)])
    /// A share with its interval in each row, 0...1; a row without a share begins a group.
    case intervals([(name: String, share: Double?, interval: ClosedRange<Double>?)])
    /// Shares that fall along an axis, one curve for each name, with a threshold on the axis.
    case curves([Curve], axis: ClosedRange<Double>, threshold: Double?)
  }

  /// Shares along an axis.
  public struct Curve: Sendable {
    /// What the curve is of.
    public let name: Phrase
    /// Its points, from left to right; shares are 0...1.
    public let points: [(position: Double, share: Double)]

    /// Creates a curve.
    ///
    /// - Parameters:
    ///   - name: What the curve is of.
    ///   - points: Its points, from left to right.
    public init(name: Phrase, points: [(position: Double, share: Double)]) {
      self.name = name
      self.points = points
    }
  }

  /// What the plot shows.
  public let title: Phrase
  /// How it is to be read.
  public let caption: Phrase
  /// What is drawn.
  public let plot: Plot
  /// The columns of the table of its numbers.
  public let columns: [Phrase]
  /// The rows of that table; the first cell of each is its name.
  public let rows: [[String]]

  /// Creates a figure.
  ///
  /// - Parameters:
  ///   - title: What the plot shows.
  ///   - caption: How it is to be read.
  ///   - plot: What is drawn.
  ///   - columns: The columns of the table of its numbers.
  ///   - rows: The rows of that table.
  public init(title: Phrase, caption: Phrase, plot: Plot, columns: [Phrase], rows: [[String]]) {
    self.title = title
    self.caption = caption
    self.plot = plot
    self.columns = columns
    self.rows = rows
  }

  func fields(number: Int) -> Fields {
    var fields = drawing.fields
    fields["number"] = number
    fields["title"] = title.fields
    fields["caption"] = caption.fields
    fields["alternative"] =
      "\(title.zh)。\(caption.zh) · \(title.en). \(caption.en) 数值见下表 · The numbers are in the table below."
    fields["columns"] = columns.enumerated().map { place, words in
      ["words": words.fields, "isNumber": place > 0] as Fields
    }
    fields["rows"] = rows.map { row in
      [
        "cells": row.enumerated().map { ["text": $1, "isNumber": $0 > 0] as Fields }
      ] as Fields
    }
    return fields
  }

  private var drawing: Drawing {
    switch plot {
    case .counts(let bars): Drawing(counts: bars)
    case .intervals(let rows): Drawing(intervals: rows)
    case .curves(let curves, let axis, let threshold):
      Drawing(curves: curves, axis: axis, threshold: threshold)
    }
  }
}
