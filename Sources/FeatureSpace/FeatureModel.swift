// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CFeatureModel

/// The trained numbers of the local features: how descriptors are shortened, what words there are, what is common.
///
/// They were learnt from pictures by `selvedge-train model`, which writes the file that is compiled in; README.md
/// of the target CFeatureModel says from which. Nothing in them belongs to a single picture.
///
/// The file: the magic `SELVFM01`; then for each channel 128 means and 128 x 32 projection weights (32-bit floats), two
/// codebooks of 256 centres of 32 signed bytes (components of the other half zero), 64 hyperplanes of 32 signed
/// bytes and their 64 offsets (32-bit); then for each of the four groups a 32-bit count and as many descriptors
/// of 32 signed bytes. All little endian.
public struct FeatureModel: Sendable {
  /// What is known of one channel.
  public struct Channel: Sendable {
    /// Mean of each of the 128 components of a raw descriptor.
    public var mean: [Float]
    /// 128 rows of 32 weights.
    public var projection: [Float]
    /// 256 centres of 32 bytes over the first half of the components.
    public var firstCentres: [Int8]
    /// 256 centres of 32 bytes over the second half.
    public var secondCentres: [Int8]
    /// Normals of 64 hyperplanes, 32 bytes each.
    public var normals: [Int8]
    /// A descriptor lies above a hyperplane when its product with the normal exceeds this.
    public var offsets: [Int32]

    /// Creates the numbers of one channel.
    ///
    /// - Parameters:
    ///   - mean: 128 means.
    ///   - projection: 128 x 32 weights.
    ///   - firstCentres: 256 x 32 bytes.
    ///   - secondCentres: 256 x 32 bytes.
    ///   - normals: 64 x 32 bytes.
    ///   - offsets: 64 numbers.
    public init(
      mean: [Float], projection: [Float], firstCentres: [Int8], secondCentres: [Int8],
      normals: [Int8], offsets: [Int32]
    ) {
      self.mean = mean
      self.projection = projection
      self.firstCentres = firstCentres
      self.secondCentres = secondCentres
      self.normals = normals
      self.offsets = offsets
    }
  }

  /// The length of a raw descriptor.
  public static let rawDimension = 128
  /// The components that belong to the first half of the word: neighbours in rank are dealt out to both.
  public static let firstHalf: [Int] = (0..<FeatureSet.dimension).filter {
    $0 % 4 == 0 || $0 % 4 == 3
  }

  private static let magic = Array("SELVFM01".utf8)

  /// Luma, then colour edges.
  public let channels: [Channel]
  /// For each group of features descriptors drawn from many designs, 32 bytes each.
  public let populations: [[Int8]]

  /// Creates a model.
  ///
  /// - Parameters:
  ///   - channels: One for each ``FeatureChannel``.
  ///   - populations: One for each group.
  public init(channels: [Channel], populations: [[Int8]]) {
    precondition(channels.count == FeatureChannel.allCases.count)
    precondition(populations.count == FeatureSet.groupCount)
    self.channels = channels
    self.populations = populations
  }

  /// The model that this program ships with.
  public static let shipped: FeatureModel = {
    let bytes = Array(UnsafeBufferPointer(start: cfm_bytes(), count: cfm_byte_count()))
    guard let model = FeatureModel(bytes: bytes) else {
      preconditionFailure("the compiled-in feature model is not of layout SELVFM01")
    }
    return model
  }()

  /// Reads a model from the bytes of its file.
  ///
  /// - Parameter bytes: The bytes; anything but exactly a model gives `nil`.
  public init?(bytes: [UInt8]) {
    guard bytes.starts(with: Self.magic) else { return nil }
    var at = Self.magic.count
    func words(_ count: Int) -> [UInt32]? {
      guard at + count * 4 <= bytes.count else { return nil }
      defer { at += count * 4 }
      return (0..<count).map { n in
        let from = at + n * 4
        return UInt32(bytes[from]) | UInt32(bytes[from + 1]) << 8 | UInt32(bytes[from + 2]) << 16
          | UInt32(bytes[from + 3]) << 24
      }
    }
    func signed(_ count: Int) -> [Int8]? {
      guard at + count <= bytes.count else { return nil }
      defer { at += count }
      return bytes[at..<at + count].map { Int8(bitPattern: $0) }
    }
    let dimension = FeatureSet.dimension
    var channels: [Channel] = []
    for _ in FeatureChannel.allCases {
      guard let mean = words(Self.rawDimension),
        let projection = words(Self.rawDimension * dimension),
        let first = signed(256 * dimension), let second = signed(256 * dimension),
        let normals = signed(64 * dimension), let offsets = words(64)
      else { return nil }
      channels.append(
        Channel(
          mean: mean.map { Float(bitPattern: $0) },
          projection: projection.map { Float(bitPattern: $0) }, firstCentres: first,
          secondCentres: second, normals: normals, offsets: offsets.map { Int32(bitPattern: $0) }))
    }
    var populations: [[Int8]] = []
    for _ in 0..<FeatureSet.groupCount {
      guard let count = words(1)?[0], let sample = signed(Int(count) * dimension) else {
        return nil
      }
      populations.append(sample)
    }
    guard at == bytes.count else { return nil }
    self.init(channels: channels, populations: populations)
  }

  /// The bytes of the model's file.
  ///
  /// - Returns: What `init(bytes:)` reads.
  public func encoded() -> [UInt8] {
    var bytes = Self.magic
    func append(_ word: UInt32) {
      for shift in stride(from: UInt32(0), to: 32, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: word >> shift))
      }
    }
    func append(_ values: [Int8]) { bytes.append(contentsOf: values.map { UInt8(bitPattern: $0) }) }
    for channel in channels {
      for value in channel.mean { append(value.bitPattern) }
      for value in channel.projection { append(value.bitPattern) }
      append(channel.firstCentres)
      append(channel.secondCentres)
      append(channel.normals)
      for value in channel.offsets { append(UInt32(bitPattern: value)) }
    }
    for population in populations {
      append(UInt32(population.count / FeatureSet.dimension))
      append(population)
    }
    return bytes
  }
}
