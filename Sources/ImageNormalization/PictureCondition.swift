// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// In which condition a picture is: how large and sharp, and whether a grid lies over it.
///
/// It is measured before a picture is searched for, and says what a search can be trusted with. The limits were set on
/// copies of 25 designs, looked up among 1,040 with engine 2: blurred by a Gaussian of 8, 12, 16 and 24 pixels (long side
/// 1,024), 21, 19, 11 and 2 of 25 were found; made 80, 64 and 48 pixels long, 22, 18 and 11. Of 75 simulated photographs
/// of a screen 68 were found.
public struct PictureCondition: Hashable, Sendable {
  /// The short side of the picture as it came, in pixels.
  public let shortSide: Int
  /// How sharp the picture is: the steepest edges seen at a quarter of the size, against the steepest at any size.
  ///
  /// 0...1; a picture without any edge has 1.
  public let sharpness: Double
  /// How far a grid stands out of what is around it in the spectrum, in luma and in colour alike; at least 1.
  public let grating: Double

  /// Pictures with a shorter side are too small: fewer than half of such copies are found.
  public static let leastShortSide = 48
  /// Pictures that are less sharp are blurred.
  public static let leastSharpness = 0.25
  /// Pictures with a stronger grating show the grid of a screen.
  public static let largestGrating = 50.0

  /// Whether the picture is so small that finding nothing means little.
  public var isTooSmall: Bool { shortSide < Self.leastShortSide }
  /// Whether the picture is so blurred that finding nothing means little.
  public var isBlurred: Bool { sharpness < Self.leastSharpness }
  /// Whether the picture shows the grid of a screen, as photographs of screens do.
  public var hasGrating: Bool { grating > Self.largestGrating }

  /// Creates a condition that was measured before.
  ///
  /// - Parameters:
  ///   - shortSide: The short side of the picture as it came, in pixels.
  ///   - sharpness: How sharp it is, 0...1.
  ///   - grating: How far a grid stands out, at least 1.
  public init(shortSide: Int, sharpness: Double, grating: Double) {
    self.shortSide = shortSide
    self.sharpness = sharpness
    self.grating = grating
  }

  /// Measures a picture.
  ///
  /// - Parameters:
  ///   - picture: The working picture.
  ///   - sourceSize: The size of the picture as it came.
  /// - Complexity: O(pixels).
  public init(of picture: PixelBuffer, sourceSize: ImageSize) {
    self.init(
      shortSide: min(sourceSize.width, sourceSize.height),
      sharpness: Sharpness.measure(picture), grating: Grating.measure(picture))
  }
}
