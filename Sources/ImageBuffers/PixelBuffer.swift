// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An upright picture in memory: three 8-bit samples a pixel, red, green, blue.
///
/// Layout: row-major, no padding, the first sample is the red of the visual top-left corner; sample `c` of
/// the pixel in column `x` of row `y` is `samples[(y * size.width + x) * 3 + c]`. Values are gamma-encoded
/// as the file stores them (sRGB unless the file says otherwise; colour profiles are not applied).
public struct PixelBuffer: Hashable, Sendable {
  /// Width and height in pixels.
  public let size: ImageSize
  /// `size.pixelCount * 3` samples, 0...255.
  public var samples: [UInt8]

  /// Creates a picture from its samples.
  ///
  /// - Parameters:
  ///   - size: Width and height in pixels.
  ///   - samples: `size.pixelCount * 3` samples in the layout above.
  public init(size: ImageSize, samples: [UInt8]) {
    precondition(
      samples.count == size.pixelCount * 3,
      "\(size) pixels need \(size.pixelCount * 3) samples, not \(samples.count)")
    self.size = size
    self.samples = samples
  }

  /// Creates a picture of one colour.
  ///
  /// - Parameters:
  ///   - size: Width and height in pixels.
  ///   - red: Red of every pixel, 0...255.
  ///   - green: Green of every pixel, 0...255.
  ///   - blue: Blue of every pixel, 0...255.
  public init(size: ImageSize, red: UInt8, green: UInt8, blue: UInt8) {
    var samples = [UInt8](repeating: red, count: size.pixelCount * 3)
    for pixel in 0..<size.pixelCount {
      samples[pixel * 3 + 1] = green
      samples[pixel * 3 + 2] = blue
    }
    self.init(size: size, samples: samples)
  }

  /// A part of the picture.
  ///
  /// - Parameter area: The part, inside the picture.
  /// - Returns: The part as a picture of its own.
  public func cropped(to area: PixelRectangle) -> PixelBuffer {
    precondition(
      area.right <= size.width && area.bottom <= size.height,
      "\(area) does not lie in a picture of \(size)")
    var samples: [UInt8] = []
    samples.reserveCapacity(area.pixelCount * 3)
    for row in area.top..<area.bottom {
      let start = (row * size.width + area.left) * 3
      samples.append(contentsOf: self.samples[start..<start + area.width * 3])
    }
    return PixelBuffer(size: area.size, samples: samples)
  }

  /// The three samples of one pixel.
  ///
  /// - Parameters:
  ///   - x: Column, from the left.
  ///   - y: Row, from the top.
  public subscript(x: Int, y: Int) -> (red: UInt8, green: UInt8, blue: UInt8) {
    get {
      let first = (y * size.width + x) * 3
      return (samples[first], samples[first + 1], samples[first + 2])
    }
    set {
      let first = (y * size.width + x) * 3
      samples[first] = newValue.red
      samples[first + 1] = newValue.green
      samples[first + 2] = newValue.blue
    }
  }

  /// The picture with light and dark exchanged: every sample is 255 less what it was.
  public var negative: PixelBuffer {
    PixelBuffer(size: size, samples: samples.map { 255 - $0 })
  }
}
