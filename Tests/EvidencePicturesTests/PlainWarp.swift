// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers

@testable import EvidencePictures

/// The plain twin of ``PictureWarp/warped(_:onto:by:)``: pixel by pixel, as the page says.
enum PlainWarp {
  static func warped(
    _ picture: PixelBuffer, onto size: ImageSize, by map: ProjectiveMap
  ) -> (picture: PixelBuffer, shares: [UInt8]) {
    var canvas = PixelBuffer(size: size, red: 255, green: 255, blue: 255)
    var shares = [UInt8](repeating: 0, count: size.pixelCount)
    let m = map.m
    let (width, height) = (Double(picture.size.width), Double(picture.size.height))
    let orientation = map.homogeneous(
      PicturePoint(x: Double(size.width) / 2, y: Double(size.height) / 2)
    ).w
    picture.samples.withUnsafeBufferPointer { source in
      canvas.samples.withUnsafeMutableBufferPointer { target in
        shares.withUnsafeMutableBufferPointer { shares in
          let sampler = Sampler(
            samples: source, width: picture.size.width, height: picture.size.height)
          for row in 0..<size.height {
            for column in 0..<size.width {
              let count = sampleCount(m, Double(column) + 0.5, Double(row) + 0.5)
              let step = 1 / Double(count)
              var (red, green, blue, met) = (0, 0, 0, 0)
              for i in 0..<count {
                for j in 0..<count {
                  let u = Double(column) + (Double(j) + 0.5) * step
                  let v = Double(row) + (Double(i) + 0.5) * step
                  let w = m[6] * u + m[7] * v + m[8]
                  // Behind the horizon there is nothing to see.
                  guard w * orientation > 0 else { continue }
                  let x = (m[0] * u + m[1] * v + m[2]) / w
                  let y = (m[3] * u + m[4] * v + m[5]) / w
                  guard x >= 0, y >= 0, x < width, y < height else { continue }
                  let color = count == 1 ? sampler.joined(x, y) : sampler.nearest(x, y)
                  red += color.0
                  green += color.1
                  blue += color.2
                  met += 1
                }
              }
              guard met > 0 else { continue }
              let pixel = row * size.width + column
              target[pixel * 3] = UInt8((red + met / 2) / met)
              target[pixel * 3 + 1] = UInt8((green + met / 2) / met)
              target[pixel * 3 + 2] = UInt8((blue + met / 2) / met)
              shares[pixel] = UInt8(met * 255 / (count * count))
            }
          }
        }
      }
    }
    return (canvas, shares)
  }

  /// How many samples along each side a pixel of the canvas needs: by how much the map stretches there.
  private static func sampleCount(_ m: [Double], _ u: Double, _ v: Double) -> Int {
    let w = m[6] * u + m[7] * v + m[8]
    let x = (m[0] * u + m[1] * v + m[2]) / w
    let y = (m[3] * u + m[4] * v + m[5]) / w
    let (xu, yu) = ((m[0] - x * m[6]) / w, (m[3] - y * m[6]) / w)
    let (xv, yv) = ((m[1] - x * m[7]) / w, (m[4] - y * m[7]) / w)
    let stretch = max(xu * xu + yu * yu, xv * xv + yv * yv).squareRoot()
    // One sample, joined with its neighbours, is enough up to a little above 1; the negated comparison
    // takes what is not a number, too.
    guard stretch > 1.2 else { return 1 }
    return Int(min(6, (stretch * 1.5).rounded(.up)))
  }
}

/// Reads colours between pixels.
private struct Sampler {
  let samples: UnsafeBufferPointer<UInt8>
  let width: Int
  let height: Int

  func nearest(_ x: Double, _ y: Double) -> (Int, Int, Int) {
    let first = (Int(y) * width + Int(x)) * 3
    return (Int(samples[first]), Int(samples[first + 1]), Int(samples[first + 2]))
  }

  /// The four nearest pixels, weighted by nearness in 256ths.
  func joined(_ x: Double, _ y: Double) -> (Int, Int, Int) {
    let (left, top) = ((x - 0.5).rounded(.down), (y - 0.5).rounded(.down))
    let shareX = Int((x - 0.5 - left) * 256)
    let shareY = Int((y - 0.5 - top) * 256)
    let (x0, y0) = (max(0, Int(left)), max(0, Int(top)))
    let (x1, y1) = (min(width - 1, Int(left) + 1), min(height - 1, Int(top) + 1))
    let (a, b) = ((y0 * width + x0) * 3, (y0 * width + x1) * 3)
    let (c, d) = ((y1 * width + x0) * 3, (y1 * width + x1) * 3)
    func join(_ channel: Int) -> Int {
      let upper =
        Int(samples[a + channel]) * (256 - shareX) + Int(samples[b + channel]) * shareX
      let lower =
        Int(samples[c + channel]) * (256 - shareX) + Int(samples[d + channel]) * shareX
      return (upper * (256 - shareY) + lower * shareY + 32768) >> 16
    }
    return (join(0), join(1), join(2))
  }
}
