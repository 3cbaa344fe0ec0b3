// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import ImageBuffers

/// Makes a small copy of a picture while its rows stream by: each pixel is the mean of the area it covers.
///
/// Weights are the exact overlaps of source and copy, sums are integers, and means are rounded to the nearest value
/// with halves upwards, so every machine gives the same copy, however the rows are cut into calls. A picture that
/// fits already is copied unchanged.
///
/// - Complexity: O(pixels) time, O(width) memory beyond the copy.
public struct WorkingPicture: RowConsumer, Sendable {
  /// The longest side of the copy unless another is asked for, in pixels.
  public static let standardLongSide = 1024

  /// The size of the picture, in pixels.
  public let sourceSize: ImageSize
  /// The size of the copy, in pixels.
  public let size: ImageSize

  private var samples: [UInt8]
  // One value more than the row has, which the kernel may read.
  private var sums: [UInt32]
  private var sourceRow = 0
  private var row = 0

  /// Prepares to copy one picture.
  ///
  /// - Parameters:
  ///   - sourceSize: The picture's size, sides at most 65,535 pixels.
  ///   - longSide: The longest side of the copy, 1...65,535 pixels, at least a 64th of the picture's.
  public init(of sourceSize: ImageSize, longSide: Int = standardLongSide) {
    precondition(
      sourceSize.longSide <= 65_535, "a side is at most 65,535 pixels, not \(sourceSize)")
    precondition(
      longSide * 64 >= sourceSize.longSide,
      "a copy of \(sourceSize) is at least \((sourceSize.longSide + 63) / 64) long, not \(longSide)"
    )
    self.sourceSize = sourceSize
    size = sourceSize.fitted(longSide: longSide)
    samples = [UInt8](repeating: 0, count: size.pixelCount * 3)
    sums =
      size == sourceSize ? [] : [UInt32](repeating: 0, count: sourceSize.width * 3 + 1)
  }

  /// Takes the next rows.
  ///
  /// - Parameters:
  ///   - rows: `rowCount * sourceSize.width * 3` samples, valid during the call only.
  ///   - rowCount: How many rows; no more than are left.
  public mutating func consume(rows: Span<UInt8>, rowCount: Int) {
    precondition(
      sourceRow + rowCount <= sourceSize.height,
      "the picture has \(sourceSize.height) rows, not \(sourceRow + rowCount)")
    let rowByteCount = sourceSize.width * 3
    rows.withUnsafeBufferPointer { rows in
      if size == sourceSize {
        samples.withUnsafeMutableBufferPointer { samples in
          let target = samples.extracting(sourceRow * rowByteCount..<samples.count)
          _ = target.update(fromContentsOf: rows.extracting(0..<rowCount * rowByteCount))
        }
        sourceRow += rowCount
      } else {
        for index in 0..<rowCount {
          average(UnsafeBufferPointer(rebasing: rows[(index * rowByteCount)...]))
        }
      }
    }
  }

  /// Ends the picture, all rows of which must have been given.
  ///
  /// - Returns: The copy.
  public consuming func finish() -> PixelBuffer {
    precondition(
      sourceRow == sourceSize.height,
      "\(sourceRow) of \(sourceSize.height) rows were given")
    return PixelBuffer(size: size, samples: samples)
  }

  /// Copies a picture in memory.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - longSide: The longest side of the copy, in pixels.
  /// - Returns: What streaming its rows gives.
  public static func make(
    of picture: PixelBuffer, longSide: Int = standardLongSide
  ) -> PixelBuffer {
    var copy = WorkingPicture(of: picture.size, longSide: longSide)
    copy.consume(rows: picture.samples.span, rowCount: picture.size.height)
    return copy.finish()
  }

  /// Adds one source row to the one or two rows of the copy that it overlaps.
  private mutating func average(_ source: UnsafeBufferPointer<UInt8>) {
    let rowByteCount = sourceSize.width * 3
    var from = sourceRow * size.height
    let to = from + size.height
    while from < to {
      let end = (row + 1) * sourceSize.height
      let weight = min(to, end) - from
      ck_area_add_row(source.baseAddress, rowByteCount, UInt32(weight), &sums)
      from += weight
      if from == end { finishRow() }
    }
    sourceRow += 1
  }

  private mutating func finishRow() {
    let offset = row * size.width * 3
    samples.withUnsafeMutableBufferPointer { samples in
      ck_area_finish_row(
        sums, UInt32(sourceSize.width), UInt32(sourceSize.height), UInt32(size.width),
        samples.baseAddress?.advanced(by: offset))
    }
    for index in sums.indices { sums[index] = 0 }
    row += 1
  }
}
