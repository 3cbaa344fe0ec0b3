// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers

/// The filter of PDQ as its paper tells it, a whole plane at a time: what the streaming one is held
/// to.
enum PlainJaroszFilter {
  /// BT.601 luma in double precision, rounded once.
  static func luma(_ picture: PixelBuffer) -> FloatPlane {
    let samples = (0..<picture.size.pixelCount).map { pixel in
      let red = Double(picture.samples[pixel * 3])
      let green = Double(picture.samples[pixel * 3 + 1])
      let blue = Double(picture.samples[pixel * 3 + 2])
      return Float(red * 0.299 + green * 0.587 + blue * 0.114)
    }
    return FloatPlane(size: picture.size, samples: samples)
  }

  /// The 64 x 64 values.
  static func thumbnail(_ plane: FloatPlane) -> [Float] {
    let (width, height) = (plane.size.width, plane.size.height)
    guard width != 64 || height != 64 else { return plane.samples }
    var plane = plane
    for _ in 0..<2 {
      for y in 0..<height {
        let row = box((0..<width).map { plane[$0, y] }, window: (width + 127) / 128)
        for x in 0..<width { plane[x, y] = row[x] }
      }
      for x in 0..<width {
        let column = box((0..<height).map { plane[x, $0] }, window: (height + 127) / 128)
        for y in 0..<height { plane[x, y] = column[y] }
      }
    }
    var thumbnail: [Float] = []
    for i in 0..<64 {
      let y = Int((Double(i) + 0.5) * Double(height) / 64)
      for j in 0..<64 {
        let x = Int((Double(j) + 0.5) * Double(width) / 64)
        thumbnail.append(plane[x, y])
      }
    }
    return thumbnail
  }

  /// Means over a sliding window, from one sum that takes what enters and gives up what leaves.
  private static func box(_ line: [Float], window: Int) -> [Float] {
    let ahead = (window + 2) / 2 - 1
    let behind = window - ahead
    var sum: Float = 0
    var count = 0
    var result: [Float] = []
    for place in -ahead..<line.count {
      if place + ahead < line.count {
        sum += line[place + ahead]
        count += 1
      }
      if place - behind >= 0 {
        sum -= line[place - behind]
        count -= 1
      }
      if place >= 0 { result.append(sum / Float(count)) }
    }
    return result
  }
}
