// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension PixelBuffer {
  /// Lays a colour over the picture where a mask says so.
  ///
  /// - Parameters:
  ///   - color: The colour.
  ///   - mask: Where, of the picture's own size.
  ///   - opacity: How much of it, 0...255.
  mutating func paint(_ color: Color, over mask: AreaMask, opacity: Int = 255) {
    precondition(mask.size == size, "a mask of \(mask.size) does not fit a picture of \(size)")
    let ink = [Int(color.red), Int(color.green), Int(color.blue)]
    samples.withUnsafeMutableBufferPointer { samples in
      mask.shares.withUnsafeBufferPointer { shares in
        for pixel in 0..<shares.count where shares[pixel] > 0 {
          let share = Int(shares[pixel]) * opacity
          for channel in 0..<3 {
            let old = Int(samples[pixel * 3 + channel])
            samples[pixel * 3 + channel] = UInt8(
              (old * (65025 - share) + ink[channel] * share + 32512) / 65025)
          }
        }
      }
    }
  }

  /// Lays another picture of the same size over this one where a mask says so.
  ///
  /// - Parameters:
  ///   - other: The other picture.
  ///   - shares: How much of it shows, 0...255 a pixel.
  ///   - opacity: How much of it at most, 0...255.
  mutating func blend(_ other: PixelBuffer, shares: [UInt8], opacity: Int = 255) {
    precondition(other.size == size, "\(other.size) does not fit \(size)")
    samples.withUnsafeMutableBufferPointer { samples in
      other.samples.withUnsafeBufferPointer { others in
        shares.withUnsafeBufferPointer { shares in
          for pixel in 0..<shares.count where shares[pixel] > 0 {
            let share = Int(shares[pixel]) * opacity
            for index in pixel * 3..<pixel * 3 + 3 {
              samples[index] = UInt8(
                (Int(samples[index]) * (65025 - share) + Int(others[index]) * share + 32512)
                  / 65025)
            }
          }
        }
      }
    }
  }

  /// Draws outlines: a white band under a coloured line, so that they show on any ground.
  ///
  /// Lines along the picture's edge are moved inwards, to be seen in their whole width.
  ///
  /// - Parameters:
  ///   - polygons: The polygons, in this picture's pixels.
  ///   - color: The line's colour.
  ///   - width: The line's width, in pixels.
  mutating func drawOutlines(_ polygons: [Polygon], color: Color, width: Double) {
    let inset = min(width / 2, Double(size.shortSide) / 2)
    let polygons = polygons.compactMap { polygon in
      Polygon(
        polygon.corners.map {
          PicturePoint(
            x: max(inset, min(Double(size.width) - inset, $0.x)),
            y: max(inset, min(Double(size.height) - inset, $0.y)))
        })
    }
    guard !polygons.isEmpty else { return }
    let halo = AreaMask(along: polygons, halfWidth: width * 0.5 + 1.25, size: size)
    paint(EvidenceColors.paper, over: halo, opacity: 225)
    paint(color, over: AreaMask(along: polygons, halfWidth: width * 0.5, size: size))
  }

  /// A pale grey copy: what does not matter at the moment.
  ///
  /// - Returns: The picture, two thirds of the way to white, with most of its colour taken away.
  func dimmed() -> PixelBuffer {
    var copy = self
    copy.samples.withUnsafeMutableBufferPointer { samples in
      for pixel in 0..<size.pixelCount {
        let first = pixel * 3
        // BT.601 luma in thousandths.
        let luma =
          (299 * Int(samples[first]) + 587 * Int(samples[first + 1])
            + 114 * Int(samples[first + 2]) + 500) / 1000
        for index in first..<first + 3 {
          let grey = (Int(samples[index]) + 3 * luma) / 4
          samples[index] = UInt8((grey + 2 * 255) / 3)
        }
      }
    }
    return copy
  }

  /// A copy in which all but a rectangle is pale.
  ///
  /// - Parameter area: The rectangle that keeps its colours, inside the picture.
  /// - Returns: The copy.
  func dimmed(outside area: PixelRectangle) -> PixelBuffer {
    var copy = dimmed()
    for row in area.top..<area.bottom {
      let start = (row * size.width + area.left) * 3
      copy.samples.replaceSubrange(
        start..<start + area.width * 3, with: samples[start..<start + area.width * 3])
    }
    return copy
  }

  /// Copies a smaller picture into this one.
  ///
  /// - Parameters:
  ///   - picture: The smaller picture.
  ///   - left: Where its left edge comes to lie.
  ///   - top: Where its top edge comes to lie.
  mutating func place(_ picture: PixelBuffer, left: Int, top: Int) {
    precondition(
      left >= 0 && top >= 0 && left + picture.size.width <= size.width
        && top + picture.size.height <= size.height,
      "\(picture.size) at \(left), \(top) does not fit into \(size)")
    let width = picture.size.width * 3
    for row in 0..<picture.size.height {
      let target = ((top + row) * size.width + left) * 3
      samples.replaceSubrange(
        target..<target + width, with: picture.samples[row * width..<(row + 1) * width])
    }
  }
}
