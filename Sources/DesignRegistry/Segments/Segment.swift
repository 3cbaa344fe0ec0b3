// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
private import Glibc

/// A segment file, mapped into memory.
///
/// Opening reads the first page only. The rest is read when it is asked for, is kept by the system as long as there is
/// room, and is no part of the program's heap. The mapping lives as long as the object, also when the file is removed.
public final class Segment: @unchecked Sendable {
  // Proof of Sendable: all properties are constants, and the mapped memory is only read: a file is written under
  // another name, and by nobody once it has this one. It is unmapped, and the file closed, in `deinit`, when no view is
  // left; asking the open file for its length changes nothing.

  /// The name of the file in the folder of the index.
  public let name: String
  let header: SegmentHeader
  private let memory: UnsafeRawBufferPointer
  private let file: Int32

  /// The numbers that the segment speaks for: it has every design among them.
  public var designs: ClosedRange<Int> { header.designs }
  /// The number of designs.
  public var designCount: Int { header.designCount }
  /// The number of columns.
  public var columnCount: Int { header.columns.count }
  /// The bytes of the file.
  public var byteCount: Int { memory.count }
  /// Whether the file is still as long as what is mapped.
  ///
  /// Nothing of this program shortens one. Where something else did, reading what is gone ends the process, so who is about
  /// to read much asks first.
  public var isWhole: Bool {
    var status = stat()
    return fstat(file, &status) == 0 && Int(status.st_size) >= memory.count
  }

  /// Maps a file.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - name: What to call it.
  /// - Throws: ``SegmentFault``.
  init(_ path: String, name: String) throws(SegmentFault) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .unreadable(reason: String(cString: strerror(errno))) }
    do throws(SegmentFault) {
      (header, memory) = try Self.mapped(file)
    } catch {
      close(file)
      throw error
    }
    self.name = name
    self.file = file
  }

  /// Reads the first page of a file and maps the whole.
  private static func mapped(
    _ file: Int32
  ) throws(SegmentFault) -> (header: SegmentHeader, memory: UnsafeRawBufferPointer) {
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw .unreadable(reason: String(cString: strerror(errno)))
    }
    let byteCount = Int(status.st_size)
    guard byteCount >= SegmentHeader.byteCount else { throw .notASegment }
    var failure: Int32 = 0
    let page = [UInt8](unsafeUninitializedCapacity: SegmentHeader.byteCount) { buffer, filled in
      filled = max(0, pread(file, buffer.baseAddress, buffer.count, 0))
      if filled < buffer.count { failure = errno }
    }
    guard page.count == SegmentHeader.byteCount else {
      throw .unreadable(reason: String(cString: strerror(failure)))
    }
    let header = try SegmentHeader(page, ofFile: byteCount)
    guard let start = mmap(nil, byteCount, PROT_READ, MAP_SHARED, file, 0), start != MAP_FAILED
    else { throw .unreadable(reason: String(cString: strerror(errno))) }
    return (header, UnsafeRawBufferPointer(start: start, count: byteCount))
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: memory.baseAddress), memory.count)
    close(file)
  }

  /// The bytes of a column, whose first lies at the start of a page; valid as long as the segment.
  ///
  /// - Parameter index: The place of the column, below ``columnCount``.
  /// - Returns: Its bytes.
  public func column(_ index: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[header.columns[index]])
  }

  /// Reads the whole file and holds it against its checksums.
  ///
  /// - Returns: One fault for each block that is not what was written; none when all is.
  /// - Complexity: O(bytes).
  public func bodyFaults() -> [SegmentFault] {
    let table = UnsafeRawBufferPointer(rebasing: memory[header.checksums])
    guard ck_crc32c(0, table.baseAddress, table.count) == header.checksumsChecksum else {
      return [
        .damagedBody(first: header.checksums.lowerBound, end: header.checksums.upperBound)
      ]
    }
    return header.blocks.enumerated().compactMap { index, block in
      let checksum = UInt32(
        littleEndian: table.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self))
      guard
        ck_crc32c(0, memory.baseAddress?.advanced(by: block.lowerBound), block.count) != checksum
      else { return nil }
      return .damagedBody(first: block.lowerBound, end: block.upperBound)
    }
  }
}
