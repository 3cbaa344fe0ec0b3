// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
private import Glibc

/// Writes one segment file: its room is taken first, so that a full disk is an error and never a signal.
struct SegmentWriter {
  /// Writes a file; it is durable when the call returns, but for its name.
  ///
  /// - Parameters:
  ///   - path: The file; there must be none.
  ///   - header: What it is.
  ///   - fill: Writes the columns, whose bytes are zero before.
  /// - Throws: `RegistryError.storage`; then no file is left.
  static func write(
    _ path: String, _ header: SegmentHeader, fill: ([UnsafeMutableRawBufferPointer]) -> Void
  ) throws(RegistryError) {
    let file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    guard file >= 0 else { throw failure(path, errno) }
    defer { close(file) }
    do throws(RegistryError) {
      let code = posix_fallocate(file, 0, off_t(header.fileByteCount))
      guard code == 0 else { throw failure(path, code) }
      guard
        let start = mmap(
          nil, header.fileByteCount, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0),
        start != MAP_FAILED
      else { throw failure(path, errno) }
      let memory = UnsafeMutableRawBufferPointer(start: start, count: header.fileByteCount)
      defer { munmap(start, header.fileByteCount) }
      fill(header.columns.map { UnsafeMutableRawBufferPointer(rebasing: memory[$0]) })
      seal(memory, header)
      guard msync(start, header.fileByteCount, MS_SYNC) == 0, fsync(file) == 0 else {
        throw failure(path, errno)
      }
    } catch {
      unlink(path)
      throw error
    }
  }

  /// Writes checksums and the first page.
  private static func seal(_ memory: UnsafeMutableRawBufferPointer, _ header: SegmentHeader) {
    for (index, block) in header.blocks.enumerated() {
      let checksum = ck_crc32c(
        0, memory.baseAddress?.advanced(by: block.lowerBound), block.count)
      memory.storeBytes(
        of: checksum.littleEndian, toByteOffset: header.checksums.lowerBound + index * 4,
        as: UInt32.self)
    }
    var header = header
    header.checksumsChecksum = ck_crc32c(
      0, memory.baseAddress?.advanced(by: header.checksums.lowerBound), header.checksums.count)
    header.write(
      to: UnsafeMutableRawBufferPointer(rebasing: memory[..<SegmentHeader.byteCount]))
  }

  private static func failure(_ path: String, _ code: Int32) -> RegistryError {
    .storage(path: path, reason: String(cString: strerror(code)))
  }
}
