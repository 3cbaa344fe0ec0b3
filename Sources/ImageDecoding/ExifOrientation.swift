// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers

/// Finds the EXIF orientation of a file.
///
/// Reads tag 0x0112 of the first directory, in the first Exif segment before a JPEG's first scan or
/// in a PNG's eXIf chunk. Whatever is broken on the way there means that the file says nothing: the
/// picture is taken as upright. XMP is not read.
///
/// > Source: CIPA DC-008 (Exif 2.32), sections 4.5.2 and 4.6; TIFF 6.0, section 2; PNG third
/// > edition, section 11.3.3.5.
struct ExifOrientation {
  let format: ImageFormat
  let limits: DecodingLimits
  /// Is told how far the file has been read, so that its keeper can let go of what lies before.
  var visiting: (Int) -> Void = { _ in }

  /// - Parameter bytes: The file.
  /// - Returns: The orientation the file states, or upright.
  func orientation(of bytes: Span<UInt8>) -> Orientation {
    let range =
      switch format {
      case .png: rangeInPNG(bytes)
      case .jpeg: rangeInJPEG(bytes)
      }
    guard let range, range.count <= limits.ancillaryByteCount else { return .upright }
    return Self.orientation(inTIFF: bytes.extracting(range)) ?? .upright
  }

  private func rangeInJPEG(_ bytes: Span<UInt8>) -> Range<Int>? {
    let exifMark: [UInt8] = [0x45, 0x78, 0x69, 0x66, 0, 0]
    var position = 2
    while position + 4 <= bytes.count {
      guard bytes[position] == 0xFF else { return nil }
      let marker = bytes[position + 1]
      if marker == 0xFF {  // a fill byte
        position += 1
        continue
      }
      if marker == 0xDA || marker == 0xD9 { return nil }
      if marker == 0x01 || (0xD0...0xD7).contains(marker) {  // no length follows
        position += 2
        continue
      }
      let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
      let segment = position + 4..<max(position + 4, position + 2 + length)
      guard length >= 2, segment.upperBound <= bytes.count else { return nil }
      if marker == 0xE1, segment.count > exifMark.count,
        exifMark.indices.allSatisfy({ bytes[segment.lowerBound + $0] == exifMark[$0] })
      {
        return segment.lowerBound + exifMark.count..<segment.upperBound
      }
      position = segment.upperBound
    }
    return nil
  }

  private func rangeInPNG(_ bytes: Span<UInt8>) -> Range<Int>? {
    let (exifType, endType): (UInt32, UInt32) = (0x6558_4966, 0x4945_4E44)
    var position = format.signature.count
    while let length = bytes.uint32(at: position, isBigEndian: true),
      let type = bytes.uint32(at: position + 4, isBigEndian: true)
    {
      let data = position + 8..<position + 8 + Int(length)
      guard data.upperBound + 4 <= bytes.count else { return nil }
      if type == exifType { return data }
      if type == endType { return nil }
      position = data.upperBound + 4
      visiting(position)
    }
    return nil
  }

  private static func orientation(inTIFF bytes: Span<UInt8>) -> Orientation? {
    guard bytes.count >= 8, bytes[0] == bytes[1], bytes[0] == 0x49 || bytes[0] == 0x4D else {
      return nil
    }
    let isBigEndian = bytes[0] == 0x4D
    guard bytes.uint16(at: 2, isBigEndian: isBigEndian) == 42,
      let offset = bytes.uint32(at: 4, isBigEndian: isBigEndian),
      let entryCount = bytes.uint16(at: Int(offset), isBigEndian: isBigEndian)
    else { return nil }
    for index in 0..<Int(entryCount) {
      let entry = Int(offset) + 2 + index * 12
      guard let tag = bytes.uint16(at: entry, isBigEndian: isBigEndian) else { return nil }
      guard tag == 0x0112 else { continue }
      // The standard says SHORT (3); BYTE (1) and LONG (4) are met as well.
      let value: Int? =
        switch bytes.uint16(at: entry + 2, isBigEndian: isBigEndian) {
        case 1: bytes.uint8(at: entry + 8)
        case 3: bytes.uint16(at: entry + 8, isBigEndian: isBigEndian).map(Int.init)
        case 4: bytes.uint32(at: entry + 8, isBigEndian: isBigEndian).map { Int($0) }
        default: nil
        }
      return value.flatMap(Orientation.init(rawValue:))
    }
    return nil
  }
}

extension Span where Element == UInt8 {
  // Whole numbers at places that may lie outside, which is `nil`.

  fileprivate func uint8(at offset: Int) -> Int? {
    offset < count ? Int(self[offset]) : nil
  }

  fileprivate func uint16(at offset: Int, isBigEndian: Bool) -> UInt16? {
    guard offset + 2 <= count else { return nil }
    let (first, second) = (UInt16(self[offset]), UInt16(self[offset + 1]))
    return isBigEndian ? first << 8 | second : second << 8 | first
  }

  fileprivate func uint32(at offset: Int, isBigEndian: Bool) -> UInt32? {
    guard let first = uint16(at: offset, isBigEndian: isBigEndian),
      let second = uint16(at: offset + 2, isBigEndian: isBigEndian)
    else { return nil }
    return isBigEndian
      ? UInt32(first) << 16 | UInt32(second) : UInt32(second) << 16 | UInt32(first)
  }
}
