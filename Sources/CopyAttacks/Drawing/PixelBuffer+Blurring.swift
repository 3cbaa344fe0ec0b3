// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

extension PixelBuffer {
  /// The picture blurred with a Gaussian; edges continue the outermost samples.
  func blurred(sigma: Double) -> PixelBuffer {
    let radius = max(1, Int((sigma * 3).rounded(.up)))
    var kernel = (-radius...radius).map { offset in
      ExactMath.exp(-Double(offset * offset) / (2 * sigma * sigma))
    }
    let sum = kernel.reduce(0, +)
    kernel = kernel.map { $0 / sum }
    let weights = kernel.map(Float.init)
    let (width, height, rowLength) = (size.width, size.height, size.width * 3)
    var result = [UInt8](repeating: 0, count: samples.count)
    var row = [Float](repeating: 0, count: rowLength)
    var padded = [Float](repeating: 0, count: rowLength + 6 * radius)
    for y in 0..<height {
      for index in 0..<rowLength { row[index] = 0 }
      for (tap, weight) in weights.enumerated() {
        let first = max(0, min(height - 1, y + tap - radius)) * rowLength
        for index in 0..<rowLength { row[index] += weight * Float(samples[first + index]) }
      }
      for x in 0..<width + 2 * radius {
        let from = max(0, min(width - 1, x - radius)) * 3
        for channel in 0..<3 { padded[x * 3 + channel] = row[from + channel] }
      }
      for index in 0..<rowLength { row[index] = 0 }
      for (tap, weight) in weights.enumerated() {
        for index in 0..<rowLength { row[index] += weight * padded[tap * 3 + index] }
      }
      for index in 0..<rowLength { result[y * rowLength + index] = byte(row[index]) }
    }
    return PixelBuffer(size: size, samples: result)
  }
}
