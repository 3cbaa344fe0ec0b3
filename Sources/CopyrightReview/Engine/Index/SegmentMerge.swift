// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import FeatureIndexing

/// Several segments on their way into one.
struct SegmentMerge {
  /// The segments; numbers rise from one to the next, and no design lies between them.
  let segments: [EngineSegment]

  /// How many designs the merged segment has.
  var designCount: Int { segments.reduce(0) { $0 + $1.numbers.count } }

  /// The bytes of each column.
  var columnByteCounts: [Int] {
    EngineSegment.Column.allCases.map { column in
      switch column {
      case .starts: segments.first?.bytes(of: .starts).count ?? 0
      case .numbers, .checksums, .hashes, .hashNumbers, .edgeHashes, .edgeHashNumbers,
        .torusHashes, .torusHashNumbers, .postings, .signatures:
        segments.reduce(0) { $0 + $1.bytes(of: column).count }
      }
    }
  }

  /// Writes the columns.
  ///
  /// - Parameter columns: As many bytes as `columnByteCounts` says.
  /// - Complexity: O(bytes), in no memory of its own.
  func write(to columns: [UnsafeMutableRawBufferPointer]) {
    for column in EngineSegment.Column.allCases {
      switch column {
      case .starts, .postings, .signatures: continue
      case .numbers, .checksums, .hashes, .hashNumbers, .edgeHashes, .edgeHashNumbers,
        .torusHashes, .torusHashNumbers:
        var place = 0
        for segment in segments {
          let bytes = segment.bytes(of: column)
          UnsafeMutableRawBufferPointer(rebasing: columns[column.rawValue][place...])
            .copyMemory(from: bytes)
          place += bytes.count
        }
      }
    }
    PostingColumnsTarget(
      starts: columns[EngineSegment.Column.starts.rawValue],
      postings: columns[EngineSegment.Column.postings.rawValue],
      signatures: columns[EngineSegment.Column.signatures.rawValue]
    ).writeMerged(segments.map(\.features))
  }

  /// The most designs that a segment is merged to: about 2 GB, which takes seconds to write.
  static let mostDesigns = 1 << 18

  /// Which neighbours to merge, so that each segment has at least twice the designs of the next or is as large as
  /// segments get: there are few of them, and a design is written again only when its segment doubles.
  ///
  /// - Parameters:
  ///   - designCounts: The designs of each segment.
  ///   - mostDesigns: The most that a segment is merged to.
  /// - Returns: Places of two or more neighbours each.
  static func groups(
    _ designCounts: [Int], mostDesigns: Int = SegmentMerge.mostDesigns
  ) -> [Range<Int>] {
    var stack: [(places: Range<Int>, count: Int)] = []
    for (place, count) in designCounts.enumerated() {
      var top = (places: place..<place + 1, count: count)
      while let below = stack.last, below.count < 2 * top.count,
        below.count + top.count <= mostDesigns
      {
        stack.removeLast()
        top = (below.places.lowerBound..<top.places.upperBound, below.count + top.count)
      }
      stack.append(top)
    }
    return stack.map(\.places).filter { $0.count > 1 }
  }
}
