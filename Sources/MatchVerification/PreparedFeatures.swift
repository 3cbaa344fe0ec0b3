// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
public import FeatureSpace

/// What verification reads of a keypoint, in numbers.
struct Place {
  var x: Float
  var y: Float
  /// log2 of sigma.
  var size: Float
  /// Direction as a unit vector.
  var ux: Float
  var uy: Float
  var direction: UInt8
  var group: UInt8

  init(_ keypoint: Keypoint) {
    x = keypoint.x
    y = keypoint.y
    size = Float(keypoint.size) * (1 / 16) - 4
    let unit = Turn.directions[Int(keypoint.direction)]
    ux = unit.x
    uy = unit.y
    direction = keypoint.direction
    group = keypoint.group
  }
}

extension [Place] {
  /// The planes that kernels read: all x, all y, sizes, and the x and y of directions.
  fileprivate var planes: [Float] {
    map(\.x) + map(\.y) + map(\.size) + map(\.ux) + map(\.uy)
  }
}

/// A query, plain or mirrored, made ready for verification against many designs.
public struct PreparedQuery: Sendable {
  let features: FeatureSet
  let places: [Place]
  /// The places as planes.
  let planes: [Float]
  /// The group of each feature.
  let groups: [UInt8]
  /// The largest squared distance at which a match of each feature may be tentative; -1 where none may.
  let tentativeLimits: [Int32]
  /// The largest squared distance at which a guided match may lie; -1 where none may.
  let guidedLimits: [Int32]
  private let rarities: [Float]

  /// Prepares a query.
  ///
  /// - Parameters:
  ///   - features: The query's features, or those of the mirrored query.
  ///   - population: What the rarity of a match is judged against.
  /// - Complexity: O(features x population).
  public init(features: FeatureSet, population: BackgroundPopulation) {
    self.features = features
    places = features.keypoints.map(Place.init)
    planes = places.planes
    groups = places.map(\.group)
    typealias Parameters = PairVerifier.Parameters
    // No match is looked at whose rarity is more than the larger of the two limits.
    let rarities = population.rarities(
      of: features, upTo: max(Parameters.tentativeRarity, Parameters.guidedRarity))
    self.rarities = rarities
    let thresholds = BackgroundPopulation.thresholds
    func limits(_ rarity: Float) -> [Int32] {
      features.keypoints.indices.map { index in
        var limit: Int32 = -1
        // Rarities rise with the distance.
        for (step, threshold) in thresholds.enumerated() {
          guard rarities[index * thresholds.count + step] <= rarity else { break }
          limit = threshold
        }
        return limit
      }
    }
    tentativeLimits = limits(Parameters.tentativeRarity)
    guidedLimits = limits(Parameters.guidedRarity)
  }

  /// The same query with fewer features.
  ///
  /// - Parameter isKept: Says of a place, in working pixels of this query, whether features there are kept.
  /// - Returns: The query with those.
  /// - Complexity: O(features).
  public func keeping(_ isKept: (_ x: Float, _ y: Float) -> Bool) -> PreparedQuery {
    let kept = places.indices.filter { isKept(places[$0].x, places[$0].y) }
    return PreparedQuery(self, keeping: kept)
  }

  private init(_ whole: PreparedQuery, keeping kept: [Int]) {
    features = whole.features.features(at: kept)
    places = kept.map { whole.places[$0] }
    planes = places.planes
    groups = places.map(\.group)
    tentativeLimits = kept.map { whole.tentativeLimits[$0] }
    guidedLimits = kept.map { whole.guidedLimits[$0] }
    let steps = BackgroundPopulation.thresholds.count
    rarities = kept.flatMap { whole.rarities[$0 * steps..<($0 + 1) * steps] }
  }

  /// The chance that a feature of the population lies within a squared distance of one of the query's.
  ///
  /// It is exact for distances that a limit of the feature allows; for others it is more than any match may have.
  @inline(__always)
  func rarity(of index: Int, distance: Int32) -> Float {
    let step = BackgroundPopulation.step(of: distance)
    let steps = BackgroundPopulation.thresholds.count
    return step < steps ? rarities[index * steps + step] : 1
  }
}

/// A design made ready for verification: packed descriptors, and bands to look features up by place.
public struct PreparedDesign: Sendable {
  let features: FeatureSet
  let places: [Place]
  let packed: [[Int8]]
  let norms: [[Int32]]
  /// Side of a band, in pixels.
  static let bandSide: Float = 12
  let bandCount: Int
  /// For each group and band the first of its members in `members`; one more at the end.
  let starts: [Int32]
  let members: [Int32]
  /// Places as planes, and descriptors, in the order of `members`.
  let bandPlanes: [Float]
  let bandDescriptors: [Int8]

  /// Prepares a design.
  ///
  /// - Parameter features: The design's features.
  /// - Complexity: O(features).
  public init(features: FeatureSet) {
    self.features = features
    let places = features.keypoints.map(Place.init)
    self.places = places
    var allPacked: [[Int8]] = []
    var allNorms: [[Int32]] = []
    for group in features.groups {
      let blocks = (group.count + 15) / 16
      var packed = [Int8](repeating: 0, count: blocks * 512)
      var norms = [Int32](repeating: 0, count: blocks * 16)
      features.descriptors.withUnsafeBufferPointer { all in
        guard let start = all.baseAddress, !group.isEmpty else { return }
        ck_pack(
          start + group.lowerBound * FeatureSet.dimension, Int32(group.count), &packed, &norms)
      }
      allPacked.append(packed)
      allNorms.append(norms)
    }
    packed = allPacked
    norms = allNorms
    let bandCount = Int(Float(features.size.height) / Self.bandSide) + 1
    self.bandCount = bandCount
    let bands = places.map { place in
      Int(place.group) * bandCount + min(bandCount - 1, max(0, Int(place.y / Self.bandSide)))
    }
    var starts = [Int32](repeating: 0, count: FeatureSet.groupCount * bandCount + 1)
    for band in bands { starts[band + 1] += 1 }
    for band in 1..<starts.count { starts[band] += starts[band - 1] }
    var next = starts
    var members = [Int32](repeating: 0, count: places.count)
    for (index, band) in bands.enumerated() {
      members[Int(next[band])] = Int32(index)
      next[band] += 1
    }
    self.starts = starts
    self.members = members
    let count = places.count
    var planes = [Float](repeating: 0, count: count * 5)
    for (position, member) in members.enumerated() {
      let place = places[Int(member)]
      planes[position] = place.x
      planes[count + position] = place.y
      planes[count * 2 + position] = place.size
      planes[count * 3 + position] = place.ux
      planes[count * 4 + position] = place.uy
    }
    bandPlanes = planes
    bandDescriptors = [Int8](unsafeUninitializedCapacity: features.descriptors.count) {
      buffer, filled in
      features.descriptors.withUnsafeBufferPointer { descriptors in
        for member in members {
          let start = Int(member) * FeatureSet.dimension
          let from = descriptors[start..<start + FeatureSet.dimension]
          _ = buffer[filled..<filled + FeatureSet.dimension].initialize(fromContentsOf: from)
          filled += FeatureSet.dimension
        }
      }
    }
  }
}
