// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import MatchVerification
import Testing
import _TestSupport

@Suite struct PlaneMapFittingTests {
  /// Pairs that a map lays exactly onto each other, with random weights.
  private func pairs(_ map: PlaneMap, _ places: [(x: Float, y: Float)] = PlaneMapTests.places)
    -> [PlacePair]
  {
    var random = SplitMix64(seed: 6)
    return places.map {
      let there = map.apply($0.x, $0.y)
      return PlacePair(
        qx: $0.x, qy: $0.y, dx: there.x, dy: there.y,
        weight: .random(in: 0.5...5, using: &random))
    }
  }

  /// The largest distance between where two maps lay the places.
  private func misfit(_ one: PlaneMap?, _ other: PlaneMap) -> Float {
    guard let one else { return .infinity }
    return PlaneMapTests.places.reduce(0) { most, place in
      let (a, b) = (one.apply(place.x, place.y), other.apply(place.x, place.y))
      let (dx, dy) = (a.x - b.x, a.y - b.y)
      return max(most, (dx * dx + dy * dy).squareRoot())
    }
  }

  @Test func `each model recovers a similarity`() {
    let map = PlaneMapTests.similarity
    for model in [PlaneMap.Model.similarity, .affine, .homography] {
      #expect(misfit(PlaneMap.fitted(pairs(map), model: model), map) < 0.01)
    }
    let two = [PlaneMapTests.places[1], PlaneMapTests.places[22]]
    #expect(misfit(PlaneMap.fitted(pairs(map, two), model: .similarity), map) < 0.01)
  }

  @Test func `the freer models recover an affine map`() {
    let map = PlaneMapTests.affine
    #expect(misfit(PlaneMap.fitted(pairs(map), model: .affine), map) < 0.01)
    #expect(misfit(PlaneMap.fitted(pairs(map), model: .homography), map) < 0.01)
    let three = [0, 5, 24].map { PlaneMapTests.places[$0] }
    #expect(misfit(PlaneMap.fitted(pairs(map, three), model: .affine), map) < 0.01)
    #expect(misfit(PlaneMap.fitted(pairs(map), model: .similarity), map) > 10)
  }

  // The penalty on perspective leaves a little of it out: far less than leaving out all.
  @Test func `a homography is recovered but for the penalty on perspective`() {
    let map = PlaneMapTests.homography
    let fitted = misfit(PlaneMap.fitted(pairs(map), model: .homography), map)
    let affine = misfit(PlaneMap.fitted(pairs(map), model: .affine), map)
    #expect(fitted < 0.2 * affine)
    #expect(affine > 10)
  }

  @Test func `the heavier of two contradicting pairs wins`() throws {
    var all = pairs(PlaneMapTests.similarity)
    for index in all.indices { all[index].weight = 10_000 }
    all.append(PlacePair(qx: 200, qy: 150, dx: 900, dy: -900, weight: 0.01))
    #expect(
      misfit(PlaneMap.fitted(all, model: .similarity), PlaneMapTests.similarity) < 0.1)
  }

  @Test func `pairs that do not determine a map give none`() {
    let line = (0..<6).map { (x: Float($0) * 10, y: Float($0) * 20) }
    let point = [(x: Float(30), y: Float(40)), (x: Float(30), y: Float(40))]
    for model in [PlaneMap.Model.similarity, .affine, .homography] {
      #expect(PlaneMap.fitted([], model: model) == nil)
      #expect(PlaneMap.fitted(pairs(PlaneMapTests.affine, point), model: model) == nil)
    }
    #expect(PlaneMap.fitted(pairs(PlaneMapTests.affine, line), model: .affine) == nil)
    #expect(PlaneMap.fitted(pairs(PlaneMapTests.affine, line), model: .homography) == nil)
    // A similarity is determined by two places already.
    #expect(PlaneMap.fitted(pairs(PlaneMapTests.similarity, line), model: .similarity) != nil)
  }
}
