// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
import ImageBuffers

/// The normalised autocorrelation of a flattened plane: how well it continues itself under each
/// shift.
///
/// `A(d) = mean over the overlap of f(p) f(p + d), over the mean of f(p)²`, by way of the power
/// spectrum (Wiener-Khinchin) of the plane, set in zeros so that nothing wraps round. `A(-d) =
/// A(d)`, so half is kept.
///
/// - Complexity: O(n log n) for n pixels of the padded picture.
struct Autocorrelation {
  /// Values for |dx| <= maximum.x, 0 <= dy <= maximum.y, row by row.
  let values: [Float]
  let maximum: (x: Int, y: Int)

  /// Transforms a plane whose mean is near zero everywhere.
  init(of plane: FloatPlane, farthestLag: Float, tables: [Int: FourierTables]) {
    let (width, height) = (plane.size.width, plane.size.height)
    let maximum = (x: Int(Float(width) * farthestLag), y: Int(Float(height) * farthestLag))
    let nx = FourierTables.length(atLeast: max(width + maximum.x, 2 * maximum.x + 1))
    let ny = FourierTables.length(atLeast: max(height + maximum.y, 2 * maximum.y + 1))
    let xTables = tables[nx] ?? FourierTables(length: nx)
    let yTables = tables[ny] ?? FourierTables(length: ny)
    let stride = 2 * maximum.x + 1
    var lags = [Float](repeating: 0, count: stride * (maximum.y + 1))
    var scratch = [Float](repeating: 0, count: ck_autocorrelate_scratch(nx, ny))
    let status = Autocorrelation.withTables(xTables) { x in
      Autocorrelation.withTables(yTables) { y in
        var (x, y) = (x, y)
        return ck_autocorrelate(
          plane.samples, width, height, &x, &y, maximum.x, maximum.y, &scratch, &lags)
      }
    }
    precondition(status == CK_FFT_OK, "\(plane.size) does not fit \(nx) x \(ny)")
    let energy = lags[maximum.x]
    if energy > 0 {
      let scale = Float(width * height) / energy
      for dy in 0...maximum.y {
        for column in 0..<stride {
          let overlap = (width - abs(column - maximum.x)) * (height - dy)
          lags[dy * stride + column] *= scale / Float(overlap)
        }
      }
    }
    values = lags
    self.maximum = maximum
  }

  private static func withTables<Result>(
    _ tables: FourierTables, _ body: (ck_fft_tables) -> Result
  ) -> Result {
    tables.real.withUnsafeBufferPointer { real in
      tables.imaginary.withUnsafeBufferPointer { imaginary in
        tables.order.withUnsafeBufferPointer { order in
          body(
            ck_fft_tables(
              n: tables.length, twre: real.baseAddress, twim: imaginary.baseAddress,
              order: order.baseAddress))
        }
      }
    }
  }

  /// The value at a whole shift, `nil` outside the range.
  subscript(dx: Int, dy: Int) -> Float? {
    let (x, y) = dy < 0 ? (-dx, -dy) : (dx, dy)
    guard abs(x) <= maximum.x, y <= maximum.y else { return nil }
    return values[y * (2 * maximum.x + 1) + maximum.x + x]
  }

  /// The largest value within `reach` of a shift and the place of its top, to a part of a pixel.
  func summit(near shift: SIMD2<Float>, reach: Int) -> (place: SIMD2<Float>, value: Float)? {
    let (cx, cy) = (Int(shift.x.rounded()), Int(shift.y.rounded()))
    var best: (x: Int, y: Int, value: Float)?
    for y in cy - reach...cy + reach {
      for x in cx - reach...cx + reach {
        guard let value = self[x, y] else { return nil }
        if value > best?.value ?? -.infinity { best = (x, y, value) }
      }
    }
    guard let best else { return nil }
    let place = SIMD2(Float(best.x), Float(best.y))
    guard let left = self[best.x - 1, best.y], let right = self[best.x + 1, best.y],
      let above = self[best.x, best.y - 1], let below = self[best.x, best.y + 1]
    else { return (place, best.value) }
    let offset = SIMD2(
      Autocorrelation.top(left, best.value, right), Autocorrelation.top(above, best.value, below))
    return (place + offset, best.value)
  }

  /// Where the parabola through three equally spaced values has its top, -0.5...0.5.
  private static func top(_ before: Float, _ here: Float, _ after: Float) -> Float {
    let curvature = before - 2 * here + after
    guard curvature < 0 else { return 0 }
    return min(0.5, max(-0.5, 0.5 * (before - after) / curvature))
  }

  /// The strongest local maxima, strongest first.
  func peaks(
    radius: Int, fartherThan distance: Float, atLeast value: Float, limit: Int
  ) -> [SIMD2<Int>] {
    guard maximum.x > 0, maximum.y > 0 else { return [] }
    var peaks = [ck_peak](repeating: ck_peak(), count: limit)
    let count = ck_lag_peaks(
      values, maximum.x, maximum.y, Int32(radius), distance, value, &peaks, limit)
    return peaks.prefix(count).map { SIMD2(Int($0.x), Int($0.y)) }
  }
}
