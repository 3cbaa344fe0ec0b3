// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CImageCodecs
import ImageBuffers

/// One pass over a file by the C decoder: header, rows, end.
///
/// Shows nothing of the C interface. The memory is borrowed and must outlive the session.
struct CodecSession: ~Copyable {
  /// What the file says, as far as the codec knows it.
  let header: CodecHeader
  private let decoder: OpaquePointer
  private let byteCount: Int

  init(
    format: ImageFormat, bytes: UnsafeRawBufferPointer, limits: DecodingLimits
  ) throws(DecodingError) {
    var limits = cic_limits(
      side_length: UInt64(limits.sideLength), pixel_count: UInt64(limits.pixelCount),
      chunk_byte_count: UInt64(limits.ancillaryByteCount),
      working_byte_count: UInt64(limits.workingByteCount), scan_count: UInt64(limits.scanCount))
    var opened: OpaquePointer?
    var header = cic_header()
    var failure = cic_failure()
    let codec = format == .png ? cic_format.png : .jpeg
    let status = cic_decoder_open(
      codec, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count, &limits,
      &opened, &header, &failure)
    guard status == .ok, let opened else {
      throw DecodingError(failure, format: format, byteCount: bytes.count, rowCount: nil)
    }
    self.header = CodecHeader(header, format: format)
    self.decoder = opened
    self.byteCount = bytes.count
  }

  deinit { cic_decoder_close(decoder) }

  /// Decodes the next stored rows.
  ///
  /// - Parameter rows: Where they go; room for at least one row.
  /// - Returns: How many rows came; fewer than there is room for only at the end.
  /// - Throws: `DecodingError` when the file is damaged or incomplete.
  func readRows(into rows: UnsafeMutableBufferPointer<UInt8>) throws(DecodingError) -> Int {
    let size = header.storedSize
    var rowCount: UInt32 = 0
    var failure = cic_failure()
    let capacity = min(size.height, rows.count / (size.width * 3))
    let status = cic_decoder_read_rows(
      decoder, rows.baseAddress, UInt32(capacity), &rowCount, &failure)
    guard status == .ok else { throw error(failure) }
    return Int(rowCount)
  }

  /// Checks what follows the last row.
  func finish() throws(DecodingError) {
    var failure = cic_failure()
    guard cic_decoder_finish(decoder, &failure) == .ok else { throw error(failure) }
  }

  private func error(_ failure: cic_failure) -> DecodingError {
    DecodingError(
      failure, format: header.format, byteCount: byteCount, rowCount: header.storedSize.height)
  }
}

/// What the codec knows of a picture; the orientation is read elsewhere.
struct CodecHeader {
  let format: ImageFormat
  let storedSize: ImageSize
  let bitDepth: Int
  let colorModel: ImageHeader.ColorModel
  let isProgressive: Bool
  let hasAlpha: Bool
  let workingByteCount: Int
}

extension CodecHeader {
  fileprivate init(_ header: cic_header, format: ImageFormat) {
    self.format = format
    storedSize = ImageSize(width: Int(header.width), height: Int(header.height))
    bitDepth = Int(header.bit_depth)
    colorModel =
      switch header.color_model {
      case .gray: .gray
      case .gray_alpha: .grayAlpha
      case .palette: .palette
      case .rgb: .rgb
      case .rgba: .rgba
      case .ycbcr: .yCbCr
      case .cmyk: .cmyk
      case .ycck: .ycck
      }
    isProgressive = header.is_progressive
    hasAlpha = header.has_alpha
    workingByteCount = Int(header.working_byte_count)
  }
}

extension DecodingError {
  fileprivate init(_ failure: cic_failure, format: ImageFormat, byteCount: Int, rowCount: Int?) {
    let text = withUnsafeBytes(of: failure.library_text) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
    switch failure.status {
    case .truncated:
      let rows = rowCount.map { RowProgress(decoded: Int(failure.row_count), announced: $0) }
      self = .truncated(
        format: format, readBytes: Int(failure.byte_offset), byteCount: byteCount, rows: rows)
    case .unsupported:
      self = .unsupportedVariant(format: format, reason: text)
    case .limit:
      let measure: DecodingLimits.Measure =
        switch failure.limit {
        case .side_length: .sideLength
        case .pixel_count: .pixelCount
        case .working_byte_count: .workingByteCount
        case .scan_count: .scanCount
        }
      self = .limitExceeded(
        measure, actual: Int(clamping: failure.actual), limit: Int(clamping: failure.allowed))
    case .out_of_memory:
      self = .outOfMemory(format: format)
    case .corrupt, .ok:
      self = .corrupt(format: format, reason: text, atByte: Int(failure.byte_offset))
    }
  }
}
