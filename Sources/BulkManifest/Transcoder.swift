// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// Turns bytes of an encoding into UTF-8, piece by piece, and refuses what is not of that encoding.
///
/// The system's `iconv` does the work, for UTF-8 as well, where it only checks.
final class Transcoder {
  private let descriptor: iconv_t
  /// Bytes of a character whose rest is in the next piece.
  private var rest: [UInt8] = []
  /// Characters beyond ASCII that were read.
  private(set) var wideCount = 0

  /// Prepares for an encoding; `nil` when the system has no tables for it.
  ///
  /// - Parameter encoding: The encoding.
  init?(_ encoding: TextEncoding) {
    guard let descriptor = iconv_open("UTF-8", encoding.rawValue),
      Int(bitPattern: descriptor) != -1
    else { return nil }
    self.descriptor = descriptor
  }

  deinit { iconv_close(descriptor) }

  /// Turns the next piece into UTF-8.
  ///
  /// - Parameters:
  ///   - piece: The next bytes.
  ///   - isLast: Whether none follow.
  /// - Returns: The text, and whether it ends before bytes that are not of the encoding.
  func convert(_ piece: ArraySlice<UInt8>, isLast: Bool) -> (text: [UInt8], isBroken: Bool) {
    var input = rest + piece
    rest = []
    var text: [UInt8] = []
    var room = [UInt8](repeating: 0, count: max(64, input.count * 2))
    var consumed = 0
    while consumed < input.count {
      let (result, code, read, written) = step(&input, from: consumed, into: &room)
      text += room[..<written]
      consumed += read
      if result != -1 { break }
      if code == E2BIG { continue }
      guard code == EINVAL, !isLast else {
        count(text)
        return (text, true)
      }
      rest = Array(input[consumed...])
      break
    }
    count(text)
    return (text, false)
  }

  private func count(_ text: [UInt8]) {
    for byte in text where byte >= 0xC0 { wideCount += 1 }
  }

  private func step(
    _ input: inout [UInt8], from start: Int, into room: inout [UInt8]
  ) -> (result: Int, code: Int32, read: Int, written: Int) {
    input.withUnsafeMutableBytes { source in
      room.withUnsafeMutableBytes { target in
        var from = source.baseAddress?.advanced(by: start).assumingMemoryBound(to: CChar.self)
        var left = source.count - start
        var to = target.baseAddress?.assumingMemoryBound(to: CChar.self)
        var free = target.count
        let (before, space) = (left, free)
        let result = iconv(descriptor, &from, &left, &to, &free)
        return (result, errno, before - left, space - free)
      }
    }
  }
}

/// The system's words for an error number.
func systemText(_ code: Int32) -> String { String(cString: strerror(code)) }
