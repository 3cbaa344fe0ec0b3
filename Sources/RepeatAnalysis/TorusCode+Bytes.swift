// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension TorusCode {
  /// The length of a stored code.
  public static let byteCount = 6 + TorusFrequencies.count
  /// The version of the layout and of the recipe; codes of different versions must not be compared.
  public static let version: UInt8 = 1

  /// The code as bytes.
  ///
  /// In order: version, tiling, length ratio, angle cosine, strength, distinctiveness, then the
  /// spectrum as two's complement bytes. There is nothing wider than a byte, so no byte order.
  public var bytes: [UInt8] {
    [
      TorusCode.version, tiling.rawValue, lengthRatio, angleCosine, strength, distinctiveness,
    ] + spectrum.map { UInt8(bitPattern: $0) }
  }

  /// Reads a code back.
  ///
  /// - Parameter bytes: `byteCount` bytes as ``bytes`` gives them.
  /// - Throws: ``TorusCodeError`` when the bytes are not such a code.
  public init(bytes: some Collection<UInt8>) throws(TorusCodeError) {
    let stored = Array(bytes)
    guard stored.count == TorusCode.byteCount else {
      throw .wrongLength(found: stored.count, expected: TorusCode.byteCount)
    }
    guard stored[0] == TorusCode.version else {
      throw .wrongVersion(found: stored[0], expected: TorusCode.version)
    }
    guard let tiling = Tiling(rawValue: stored[1]) else { throw .unknownTiling(found: stored[1]) }
    self.init(
      spectrum: stored[6...].map { Int8(bitPattern: $0) }, lengthRatio: stored[2],
      angleCosine: stored[3], strength: stored[4], tiling: tiling, distinctiveness: stored[5])
  }
}
