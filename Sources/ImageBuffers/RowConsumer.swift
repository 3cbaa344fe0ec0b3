// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Receives the rows of an upright picture in order, top to bottom, each exactly once.
///
/// The decoder makes a single pass over a file; whatever needs every pixel (a digest, the exact PDQ, the
/// working picture) consumes that pass, so that no stage holds a whole canvas.
public protocol RowConsumer {
  /// Takes the next rows.
  ///
  /// - Parameters:
  ///   - rows: `rowCount * width * 3` samples in the layout of ``PixelBuffer``, valid during the call only.
  ///   - rowCount: How many rows, at least 1.
  mutating func consume(rows: Span<UInt8>, rowCount: Int)
}
