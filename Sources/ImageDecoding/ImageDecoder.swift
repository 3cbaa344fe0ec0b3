// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CImageCodecs
public import ImageBuffers

/// Decodes one PNG or JPEG file to upright 8-bit RGB.
///
/// Creating a decoder reads the signature and the header and judges them by the limits; nothing
/// that grows with the picture is allocated. Each decoding call is a pass of its own over the file.
///
///     let decoder = try ImageDecoder(bytes: file)
///     try decoder.decodeRows { rows, rowCount in hasher.consume(rows: rows, rowCount: rowCount) }
///
/// The rules by which samples become RGB, what counts as damage and what decoding costs stand in
/// <doc:ImageDecoding>.
public struct ImageDecoder {
  /// What the file says about its picture.
  public let header: ImageHeader
  private let source: Source
  private let limits: DecodingLimits

  /// The most rows in a band of ``decodeRows(_:)``.
  public static let rowsPerBand = 16
  /// Rows turned at once: as many bytes in a row of the canvas as a few cache lines hold.
  private static let rowsPerTurnedBand = 64

  private enum Source {
    case array([UInt8])
    case memory(UnsafeRawBufferPointer)
  }

  /// Reads the header of a file in an array.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - limits: What the file may ask for.
  /// - Throws: ``DecodingError`` when the file is no PNG or JPEG, asks for too much, or has a
  ///   damaged header.
  public init(bytes: [UInt8], limits: DecodingLimits = .standard) throws(DecodingError) {
    let result = bytes.withUnsafeBytes { memory -> Result<ImageHeader, DecodingError> in
      Result { () throws(DecodingError) in try Self.header(of: memory, limits: limits) }
    }
    header = try result.get()
    source = .array(bytes)
    self.limits = limits
  }

  /// Reads the header of a file in memory that the caller keeps, such as a mapped file.
  ///
  /// - Parameters:
  ///   - bytes: The whole file. It is borrowed: it must stay valid and unchanged for as long as the
  ///     decoder is used.
  ///   - limits: What the file may ask for.
  ///   - visiting: Is told how far the search for an orientation has come, in bytes: in a PNG it may go through the
  ///     whole file, and whoever maps the file may want to let go of the pages behind it.
  /// - Throws: ``DecodingError`` when the file is no PNG or JPEG, asks for too much, or has a
  ///   damaged header.
  public init(
    bytes: UnsafeRawBufferPointer, limits: DecodingLimits = .standard,
    visiting: @escaping (Int) -> Void = { _ in }
  ) throws(DecodingError) {
    header = try Self.header(of: bytes, limits: limits, visiting: visiting)
    source = .memory(bytes)
    self.limits = limits
  }

  /// Decodes the picture in bands of upright rows, top to bottom, each row exactly once.
  ///
  /// When this throws, the picture is not complete, and whatever was made from earlier bands is to
  /// be thrown away.
  ///
  /// - Parameter body: Takes `rowCount * header.size.width * 3` samples in the layout of
  ///   `PixelBuffer`, valid during the call only, and `rowCount`, 1...``rowsPerBand``.
  /// - Throws: ``DecodingError``, or what `body` throws.
  /// - Complexity: O(pixels). A band of memory for orientations 1 and 2, a canvas for the others,
  ///   and what interlaced and progressive files need; see ``DecodingLimits/workingByteCount``.
  public func decodeRows(_ body: (_ rows: Span<UInt8>, _ rowCount: Int) throws -> Void) throws {
    let rowByteCount = header.size.width * 3
    guard header.orientation.keepsRows else {
      let picture = try decodePixels()
      let samples = picture.samples.span
      for row in stride(from: 0, to: picture.size.height, by: Self.rowsPerBand) {
        let rowCount = min(Self.rowsPerBand, picture.size.height - row)
        let range = row * rowByteCount..<(row + rowCount) * rowByteCount
        try body(samples.extracting(range), rowCount)
      }
      return
    }
    try withSession { session in
      var band = [UInt8](
        repeating: 0, count: min(Self.rowsPerBand, header.size.height) * rowByteCount)
      try forEachBand(of: session, in: &band) { band, _, rowCount in
        try body(band.span.extracting(0..<rowCount * rowByteCount), rowCount)
      }
    }
  }

  /// Decodes the whole picture.
  ///
  /// - Returns: The upright picture, 3 bytes a pixel.
  /// - Throws: ``DecodingError`` when the file is damaged or incomplete.
  /// - Complexity: O(pixels).
  public func decodePixels() throws -> PixelBuffer {
    let sampleCount = header.size.pixelCount * 3
    let samples = try [UInt8](unsafeUninitializedCapacity: sampleCount) { canvas, count in
      try withSession { session in
        if header.orientation == .upright {
          try decode(session, straightInto: canvas)
        } else {
          try decode(session, turnedInto: canvas)
        }
      }
      count = sampleCount
    }
    return PixelBuffer(size: header.size, samples: samples)
  }
}

extension ImageDecoder {
  private static func header(
    of bytes: UnsafeRawBufferPointer, limits: DecodingLimits,
    visiting: @escaping (Int) -> Void = { _ in }
  ) throws(DecodingError) -> ImageHeader {
    guard bytes.count <= limits.byteCount else {
      throw .limitExceeded(.byteCount, actual: bytes.count, limit: limits.byteCount)
    }
    let memory = bytes.assumingMemoryBound(to: UInt8.self)
    guard let format = ImageFormat.detect(memory.span) else {
      throw .unsupportedFormat(firstBytes: Array(bytes.prefix(8)))
    }
    let codec = try CodecSession(format: format, bytes: bytes, limits: limits).header
    let orientation = ExifOrientation(
      format: format, limits: limits, visiting: visiting
    ).orientation(of: memory.span)
    let canvasByteCount = orientation.keepsRows ? 0 : codec.storedSize.pixelCount * 3
    let heldByteCount = codec.workingByteCount + canvasByteCount
    guard heldByteCount <= limits.workingByteCount else {
      throw .limitExceeded(
        .workingByteCount, actual: heldByteCount, limit: limits.workingByteCount)
    }
    return ImageHeader(
      format: format, storedSize: codec.storedSize, orientation: orientation,
      bitDepth: codec.bitDepth, colorModel: codec.colorModel, isProgressive: codec.isProgressive,
      hasAlpha: codec.hasAlpha)
  }

  private func withSession(_ body: (borrowing CodecSession) throws -> Void) throws {
    func run(_ bytes: UnsafeRawBufferPointer) throws {
      let session = try CodecSession(format: header.format, bytes: bytes, limits: limits)
      try body(session)
      try session.finish()
    }
    switch source {
    case .array(let bytes): try bytes.withUnsafeBytes(run)
    case .memory(let bytes): try run(bytes)
    }
  }

  /// Reads band after band into the same memory, mirrored if the picture is; `body` gets the first
  /// stored row.
  private func forEachBand(
    of session: borrowing CodecSession, in band: inout [UInt8],
    _ body: (_ band: [UInt8], _ firstRow: Int, _ rowCount: Int) throws -> Void
  ) throws {
    let size = header.storedSize
    var row = 0
    while row < size.height {
      let rowCount = try band.withUnsafeMutableBufferPointer { rows in
        let rowCount = try session.readRows(into: rows)
        if header.orientation == .mirrored {
          cic_mirror_rows(rows.baseAddress, UInt32(rowCount), UInt32(size.width))
        }
        return rowCount
      }
      try body(band, row, rowCount)
      row += rowCount
    }
  }

  private func decode(
    _ session: borrowing CodecSession, straightInto canvas: UnsafeMutableBufferPointer<UInt8>
  ) throws {
    var written = 0
    while written < header.size.pixelCount * 3 {
      let rest = UnsafeMutableBufferPointer(rebasing: canvas[written...])
      written += try session.readRows(into: rest) * header.size.width * 3
    }
  }

  private func decode(
    _ session: borrowing CodecSession, turnedInto canvas: UnsafeMutableBufferPointer<UInt8>
  ) throws {
    let size = header.storedSize
    // A mirrored picture is mirrored in the band already and needs no turning here.
    let orientation = header.orientation == .mirrored ? Orientation.upright : header.orientation
    var band = [UInt8](
      repeating: 0, count: min(Self.rowsPerTurnedBand, size.height) * size.width * 3)
    try forEachBand(of: session, in: &band) { band, row, rowCount in
      cic_place_rows(
        band, UInt32(row), UInt32(rowCount), UInt32(size.width), UInt32(size.height),
        Int32(orientation.rawValue), canvas.baseAddress)
    }
  }
}

extension Orientation {
  /// Whether each stored row is a row of the upright picture, in the same order.
  fileprivate var keepsRows: Bool { self == .upright || self == .mirrored }
}
