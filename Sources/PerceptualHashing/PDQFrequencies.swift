// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
import HammingSpace
import ImageBuffers

/// The 16 x 16 lowest frequencies of a thumbnail, without the mean: what the bits of PDQ are cut
/// from.
struct PDQFrequencies {
  /// Element `16 * row + column` belongs to `row + 1` half waves down and `column + 1` across.
  private(set) var values: [Float]

  /// Transforms a thumbnail by the cosine transform of type II.
  ///
  /// - Parameter thumbnail: 64 x 64 values, row-major.
  init(thumbnail: [Float]) {
    precondition(thumbnail.count == 64 * 64, "a thumbnail has 4096 values, not \(thumbnail.count)")
    values = [Float](repeating: 0, count: 256)
    values.withUnsafeMutableBufferPointer { values in
      thumbnail.withUnsafeBufferPointer { thumbnail in
        Self.basis.withUnsafeBufferPointer { basis in
          ck_pdq_frequencies(basis.baseAddress, thumbnail.baseAddress, values.baseAddress)
        }
      }
    }
  }

  /// Bit i is set where frequency i is above the lower median of all 256.
  var hash: Hash256 {
    let median = values.sorted()[127]
    var words = SIMD4<UInt64>(repeating: 0)
    for (bit, value) in values.enumerated() where value > median {
      words[bit / 64] |= 1 << UInt64(bit % 64)
    }
    return Hash256(words: words)
  }

  /// The frequencies of the transformed picture.
  ///
  /// A mirror negates the waves that are odd about its axis: those with an odd number of half
  /// waves, which stand in the even rows or columns here. An exchange of sides exchanges rows and
  /// columns.
  ///
  /// - Parameter transform: How the picture is laid.
  /// - Returns: The frequencies, exactly: only signs and places change.
  func transformed(by transform: DihedralTransform) -> PDQFrequencies {
    // Every transform is an exchange of sides (or not), then mirrors of columns and rows in the
    // result.
    let (mirrorsColumns, mirrorsRows) =
      switch transform {
      case .identity, .transpose: (false, false)
      case .mirror, .rotate90: (true, false)
      case .flip, .rotate270: (false, true)
      case .rotate180, .transverse: (true, true)
      }
    var result = self
    for row in 0..<16 {
      for column in 0..<16 {
        let value = transform.exchangesSides ? values[16 * column + row] : values[16 * row + column]
        let isNegated = (mirrorsColumns && column % 2 == 0) != (mirrorsRows && row % 2 == 0)
        result.values[16 * row + column] = isNegated ? -value : value
      }
    }
    return result
  }

  /// Element `64 * i + j` is sqrt(2 / 64) * cos(pi / 128 * (i + 1) * (2 * j + 1)).
  private static let basis: [Float] = {
    var basis: [Float] = []
    basis.reserveCapacity(16 * 64)
    for i in 0..<16 {
      for j in 0..<64 {
        // A full circle has 256 steps; the cosine is even, and odd about a quarter.
        let step = (i + 1) * (2 * j + 1) % 256
        let folded = min(step, 256 - step)
        basis.append(folded <= 64 ? quarterWave[folded] : -quarterWave[128 - folded])
      }
    }
    return basis
  }()

  /// Element k is sqrt(2 / 64) * cos(pi * k / 128), the nearest 32-bit number.
  ///
  /// Written out, so that the hash does not hang on the cosine of a machine's library.
  private static let quarterWave: [Float] = [
    0.176776692, 0.17672345, 0.176563755, 0.176297709, 0.175925463, 0.175447255, 0.174863353,
    0.17417413, 0.173379973, 0.172481388, 0.171478912, 0.170373142, 0.169164747, 0.167854458,
    0.16644305, 0.164931387, 0.163320363, 0.161610976, 0.15980424, 0.157901242, 0.155903131,
    0.153811097, 0.151626423, 0.14935042, 0.146984443, 0.144529939, 0.141988367, 0.139361277,
    0.136650234, 0.133856878, 0.130982891, 0.128030002, 0.125, 0.121894695, 0.118715972,
    0.115465738, 0.112145945, 0.108758606, 0.105305754, 0.101789467, 0.0982118696, 0.0945751071,
    0.0908813849, 0.0871329084, 0.0833319575, 0.0794808045, 0.0755817741, 0.0716372207,
    0.0676495135, 0.0636210516, 0.0595542751, 0.0554516204, 0.0513155647, 0.0471486002,
    0.0429532342, 0.0387319922, 0.0344874226, 0.0302220769, 0.0259385277, 0.0216393545,
    0.0173271466, 0.0130045004, 0.00867402088, 0.00433831709, 0,
  ]
}
