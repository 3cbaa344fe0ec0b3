// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// One way to make a copy that should still be recognised as a copy.
///
/// The same design, random numbers and surroundings give the same copy, sample for sample, on every
/// machine: only additions, multiplications, divisions and square roots are used, which IEEE 754
/// fixes, and the elementary functions of ``ExactMath``. Not so copies that go through a JPEG file: they are what the
/// system's libjpeg makes of them.
public struct CopyAttack: Sendable {
  /// The name, unique in the catalogue: `half-drop`.
  public let name: String
  /// What kind of attack it is.
  public let family: CopyAttackFamily
  private let work: @Sendable (PixelBuffer, inout Copyist) -> PixelBuffer

  init(
    _ name: String, _ family: CopyAttackFamily,
    work: @escaping @Sendable (PixelBuffer, inout Copyist) -> PixelBuffer
  ) {
    self.name = name
    self.family = family
    self.work = work
  }

  /// Makes a copy.
  ///
  /// - Parameters:
  ///   - design: The picture to copy, at least 16 pixels a side.
  ///   - copyist: Where chance and surroundings come from.
  /// - Returns: The copy; its size is the attack's choice.
  /// - Complexity: O(pixels).
  public func copy(of design: PixelBuffer, by copyist: inout Copyist) -> PixelBuffer {
    precondition(
      design.size.shortSide >= 16, "a design to copy has 16 pixels a side, not \(design.size)")
    return work(design, &copyist)
  }

  /// The whole catalogue, family by family.
  public static let all: [CopyAttack] =
    codec + crop + symmetry + colour + overlay + partial + `repeat` + photo + combination

  /// The attacks that a list of names stands for.
  ///
  /// - Parameter names: Names of attacks and of families, in any order.
  /// - Returns: The attacks in the order of the catalogue, or the first name that stands for none.
  public static func selected(by names: [String]) -> Result<[CopyAttack], UnknownName> {
    for name in names
    where !all.contains(where: { $0.name == name || $0.family.rawValue == name }) {
      return .failure(UnknownName(name: name))
    }
    return .success(all.filter { names.contains($0.name) || names.contains($0.family.rawValue) })
  }

  /// A name that stands for no attack and no family.
  public struct UnknownName: Error, Hashable, CustomStringConvertible {
    /// The name.
    public let name: String

    /// What is wrong, and what there is instead.
    public var description: String {
      let families = CopyAttackFamily.allCases.map(\.rawValue).joined(separator: ", ")
      let names = CopyAttack.all.map(\.name).joined(separator: ", ")
      return "there is no attack or family “\(name)”; families: \(families); attacks: \(names)"
    }
  }
}
