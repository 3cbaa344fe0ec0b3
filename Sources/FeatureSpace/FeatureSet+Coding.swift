// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension FeatureSet {
  /// What makes stored features unreadable.
  public enum CodingError: Error, Equatable, CustomStringConvertible {
    /// The bytes end before the features do.
    case truncated(byteCount: Int, expected: Int)
    /// The bytes were written in another layout.
    case unknownLayout(UInt8)

    /// What is wrong with the bytes.
    public var description: String {
      switch self {
      case .truncated(let byteCount, let expected):
        "stored features end after \(byteCount) of \(expected) bytes"
      case .unknownLayout(let layout): "stored features have the unknown layout \(layout)"
      }
    }
  }

  /// The layout that `encoded()` writes.
  static let layout: UInt8 = 1

  /// The features as bytes: layout, width, height and the four group counts (16 bit, little endian), then 6 bytes a keypoint
  /// (column, row, size, direction), then the descriptors.
  ///
  /// - Returns: 13 bytes and 38 a feature.
  public func encoded() -> [UInt8] {
    var bytes: [UInt8] = [Self.layout]
    bytes.reserveCapacity(13 + keypoints.count * 38)
    func append(_ value: Int) {
      bytes.append(UInt8(truncatingIfNeeded: value))
      bytes.append(UInt8(truncatingIfNeeded: value >> 8))
    }
    append(size.width)
    append(size.height)
    for group in groups { append(group.count) }
    for keypoint in keypoints {
      append(Int(keypoint.column))
      append(Int(keypoint.row))
      bytes.append(keypoint.size)
      bytes.append(keypoint.direction)
    }
    bytes.append(contentsOf: descriptors.lazy.map { UInt8(bitPattern: $0) })
    return bytes
  }

  /// Reads features back.
  ///
  /// - Parameter bytes: What `encoded()` wrote.
  /// - Throws: `CodingError` when the bytes are cut short or of another layout.
  public init(encoded bytes: some Collection<UInt8>) throws(CodingError) {
    let bytes = Array(bytes)
    guard let layout = bytes.first else { throw .truncated(byteCount: 0, expected: 13) }
    guard layout == Self.layout else { throw .unknownLayout(layout) }
    guard bytes.count >= 13 else { throw .truncated(byteCount: bytes.count, expected: 13) }
    func number(_ at: Int) -> Int { Int(bytes[at]) | Int(bytes[at + 1]) << 8 }
    let counts = (0..<Self.groupCount).map { number(5 + 2 * $0) }
    let count = counts.reduce(0, +)
    let expected = 13 + count * (6 + Self.dimension)
    guard bytes.count == expected, number(1) > 0, number(3) > 0 else {
      throw .truncated(byteCount: bytes.count, expected: expected)
    }
    var groups: [Range<Int>] = []
    for members in counts {
      let start = groups.last?.upperBound ?? 0
      groups.append(start..<start + members)
    }
    let keypoints = [Keypoint](unsafeUninitializedCapacity: count) { buffer, filled in
      bytes.withUnsafeBufferPointer { bytes in
        for (group, members) in groups.enumerated() {
          for index in members {
            let at = 13 + index * 6
            buffer.initializeElement(
              at: index,
              to: Keypoint(
                column: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8,
                row: UInt16(bytes[at + 2]) | UInt16(bytes[at + 3]) << 8, size: bytes[at + 4],
                direction: bytes[at + 5], group: UInt8(group)))
          }
        }
      }
      filled = count
    }
    let descriptors = [Int8](unsafeUninitializedCapacity: count * Self.dimension) {
      buffer, filled in
      for place in 0..<count * Self.dimension {
        buffer.initializeElement(at: place, to: Int8(bitPattern: bytes[13 + count * 6 + place]))
      }
      filled = count * Self.dimension
    }
    self.init(
      size: ImageSize(width: number(1), height: number(3)), sortedKeypoints: keypoints,
      sortedDescriptors: descriptors, groups: groups)
  }
}
