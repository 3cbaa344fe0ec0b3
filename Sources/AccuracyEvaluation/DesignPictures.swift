// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyrightReview
internal import ImageBuffers
private import CopyAttacks
private import ImageDecoding
private import Synchronization

/// The designs' pictures at working size, the last few of them kept.
///
/// Copies are made design by design, so each picture is decoded about once.
final class DesignPictures: Sendable {
  private let desk: ReviewDesk
  private let kept = Mutex<[(design: String, picture: PixelBuffer)]>([])
  private let capacity: Int

  init(desk: ReviewDesk, capacity: Int) {
    self.desk = desk
    self.capacity = capacity
  }

  /// The picture of a registered design.
  ///
  /// - Parameter design: The design's id.
  /// - Returns: The picture, at most ``EvaluationPlan/workingSide`` pixels a side.
  /// - Throws: `SelvedgeError` when the original cannot be read or is too small to be copied.
  func picture(of design: String) throws(SelvedgeError) -> PixelBuffer {
    let found = kept.withLock { kept in kept.first { $0.design == design }?.picture }
    if let found { return found }
    let picture = try Self.picture(named: design, bytes: try desk.original(of: design).bytes)
    kept.withLock { kept in
      kept.append((design, picture))
      if kept.count > capacity { kept.removeFirst() }
    }
    return picture
  }

  /// Decodes a picture and shrinks it to working size.
  ///
  /// - Parameters:
  ///   - name: What errors call it.
  ///   - bytes: The file.
  /// - Returns: The picture.
  /// - Throws: `SelvedgeError` when it cannot be decoded or is too small to be copied.
  static func picture(named name: String, bytes: [UInt8]) throws(SelvedgeError) -> PixelBuffer {
    let picture: PixelBuffer
    do {
      picture = try ImageDecoder(bytes: bytes).decodePixels()
        .shrunk(longSide: EvaluationPlan.workingSide)
    } catch {
      throw SelvedgeError(
        .undecodableImage, stage: "decode", subject: name, message: "\(error)")
    }
    guard picture.size.shortSide >= 16 else {
      throw SelvedgeError(
        .invalidRequest, stage: "evaluate", subject: name,
        message: "\(picture.size) pixels are too few to make copies of; 16 a side are needed")
    }
    return picture
  }
}
