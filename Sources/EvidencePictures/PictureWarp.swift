// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import ImageBuffers

/// Draws pictures through projective maps, and at other sizes.
public enum PictureWarp {
  /// The size at which a picture's long side is `longSide`, enlarged at most four times.
  ///
  /// - Parameters:
  ///   - size: The picture's size.
  ///   - longSide: The long side that is wanted, in pixels.
  /// - Returns: The size.
  public static func panelSize(of size: ImageSize, longSide: Int) -> ImageSize {
    guard size.longSide < longSide else { return size.fitted(longSide: longSide) }
    let target = min(longSide, size.longSide * 4)
    return ImageSize(
      width: max(1, size.width * target / size.longSide),
      height: max(1, size.height * target / size.longSide))
  }

  /// Draws a picture at another size.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - size: The size that is wanted.
  /// - Returns: The picture at that size.
  /// - Complexity: O(pixels of the larger of the two).
  public static func resized(_ picture: PixelBuffer, to size: ImageSize) -> PixelBuffer {
    guard picture.size != size else { return picture }
    let map = ProjectiveMap.scaling(
      x: Double(picture.size.width) / Double(size.width),
      y: Double(picture.size.height) / Double(size.height))
    return warped(picture, onto: size, by: map).picture
  }

  /// Draws a picture as it is seen through a map.
  ///
  /// Where the picture is enlarged, its pixels are joined by straight lines; where it is reduced, samples are
  /// averaged over the area of the new pixel.
  ///
  /// - Parameters:
  ///   - picture: The picture.
  ///   - size: The size of the canvas.
  ///   - map: Takes places on the canvas to places in the picture.
  /// - Returns: The canvas, white where the picture does not reach, and how much of each of its pixels the
  ///   picture covers, 0...255.
  /// - Complexity: O(pixels of the canvas), times up to 36 where the picture is reduced.
  public static func warped(
    _ picture: PixelBuffer, onto size: ImageSize, by map: ProjectiveMap
  ) -> (picture: PixelBuffer, shares: [UInt8]) {
    var shares: [UInt8] = []
    let samples = [UInt8](unsafeUninitializedCapacity: size.pixelCount * 3) { canvas, filled in
      shares = [UInt8](unsafeUninitializedCapacity: size.pixelCount) { shares, sharesFilled in
        ck_warp(
          picture.samples, Int32(picture.size.width), Int32(picture.size.height), map.m,
          Int32(size.width), Int32(size.height), canvas.baseAddress, shares.baseAddress)
        sharesFilled = size.pixelCount
      }
      filled = size.pixelCount * 3
    }
    return (PixelBuffer(size: size, samples: samples), shares)
  }
}
