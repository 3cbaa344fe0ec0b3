// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageDecoding

extension Picture {
  /// Decodes the picture and turns what the decoder throws into the catalogue's error.
  ///
  /// - Parameters:
  ///   - limits: What the file may ask for.
  ///   - body: Makes a pass over the picture; calls its second argument with the number of rows it is done with, so
  ///     that mapped pages can be given back.
  /// - Returns: What `body` returns.
  /// - Throws: ``SelvedgeError`` about this picture.
  func decoding<Result>(
    _ limits: DecodingLimits, _ body: (ImageDecoder, (Int) -> Void) throws -> Result
  ) throws(SelvedgeError) -> Result {
    do {
      return try bytes.withUnsafeBytes { memory in
        // Pages are given back each time about this many bytes of the file have been read.
        let byteStep = 16 << 20
        var released = 0
        let decoder = try ImageDecoder(bytes: memory, limits: limits) { position in
          guard position - released >= byteStep else { return }
          bytes.releasePages()
          released = position
        }
        let step = max(1, decoder.header.size.height * byteStep / max(1, memory.count))
        var pending = 0
        return try body(decoder) { rowCount in
          pending += rowCount
          if pending >= step {
            bytes.releasePages()
            pending = 0
          }
        }
      }
    } catch let error as ImageDecoding.DecodingError {
      throw SelvedgeError(error, subject: name)
    } catch let error as SelvedgeError {
      throw error
    } catch {
      throw SelvedgeError(
        .internalFailure, stage: "decode", subject: name,
        message: "decoding failed in a way that was not foreseen", cause: "\(error)")
    }
  }
}

extension SelvedgeError {
  /// The catalogue's error for one of the decoder's.
  ///
  /// - Parameters:
  ///   - error: The decoder's error.
  ///   - subject: The picture's name.
  init(_ error: ImageDecoding.DecodingError, subject: String) {
    let code: ProblemCode =
      switch error.kind {
      case .unsupportedFormat: .unsupportedFormat
      case .undecodable: .undecodableImage
      case .exceedsLimits: .imageExceedsLimits
      }
    self.init(code, stage: "decode", subject: subject, message: error.description)
  }
}
