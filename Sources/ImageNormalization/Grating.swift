// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
internal import ImageBuffers

/// Whether a fine grid lies over all of a picture, as over the photograph of a screen.
///
/// A screen's pixels make one wave vector the same all over the picture, in luma and in colour alike, because its colours
/// stand side by side. The median of the power spectra of up to 8 x 8 places forgets what the design shows here and there
/// and keeps such a wave; how far it stands out of the frequencies around it is the measure. Drawn repeats whose period is
/// a whole number of pixels have such waves as well, but drawings have no noise, and photographs have.
enum Grating {
  /// The side of a place, in pixels.
  private static let side = 64
  /// Places along a side of the picture, at most.
  private static let placeCount = 8
  /// Frequencies below this many waves a place are the design's own.
  private static let leastWaves = 8
  /// How far around a frequency its surroundings reach.
  private static let reach = 4
  /// The least amplitude of a colour wave, in levels summed over a place under its window; below it is the noise of
  /// compression.
  private static let leastAmplitude: Float = 300

  /// The least power of the finest waves in luma, where a photograph has its noise: that of 0.6 levels under the window.
  ///
  /// Of six pictures of the developers' set that show such a wave, five have 27 at most and one 710; simulated photographs
  /// of screens have 1,900 at least.
  private static let leastNoise: Float = 200
  /// From how many waves a place on noise is looked for.
  private static let noiseWaves = 19

  /// Measures a picture.
  ///
  /// - Parameter picture: The working picture.
  /// - Returns: At least 1; 1 for pictures of fewer than two places a side and for drawings without noise.
  static func measure(_ picture: PixelBuffer) -> Double {
    let size = picture.size
    guard min(size.width, size.height) >= 2 * side else { return 1 }
    let transform = Transform(side: side)
    let places = starts(size.height).flatMap { y in starts(size.width).map { x in (x, y) } }
    let luma = median(places.map { transform.luma(of: picture, x: $0.0, y: $0.1) })
    guard noise(luma) >= leastNoise else { return 1 }
    let colour = median(places.map { transform.colour(of: picture, x: $0.0, y: $0.1) })
    return strongest(luma, colour)
  }

  /// Where places begin along a side: evenly, from one end to the other.
  private static func starts(_ length: Int) -> [Int] {
    let count = min(placeCount, length / side)
    return (0..<count).map { (length - side) * $0 / (count - 1) }
  }

  private static func median(_ spectra: [[Float]]) -> [Float] {
    let count = side * side
    return [Float](unsafeUninitializedCapacity: count) { medians, filled in
      ck_medians(
        spectra.flatMap(\.self), Int32(spectra.count), Int32(count), medians.baseAddress)
      filled = count
    }
  }

  /// The median power of the finest waves.
  private static func noise(_ spectrum: [Float]) -> Float {
    var powers: [Float] = []
    for v in 0...side / 2 {
      for u in 0..<side {
        let x = min(u, side - u)
        if x * x + v * v > noiseWaves * noiseWaves { powers.append(spectrum[v * side + u]) }
      }
    }
    powers.sort()
    return powers[powers.count / 2]
  }

  /// The most that one frequency stands out in both spectra.
  private static func strongest(_ luma: [Float], _ colour: [Float]) -> Double {
    var strongest: Float = 1
    // The other half of the spectrum is the same turned around.
    for v in 0...side / 2 {
      for u in 0..<side {
        let (x, y) = (min(u, side - u), v)
        guard x * x + y * y >= leastWaves * leastWaves else { continue }
        let power = colour[v * side + u]
        guard power >= leastAmplitude * leastAmplitude else { continue }
        guard standsOut(luma, u, v, by: strongest), standsOut(colour, u, v, by: strongest)
        else { continue }
        strongest = min(prominence(luma, u, v), prominence(colour, u, v))
      }
    }
    return Double(strongest)
  }

  /// Whether a frequency's ``prominence(_:_:_:)`` is more than a limit, without putting those around it in order.
  private static func standsOut(
    _ spectrum: [Float], _ u: Int, _ v: Int, by limit: Float
  ) -> Bool {
    let power = spectrum[v * side + u] + 1
    var count = 0
    // The median lies below what the limit asks for if most of them do.
    forEachAround(spectrum, u, v) { count += power / ($0 + 1) > limit ? 1 : 0 }
    return count > (2 * reach + 1) * (2 * reach + 1) / 2
  }

  /// A frequency's power against the median of those around it.
  private static func prominence(_ spectrum: [Float], _ u: Int, _ v: Int) -> Float {
    var around: [Float] = []
    around.reserveCapacity((2 * reach + 1) * (2 * reach + 1))
    forEachAround(spectrum, u, v) { around.append($0) }
    around.sort()
    return (spectrum[v * side + u] + 1) / (around[around.count / 2] + 1)
  }

  /// Goes through a frequency and those around it.
  @inline(__always)
  private static func forEachAround(
    _ spectrum: [Float], _ u: Int, _ v: Int, _ body: (Float) -> Void
  ) {
    for dv in -reach...reach {
      let row = ((v + dv + side) % side) * side
      for du in -reach...reach { body(spectrum[row + (u + du + side) % side]) }
    }
  }

  /// The power spectra of places of one size.
  private struct Transform {
    private let side: Int
    private let twiddles: (re: [Float], im: [Float])
    private let order: [UInt16]
    private let window: [Float]

    init(side: Int) {
      self.side = side
      var (re, im) = ([Float](repeating: 0, count: side), [Float](repeating: 0, count: side))
      var order = [UInt16](repeating: 0, count: side)
      let status = ck_fft_twiddles(side, &re, &im)
      precondition(
        status == CK_FFT_OK && ck_fft_bit_reversal(side, &order) == CK_FFT_OK,
        "\(side) is no length of a transform")
      self.order = order
      twiddles = (re, im)
      // Hann's window, whose cosine is a twiddle's real part.
      window = re.map { (1 - $0) / 2 }
    }

    /// The power spectrum of a place in luma.
    func luma(of picture: PixelBuffer, x: Int, y: Int) -> [Float] {
      var luma = values(of: picture, x: x, y: y) { (299 * $0 + 587 * $1 + 114 * $2) / 1000 }
      var none = [Float](repeating: 0, count: luma.count)
      transform(&luma, &none)
      return luma.indices.map { luma[$0] * luma[$0] + none[$0] * none[$0] }
    }

    /// The power spectrum of a place in the two differences of colours together.
    func colour(of picture: PixelBuffer, x: Int, y: Int) -> [Float] {
      var red = values(of: picture, x: x, y: y) { red, green, _ in red - green }
      var blue = values(of: picture, x: x, y: y) { ($0 + $1) / 2 - $2 }
      // Two real planes are transformed as one complex one; the powers of a frequency and of its negative add up to
      // twice those of both planes.
      transform(&red, &blue)
      return [Float](unsafeUninitializedCapacity: side * side) { [red, blue] colour, filled in
        red.withUnsafeBufferPointer { red in
          blue.withUnsafeBufferPointer { blue in
            for v in 0..<side {
              for u in 0..<side {
                let place = v * side + u
                let other = ((side - v) % side) * side + (side - u) % side
                colour[place] =
                  (red[place] * red[place] + blue[place] * blue[place]
                    + (red[other] * red[other] + blue[other] * blue[other])) / 2
              }
            }
          }
        }
        filled = side * side
      }
    }

    /// What a place shows, worked out from red, green and blue, under the window.
    private func values(
      of picture: PixelBuffer, x: Int, y: Int, _ value: (Float, Float, Float) -> Float
    ) -> [Float] {
      [Float](unsafeUninitializedCapacity: side * side) { plane, filled in
        picture.samples.withUnsafeBufferPointer { samples in
          for row in 0..<side {
            for column in 0..<side {
              let pixel = ((y + row) * picture.size.width + x + column) * 3
              plane[row * side + column] = value(
                Float(samples[pixel]), Float(samples[pixel + 1]), Float(samples[pixel + 2]))
            }
          }
        }
        filled = side * side
        windowed(UnsafeMutableBufferPointer(rebasing: plane[..<filled]))
      }
    }

    /// Takes the mean away and applies the window.
    private func windowed(_ plane: UnsafeMutableBufferPointer<Float>) {
      var sum: Float = 0
      for value in plane { sum += value }
      let mean = sum / Float(plane.count)
      window.withUnsafeBufferPointer { window in
        for row in 0..<side {
          for column in 0..<side {
            let place = row * side + column
            plane[place] = (plane[place] - mean) * window[row] * window[column]
          }
        }
      }
    }

    /// Transforms a plane in place, along its columns and then along its rows.
    private func transform(_ re: inout [Float], _ im: inout [Float]) {
      let lanes = Int(CK_FFT_LANES)
      re.withUnsafeMutableBufferPointer { re in
        im.withUnsafeMutableBufferPointer { im in
          order.withUnsafeBufferPointer { order in
            // Both planes, and a batch of both.
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * side * (side + lanes)) {
              let count = side * side
              let fromRe = UnsafeMutableBufferPointer(rebasing: $0[..<count])
              let fromIm = UnsafeMutableBufferPointer(rebasing: $0[count..<2 * count])
              let batch = UnsafeMutableBufferPointer(rebasing: $0[(2 * count)...])
              for _ in 0..<2 {
                _ = fromRe.update(fromContentsOf: re)
                _ = fromIm.update(fromContentsOf: im)
                for first in stride(from: 0, to: side, by: lanes) {
                  transformColumns(first, fromRe, fromIm, batch, order, re, im)
                }
              }
            }
          }
        }
      }
    }

    /// Transforms as many columns as are worked on at once, which are written as rows, so that a second pass does the rows.
    private func transformColumns(
      _ first: Int, _ fromRe: UnsafeMutableBufferPointer<Float>,
      _ fromIm: UnsafeMutableBufferPointer<Float>, _ batch: UnsafeMutableBufferPointer<Float>,
      _ order: UnsafeBufferPointer<UInt16>, _ re: UnsafeMutableBufferPointer<Float>,
      _ im: UnsafeMutableBufferPointer<Float>
    ) {
      let lanes = Int(CK_FFT_LANES)
      let workRe = UnsafeMutableBufferPointer(rebasing: batch[..<(side * lanes)])
      let workIm = UnsafeMutableBufferPointer(rebasing: batch[(side * lanes)...])
      for t in 0..<side {
        for lane in 0..<lanes {
          workRe[t * lanes + lane] = fromRe[t * side + first + lane]
          workIm[t * lanes + lane] = fromIm[t * side + first + lane]
        }
      }
      let status = ck_fft_forward(
        workRe.baseAddress, workIm.baseAddress, side, twiddles.re, twiddles.im)
      precondition(status == CK_FFT_OK, "\(side) is no length of a transform")
      for k in 0..<side {
        let t = Int(order[k])
        for lane in 0..<lanes {
          re[(first + lane) * side + k] = workRe[t * lanes + lane]
          im[(first + lane) * side + k] = workIm[t * lanes + lane]
        }
      }
    }
  }
}
