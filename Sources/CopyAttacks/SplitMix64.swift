// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Repeatable random numbers.
///
/// > Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014.
///
/// Ranges are drawn by our own arithmetic, for the standard library does not promise that its own
/// stays the same from version to version.
public struct SplitMix64: Sendable {
  private var state: UInt64

  /// Starts a sequence.
  ///
  /// - Parameter seed: Which sequence.
  public init(seed: UInt64) { state = seed }

  /// Starts the sequence that belongs to a seed and some names.
  ///
  /// The names are digested with 64-bit FNV-1a, each ended by a zero byte.
  ///
  /// - Parameters:
  ///   - seed: Which run.
  ///   - names: What the sequence is for; other names give an unrelated sequence.
  public init(seed: UInt64, _ names: String...) {
    var digest: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ byte: UInt8) { digest = (digest ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      take(UInt8(truncatingIfNeeded: seed >> shift))
    }
    for name in names {
      name.utf8.forEach(take)
      take(0)
    }
    self.init(seed: digest)
  }

  /// The next number.
  ///
  /// - Returns: 64 random bits.
  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }

  /// A whole number from a range.
  ///
  /// - Parameter range: The choices, at least one.
  /// - Returns: One of them; the bias is below 2^-32 for ranges below 2^32.
  public mutating func integer(in range: Range<Int>) -> Int {
    precondition(!range.isEmpty, "there is no number to draw in \(range)")
    return range.lowerBound
      + Int(next().multipliedFullWidth(by: UInt64(range.count)).high)
  }

  /// A number from a range, evenly.
  ///
  /// - Parameter range: The bounds; the upper one is not reached unless both are the same.
  /// - Returns: One of 2^53 numbers in it.
  public mutating func number(in range: ClosedRange<Double>) -> Double {
    let share = Double(next() >> 11) * 0x1p-53
    return range.lowerBound + share * (range.upperBound - range.lowerBound)
  }

  /// Draws some of the members without putting them back.
  ///
  /// - Parameters:
  ///   - members: What to draw from.
  ///   - count: How many at most.
  /// - Returns: `min(count, members.count)` of them, in the order of `members`.
  public mutating func sample<Member>(of members: [Member], count: Int) -> [Member] {
    var places = Array(members.indices)
    let drawn = min(max(0, count), places.count)
    for place in 0..<drawn { places.swapAt(place, integer(in: place..<places.count)) }
    return places.prefix(drawn).sorted().map { members[$0] }
  }

  /// Whether the coin shows heads.
  mutating func flip() -> Bool { next() >> 63 == 1 }

  /// The number with its sign left to chance.
  mutating func signed(_ number: Double) -> Double { flip() ? number : -number }

  mutating func color(in range: ClosedRange<Int>) -> Color {
    let bounds = range.lowerBound..<range.upperBound + 1
    let red = UInt8(integer(in: bounds))
    let green = UInt8(integer(in: bounds))
    return Color(red, green, UInt8(integer(in: bounds)))
  }

  /// A number around 0 with standard deviation 1: the sum of four even ones, so within ±3.47.
  mutating func nearlyNormal() -> Float {
    let bits = next()
    let sum =
      (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
    // Four even 16-bit numbers: mean 131,070, variance 4 (65,536^2 - 1) / 12.
    return (Float(sum) - 131_070) * (1 / 37_837.227)
  }
}
