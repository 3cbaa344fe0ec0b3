// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
import ImageBuffers

/// Blurs a picture by two passes of box means and keeps 64 x 64 values of it, while its rows stream
/// by.
///
/// Box means of half a thumbnail pixel, twice along rows and columns, weigh like a tent (Wojciech
/// Jarosz, "Fast Image Convolutions", SIGGRAPH workshop, University of Illinois, 2001). The running
/// sums follow the order of the PDQ reference program, so that every bit is the same.
///
/// - Complexity: O(pixels) time; memory for about `height / 128 + 60` rows of floats.
struct JaroszFilter {
  /// The picture's size.
  let size: ImageSize
  /// How many rows were taken.
  private(set) var rowCount = 0
  private var filter: ck_pdq_filter
  // The work area begins at the first multiple of 64 bytes, which the kernels want; a copy of the
  // array may lie otherwise, and its contents are then moved.
  private var work: [Float]
  private var workOffset = 0
  // A picture of the thumbnail's size is its own thumbnail.
  private let isThumbnail: Bool

  /// Prepares the filter.
  ///
  /// - Parameters:
  ///   - size: The picture's size, at least 5 x 5 pixels.
  ///   - instructionSet: Which form of the kernels to use, 0 for the plain one; every form gives
  ///     the same bits.
  init(size: ImageSize, instructionSet: Int? = nil) {
    precondition(size.shortSide >= 5, "the filter needs 5 x 5 pixels, not \(size)")
    self.size = size
    isThumbnail = size.width == 64 && size.height == 64
    let best = ck_best_instruction_set()
    let set = instructionSet.map { ck_instruction_set(min(UInt32($0), best.rawValue)) } ?? best
    filter = ck_pdq_filter_make(Int64(size.width), Int64(size.height), set)
    let byteCount = isThumbnail ? 64 * 64 * 4 : ck_pdq_work_bytes(&filter)
    work = [Float](repeating: 0, count: byteCount / 4 + 16)
  }

  /// Takes the next rows of a colour picture, as luma.
  ///
  /// - Parameters:
  ///   - rows: `count * width * 3` samples.
  ///   - count: How many rows.
  mutating func consume(rows: Span<UInt8>, count: Int) {
    precondition(
      rows.count == count * size.width * 3 && rowCount + count <= size.height,
      "\(count) rows of \(rows.count) samples after \(rowCount) do not fit a picture of \(size)")
    let first = rowCount
    rowCount += count
    let isThumbnail = isThumbnail
    rows.withUnsafeBufferPointer { rows in
      guard let rows = rows.baseAddress else { return }
      withWork { filter, work in
        if isThumbnail {
          ck_pdq_luma(rows, work + first * 64, count * 64)
        } else {
          ck_pdq_take_rgb(&filter, work, rows, count)
        }
      }
    }
  }

  /// Takes a whole plane.
  ///
  /// - Parameter plane: The values, of the filter's size.
  mutating func consume(_ plane: FloatPlane) {
    precondition(
      plane.size == size && rowCount == 0,
      "the filter is for one plane of \(size), not \(plane.size)")
    rowCount = size.height
    let isThumbnail = isThumbnail
    let height = size.height
    plane.samples.withUnsafeBufferPointer { values in
      guard let values = values.baseAddress else { return }
      withWork { filter, work in
        if isThumbnail {
          work.update(from: values, count: 64 * 64)
        } else {
          ck_pdq_take_floats(&filter, work, values, height)
        }
      }
    }
  }

  /// The bytes of memory that the filter holds.
  var byteCount: Int { work.count * MemoryLayout<Float>.stride }

  /// The 64 x 64 values, row-major, once every row was taken.
  var thumbnail: [Float] {
    precondition(
      rowCount == size.height, "\(rowCount) of the rows of a picture of \(size) were given")
    var filter = filter
    let start = workOffset + (isThumbnail ? 0 : Int(ck_pdq_thumbnail_place(&filter)))
    return [Float](work[start..<start + 64 * 64])
  }

  private mutating func withWork(
    _ body: (inout ck_pdq_filter, UnsafeMutablePointer<Float>) -> Void
  ) {
    work.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress else { return }
      let address = Int(bitPattern: start)
      let offset = ((address + 63) & ~63) - address
      let aligned = offset / MemoryLayout<Float>.stride
      if aligned != workOffset {
        (start + aligned).update(from: start + workOffset, count: buffer.count - 16)
        workOffset = aligned
      }
      body(&filter, start + aligned)
    }
  }
}
