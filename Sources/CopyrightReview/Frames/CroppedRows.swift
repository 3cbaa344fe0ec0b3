// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// Hands a rectangle of a picture on while the picture's rows stream by.
struct CroppedRows<Consumer: RowConsumer>: RowConsumer {
  private let area: PixelRectangle
  private let width: Int
  private var row = 0
  private var samples: [UInt8] = []
  /// What receives the rows of the rectangle; it sees a picture of the rectangle's size.
  private(set) var consumer: Consumer

  /// Prepares to crop.
  ///
  /// - Parameters:
  ///   - area: The rectangle, inside the picture.
  ///   - size: The size of the picture.
  ///   - consumer: What receives the rows.
  init(_ area: PixelRectangle, of size: ImageSize, to consumer: Consumer) {
    precondition(
      area.right <= size.width && area.bottom <= size.height,
      "\(area) does not lie in a picture of \(size)")
    self.area = area
    width = size.width
    self.consumer = consumer
  }

  mutating func consume(rows: Span<UInt8>, rowCount: Int) {
    let first = max(0, area.top - row)
    let last = min(rowCount, area.bottom - row)
    row += rowCount
    guard first < last else { return }
    if area.width == width, first == 0, last == rowCount {
      consumer.consume(rows: rows, rowCount: rowCount)
      return
    }
    // Taken out for the call, so that the consumer is the only part of this value in use.
    var band: [UInt8] = []
    swap(&band, &samples)
    band.removeAll(keepingCapacity: true)
    band.reserveCapacity((last - first) * area.width * 3)
    rows.withUnsafeBufferPointer { rows in
      for index in first..<last {
        let start = (index * width + area.left) * 3
        band.append(contentsOf: rows[start..<start + area.width * 3])
      }
    }
    consumer.consume(rows: band.span, rowCount: last - first)
    swap(&band, &samples)
  }
}

extension CroppedRows: Sendable where Consumer: Sendable {}
