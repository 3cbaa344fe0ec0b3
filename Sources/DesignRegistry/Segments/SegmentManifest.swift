// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CKernels

/// Which segments are live: a small text that is replaced as a whole.
///
///     selvedge-index 1
///     engine 2 layout 1
///     segment 1 512 512 3f9ab2c4 1-512.9c3e.segment
///     end 5d1103aa
///
/// A segment is listed with its first and last number, its number of designs, the checksum of its checksums and its
/// name; the last line has the CRC-32C of all before it.
public struct SegmentManifest: Hashable, Sendable {
  /// A segment in the manifest.
  public struct Entry: Hashable, Sendable {
    /// The numbers that it speaks for.
    public let designs: ClosedRange<Int>
    /// How many designs it has.
    public let designCount: Int
    /// What tells its bytes from those of another file.
    let checksum: UInt32
    /// Its file in the folder of the index.
    public let name: String
  }

  /// What the segments are.
  public let kind: SegmentKind
  /// The segments, by their numbers.
  public internal(set) var entries: [Entry]

  /// Creates a manifest.
  ///
  /// - Parameters:
  ///   - kind: What the segments are.
  ///   - entries: The segments; their numbers rise from one to the next.
  public init(kind: SegmentKind, entries: [Entry] = []) {
    self.kind = kind
    self.entries = entries
  }

  /// The manifest as text.
  var text: String {
    var text = "selvedge-index 1\nengine \(kind.engine) layout \(kind.layout)\n"
    for entry in entries {
      text +=
        "segment \(entry.designs.lowerBound) \(entry.designs.upperBound) "
        + "\(entry.designCount) \(Self.hex(entry.checksum)) \(entry.name)\n"
    }
    return text + "end \(Self.hex(Self.checksum(text)))\n"
  }

  /// Reads the text; `nil` when it is not what `text` gave.
  init?(text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    guard lines.count >= 4, lines.removeLast().isEmpty, let end = lines.popLast(),
      end == "end \(Self.hex(Self.checksum(lines.joined(separator: "\n") + "\n")))",
      lines[0] == "selvedge-index 1"
    else { return nil }
    let words = lines[1].split(separator: " ")
    guard words.count == 4, words[0] == "engine", words[2] == "layout", let layout = Int(words[3])
    else { return nil }
    var entries: [Entry] = []
    for line in lines[2...] {
      let words = line.split(separator: " ")
      guard words.count == 6, words[0] == "segment", let first = Int(words[1]),
        let last = Int(words[2]), let count = Int(words[3]),
        let checksum = UInt32(words[4], radix: 16), first <= last,
        first > entries.last?.designs.upperBound ?? 0, !words[5].contains("/")
      else { return nil }
      entries.append(
        Entry(
          designs: first...last, designCount: count, checksum: checksum, name: String(words[5])))
    }
    self.init(
      kind: SegmentKind(engine: String(words[1]), layout: layout), entries: entries)
  }

  private static func checksum(_ text: String) -> UInt32 {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBytes { ck_crc32c(0, $0.baseAddress, $0.count) }
  }

  private static func hex(_ number: UInt32) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 8 - digits.count) + digits
  }
}
