// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels
private import CopyAttacks
internal import FeatureSpace
private import LocalFeatures

/// Collects raw descriptors and learns a model from them.
struct ModelTraining {
  private var descriptors: [[Float]] = FeatureChannel.allCases.map { _ in [] }
  private var groups: [[UInt8]] = FeatureChannel.allCases.map { _ in [] }
  private var random: SplitMix64

  init(seed: UInt64) { random = SplitMix64(seed: seed) }

  /// How many features were collected.
  var count: Int { groups.map(\.count).reduce(0, +) }

  mutating func add(_ keypoints: [Keypoint], _ raw: [Float], channel: FeatureChannel) {
    descriptors[Int(channel.rawValue)].append(contentsOf: raw)
    groups[Int(channel.rawValue)].append(contentsOf: keypoints.map(\.group))
  }

  /// Learns the model.
  mutating func model(population: Int) -> FeatureModel {
    var channels: [FeatureModel.Channel] = []
    var populations: [[Int8]] = Array(repeating: [], count: FeatureSet.groupCount)
    for channel in FeatureChannel.allCases {
      let index = Int(channel.rawValue)
      let (mean, projection) = Self.projection(of: descriptors[index])
      var codes = self.codes(of: index, mean: mean, projection: projection)
      let dimension = FeatureSet.dimension
      for group in [index * 2, index * 2 + 1] {
        let members = groups[index].indices.filter { Int(groups[index][$0]) == group }
        for member in sample(members, count: population) {
          populations[group].append(
            contentsOf: codes[member * dimension..<(member + 1) * dimension])
        }
      }
      let kept = sample(Array(groups[index].indices), count: 80_000)
      codes = kept.flatMap { codes[$0 * dimension..<($0 + 1) * dimension] }
      let second = (0..<dimension).filter { !FeatureModel.firstHalf.contains($0) }
      let (normals, offsets) = hyperplanes(codes)
      channels.append(
        FeatureModel.Channel(
          mean: mean, projection: projection,
          firstCentres: centres(codes, components: FeatureModel.firstHalf),
          secondCentres: centres(codes, components: second), normals: normals, offsets: offsets))
    }
    return FeatureModel(channels: channels, populations: populations)
  }

  private mutating func sample(_ members: [Int], count: Int) -> [Int] {
    var members = members
    for place in 0..<min(count, members.count) {
      members.swapAt(place, place + Int(random.next() % UInt64(members.count - place)))
    }
    return Array(members.prefix(count)).sorted()
  }

  /// Principal axes of descriptors and their mirror images; each axis is divided by the eighth root of its variance, so that
  /// weak axes count a little more, and all are scaled so that 3.2 standard deviations of the strongest make 127.
  static func projection(of raw: [Float]) -> (mean: [Float], projection: [Float]) {
    let n = FeatureModel.rawDimension
    let count = raw.count / n
    var mean = [Double](repeating: 0, count: n)
    var products = [Double](repeating: 0, count: n * n)
    // Sums of one descriptor and its mirror image, in single precision rows added to double totals.
    var row = [Float](repeating: 0, count: n)
    for index in 0..<count {
      for isMirrored in [false, true] {
        for place in 0..<n {
          let source = isMirrored ? Int(FeatureExtractor.mirroredPlaces[place]) : place
          row[place] = raw[index * n + source]
          mean[place] += Double(row[place])
        }
        // Every fourth descriptor is enough for 128 x 128 products.
        guard index.isMultiple(of: 4) else { continue }
        products.withUnsafeMutableBufferPointer { products in
          row.withUnsafeBufferPointer { row in
            for i in 0..<n {
              let value = Double(row[i])
              for j in 0..<n { products[i * n + j] += value * Double(row[j]) }
            }
          }
        }
      }
    }
    let total = Double(count * 2)
    let used = Double((count + 3) / 4 * 2)
    for place in 0..<n { mean[place] /= total }
    for i in 0..<n {
      for j in 0..<n { products[i * n + j] = products[i * n + j] / used - mean[i] * mean[j] }
    }
    let axes = SymmetricEigenvectors.sorted(products, size: n)
    let dimension = FeatureSet.dimension
    let strongest = axes[0].value.squareRoot() * Self.whitening(axes[0].value)
    let scale = 127 / (3.2 * strongest)
    var projection = [Float](repeating: 0, count: n * dimension)
    for k in 0..<dimension {
      let weight = Self.whitening(axes[k].value) * scale
      for i in 0..<n { projection[i * dimension + k] = Float(axes[k].vector[i] * weight) }
    }
    return (mean.map { Float($0) }, projection)
  }

  private static func whitening(_ variance: Double) -> Double {
    1 / variance.squareRoot().squareRoot().squareRoot()
  }

  private func codes(of channel: Int, mean: [Float], projection: [Float]) -> [Int8] {
    let n = FeatureModel.rawDimension
    let dimension = FeatureSet.dimension
    let count = groups[channel].count
    let places = (0..<n).map { UInt8($0) }
    return [Int8](unsafeUninitializedCapacity: count * dimension) { buffer, filled in
      descriptors[channel].withUnsafeBufferPointer { raw in
        guard let source = raw.baseAddress, let target = buffer.baseAddress else { return }
        for index in 0..<count {
          ck_project(source + index * n, places, mean, projection, target + index * dimension)
        }
      }
      filled = count * dimension
    }
  }

  /// 256 centres by Lloyd's algorithm over some components, the others zero.
  private mutating func centres(_ codes: [Int8], components: [Int]) -> [Int8] {
    let dimension = FeatureSet.dimension
    let count = codes.count / dimension
    var centres = [Int8](repeating: 0, count: 256 * dimension)
    for (place, member) in sample(Array(0..<count), count: 256).enumerated() {
      for c in components { centres[place * dimension + c] = codes[member * dimension + c] }
    }
    var packed = [Int8](repeating: 0, count: 256 * dimension)
    var norms = [Int32](repeating: 0, count: 256)
    var distances = [Int32](repeating: 0, count: 256)
    for _ in 0..<20 {
      ck_pack(centres, 256, &packed, &norms)
      var sums = [Int](repeating: 0, count: 256 * dimension)
      var sizes = [Int](repeating: 0, count: 256)
      codes.withUnsafeBufferPointer { codes in
        guard let start = codes.baseAddress else { return }
        for member in 0..<count {
          ck_distances(packed, norms, 16, start + member * dimension, &distances)
          var best = 0
          for centre in 1..<256 where distances[centre] < distances[best] { best = centre }
          sizes[best] += 1
          for c in components { sums[best * dimension + c] += Int(start[member * dimension + c]) }
        }
      }
      for centre in 0..<256 {
        if sizes[centre] == 0 {
          let member = Int(random.next() % UInt64(count))
          for c in components { centres[centre * dimension + c] = codes[member * dimension + c] }
        } else {
          for c in components {
            let mean = Double(sums[centre * dimension + c]) / Double(sizes[centre])
            centres[centre * dimension + c] = Int8(mean.rounded())
          }
        }
      }
    }
    return centres
  }

  /// 64 hyperplanes: two random rotations of the components divided by their spread; each halves the descriptors.
  private mutating func hyperplanes(_ codes: [Int8]) -> (normals: [Int8], offsets: [Int32]) {
    let dimension = FeatureSet.dimension
    let count = codes.count / dimension
    let spread = (0..<dimension).map { c in
      var square = 0
      for member in 0..<count {
        square += Int(codes[member * dimension + c]) * Int(codes[member * dimension + c])
      }
      return max(1, (Double(square) / Double(count)).squareRoot())
    }
    var normals: [Int8] = []
    for _ in 0..<2 {
      var rows: [[Double]] = []
      while rows.count < dimension {
        // Sums of uniform numbers are nearly normal; Gram-Schmidt makes them a rotation.
        var row = (0..<dimension).map { _ in
          (0..<12).reduce(-6.0) { sum, _ in sum + random.number(in: 0...1) }
        }
        for other in rows {
          let dot = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
          for c in 0..<dimension { row[c] -= dot * other[c] }
        }
        let length = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
        guard length > 1e-6 else { continue }
        rows.append(row.map { $0 / length })
      }
      for row in rows {
        let weights = zip(row, spread).map { $0 / $1 }
        let largest = weights.map(abs).max() ?? 1
        normals.append(contentsOf: weights.map { Int8(($0 / largest * 127).rounded()) })
      }
    }
    let offsets = (0..<64).map { plane -> Int32 in
      var products = (0..<count).map { member -> Int32 in
        var product: Int32 = 0
        for c in 0..<dimension {
          product += Int32(codes[member * dimension + c]) * Int32(normals[plane * dimension + c])
        }
        return product
      }
      products.sort()
      return products[count / 2]
    }
    return (normals, offsets)
  }
}
