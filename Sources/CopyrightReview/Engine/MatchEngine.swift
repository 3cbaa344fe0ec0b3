// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import HammingSpace
internal import HashIndexing
internal import ImageBuffers

/// Finds registered designs that resemble a picture.
///
/// Any number of threads may search at once; additions wait for the searches under way.
final class MatchEngine: @unchecked Sendable {
  // Proof of Sendable: `index` is read only inside `lock.read` and changed only inside `lock.write`.
  private var index = FlatIndex()
  private let lock = ReadWriteLock()

  /// The largest PDQ distance that counts as a match, in bits.
  ///
  /// > Source: the threshold that the reference program's documentation recommends.
  static let largestDistance = 31

  /// The number of designs to compare with.
  var count: Int { lock.read { index.count } }

  /// Adds designs.
  ///
  /// - Parameter designs: Numbers and fingerprints.
  func add(_ designs: [(number: Int, fingerprint: Fingerprint)]) {
    lock.write {
      for design in designs { index.append(design.fingerprint.hash, id: design.number) }
    }
  }

  /// Removes a design.
  ///
  /// - Parameter number: Its number.
  func remove(number: Int) {
    _ = lock.write { index.remove(id: number) }
  }

  /// Finds the designs nearest to a picture.
  ///
  /// - Parameters:
  ///   - fingerprint: The fingerprint of the picture, made from its pixels.
  ///   - limit: The most designs to find, at least 1.
  /// - Returns: The designs, strongest first, and how many were compared.
  func matches(
    for fingerprint: Fingerprint, limit: Int
  ) -> (matches: [EngineMatch], compared: Int) {
    lock.read {
      let found = index.nearest(limit, to: fingerprint.variants, within: 256)
      return (
        found.map { MatchEngine.match(number: $0.id, distance: $0.distance, variant: $0.variant) },
        index.count
      )
    }
  }

  /// Compares two pictures.
  ///
  /// - Parameters:
  ///   - query: The picture in question, made from its pixels.
  ///   - design: What it is compared with.
  /// - Returns: The design as a match of the query.
  static func match(of query: Fingerprint, with design: Fingerprint) -> EngineMatch {
    var best = (distance: Int.max, variant: 0)
    for (variant, hash) in query.variants.enumerated() {
      let distance = hash.distance(to: design.hash)
      if distance < best.distance { best = (distance, variant) }
    }
    return match(number: 0, distance: best.distance, variant: best.variant)
  }

  private static func match(number: Int, distance: Int, variant: Int) -> EngineMatch {
    // The query laid by `variant` looks like the design, so its inverse lays the design onto the query.
    let transform = DihedralTransform.allCases[variant].inverse
    return EngineMatch(
      number: number, distance: distance, transform: transform,
      score: max(0, 100 * (1 - Double(distance) / 128)), isFlagged: distance <= largestDistance)
  }
}
