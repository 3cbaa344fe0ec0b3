// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import ImageBuffers

/// Lets a second thread look at the rows of a picture while the first decodes the next ones.
///
/// Bands are copied into a few buffers that go round, so the two threads never touch the same one.
final class BandRelay<Consumer: RowConsumer & Sendable>: @unchecked Sendable {
  // Proof of Sendable: a slot of `bands`, with the buffer that it names, belongs to the decoding thread between
  // `free.wait` and `filled.signal` and to the consuming thread between `filled.wait` and `free.signal`; the slots
  // themselves are never moved. `next` is touched by the decoding thread only, `consumer` by the consuming thread
  // only, until `ended` says that it is gone. The semaphores order all of it, and `deinit` comes when no thread is left.
  private var consumer: Consumer
  private let bands: UnsafeMutableBufferPointer<Band>
  private let free: DispatchSemaphore
  private let filled = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private var next = 0

  private static var bandCount: Int { 4 }

  /// Rows that wait for the second thread; no rows end the work.
  private struct Band {
    let buffer: UnsafeMutableBufferPointer<UInt8>
    var rowCount = 0
    var byteCount = 0
  }

  /// Starts the second thread.
  ///
  /// - Parameters:
  ///   - consumer: What looks at the rows.
  ///   - bandByteCount: The most bytes in a band.
  init(_ consumer: Consumer, bandByteCount: Int) {
    self.consumer = consumer
    bands = .allocate(capacity: Self.bandCount)
    // Made empty and raised, since a semaphore must not go below what it was made with.
    free = DispatchSemaphore(value: 0)
    for place in bands.indices {
      bands.initializeElement(at: place, to: Band(buffer: .allocate(capacity: bandByteCount)))
      free.signal()
    }
    let thread = Thread { [self] in consumeBands() }
    thread.stackSize = 4 << 20
    thread.start()
  }

  deinit {
    for band in bands { band.buffer.deallocate() }
    bands.deinitialize().deallocate()
  }

  /// Hands over the next rows.
  ///
  /// - Parameters:
  ///   - rows: The rows; copied.
  ///   - rowCount: How many, at least 1.
  func send(_ rows: Span<UInt8>, rowCount: Int) {
    free.wait()
    rows.withUnsafeBufferPointer { rows in
      _ = bands[next].buffer.update(fromContentsOf: rows)
    }
    bands[next].rowCount = rowCount
    bands[next].byteCount = rows.count
    next = (next + 1) % Self.bandCount
    filled.signal()
  }

  /// Ends the rows and waits for the second thread; must be called exactly once.
  ///
  /// - Returns: The consumer, which has seen all rows.
  func finish() -> Consumer {
    free.wait()
    bands[next].rowCount = 0
    filled.signal()
    ended.wait()
    return consumer
  }

  private func consumeBands() {
    var place = 0
    while true {
      filled.wait()
      let band = bands[place]
      guard band.rowCount > 0 else { break }
      let rows = UnsafeBufferPointer(rebasing: band.buffer[..<band.byteCount])
      consumer.consume(rows: rows.span, rowCount: band.rowCount)
      free.signal()
      place = (place + 1) % Self.bandCount
    }
    ended.signal()
  }
}
