// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import ImageBuffers

/// Chooses extrema so that they are spread over scales and over the picture.
///
/// Each octave gets a share of the places; within an octave the strongest of each of 8 x 8 cells come first, then the
/// second of each, and so on.
struct SpreadChoice {
  /// What share of the places octaves get, the finest first; coarser ones than these count with the last.
  private static let shares: [Float] = [0.24, 0.26, 0.22, 0.15, 0.09, 0.04]
  /// Cells along each side of the picture.
  private static let cells = 8

  private let base: ImageSize

  /// Prepares a choice.
  ///
  /// - Parameter base: The size of the plane in which extrema were found, at its finest.
  init(over base: ImageSize) {
    self.base = base
  }

  /// Chooses extrema.
  ///
  /// - Parameters:
  ///   - limit: How many are wanted.
  ///   - extrema: All of them.
  /// - Returns: As many as are wanted if there are, the coarsest octave first; where two are as strong, the one that lies
  ///   higher in the picture, then further left.
  /// - Complexity: O(n log n) for n extrema.
  func chosen(_ limit: Int, of extrema: [ScaleSpace.Extremum]) -> [ScaleSpace.Extremum] {
    var byOctave: [[ScaleSpace.Extremum]] = Array(repeating: [], count: Self.shares.count)
    for extremum in extrema {
      byOctave[min(extremum.octave, Self.shares.count - 1)].append(extremum)
    }
    let quotas = Self.quotas(limit, of: byOctave.map(\.count))
    return byOctave.indices.reversed().flatMap { spread(byOctave[$0], count: quotas[$0]) }
  }

  /// How many of each octave are chosen: quotas by share; what an octave cannot fill goes to the others in proportion.
  private static func quotas(_ limit: Int, of counts: [Int]) -> [Int] {
    var quota = [Int](repeating: 0, count: shares.count)
    var left = limit
    var open = Set(0..<shares.count)
    while left > 0 && !open.isEmpty {
      let total = open.sorted().reduce(Float(0)) { $0 + shares[$1] }
      let round = left
      for octave in open.sorted() {
        let wish = max(1, Int((Float(round) * shares[octave] / total).rounded(.down)))
        let given = min(wish, counts[octave] - quota[octave], left)
        quota[octave] += given
        left -= given
        if quota[octave] >= counts[octave] { open.remove(octave) }
      }
    }
    return quota
  }

  /// The first of one octave's extrema, cell by cell in turn.
  private func spread(_ extrema: [ScaleSpace.Extremum], count: Int) -> [ScaleSpace.Extremum] {
    guard count > 0 else { return [] }
    let byCell = ranked(extrema)
    var chosen: [ScaleSpace.Extremum] = []
    chosen.reserveCapacity(count)
    var rank = 0
    while chosen.count < count {
      // The strongest first; of equals the one of the earlier cell.
      let row = byCell.indices.filter { byCell[$0].count > rank }
        .map { Self.key(extrema[byCell[$0][rank]].response, $0) }.sorted()
      for key in row.prefix(count - chosen.count) {
        chosen.append(extrema[byCell[Self.place(key)][rank]])
      }
      rank += 1
    }
    return chosen
  }

  /// The places of the extrema of each cell, strongest first, then from top to bottom and from left to right.
  private func ranked(_ extrema: [ScaleSpace.Extremum]) -> [[Int]] {
    var keys: [[UInt64]] = Array(repeating: [], count: Self.cells * Self.cells)
    for (place, extremum) in extrema.enumerated() {
      let unit = Float(1 << extremum.octave)
      let column = min(Self.cells - 1, Int(extremum.x * unit) * Self.cells / base.width)
      let row = min(Self.cells - 1, Int(extremum.y * unit) * Self.cells / base.height)
      keys[row * Self.cells + column].append(Self.key(extremum.response, place))
    }
    return keys.map { keys in
      var places = keys.sorted().map(Self.place)
      // A repeat has many that are as strong as each other.
      var start = 0
      while start < places.count {
        let response = extrema[places[start]].response
        let end =
          places[start...].firstIndex { extrema[$0].response != response } ?? places.count
        if end - start > 1 {
          places[start..<end].sort {
            (extrema[$0].y, extrema[$0].x, $0) < (extrema[$1].y, extrema[$1].x, $1)
          }
        }
        start = end
      }
      return places
    }
  }

  /// A number that is the smaller the stronger a response is, and among equals the smaller the place.
  ///
  /// Positive numbers have the order of their bits.
  private static func key(_ response: Float, _ place: Int) -> UInt64 {
    UInt64(~response.bitPattern) << 32 | UInt64(place)
  }

  private static func place(_ key: UInt64) -> Int { Int(key & 0xFFFF_FFFF) }
}
