// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import SelvedgeService

/// A whole form, as a parser gave it.
struct ParsedForm: Equatable {
  /// One part with its bytes.
  struct Part: Equatable {
    let head: MultipartPart
    var bytes: [UInt8] = []
    var isComplete = false
  }

  var parts: [Part] = []

  /// Parses a body that arrives in chunks.
  init(_ contentType: String, chunks: [ArraySlice<UInt8>]) throws {
    var parser = try MultipartParser(contentType: HeaderParameters(contentType))
    var parts: [Part] = []
    for chunk in chunks {
      try chunk.withUnsafeBytes { bytes in
        try parser.consume(bytes) { event in
          switch event {
          case .partBegan(let head): parts.append(Part(head: head))
          case .bytes(let bytes): parts[parts.count - 1].bytes += bytes
          case .partEnded: parts[parts.count - 1].isComplete = true
          }
        }
      }
    }
    try parser.finish()
    self.parts = parts
  }

  /// Parses a body that arrives at once.
  init(_ contentType: String, _ body: String) throws {
    try self.init(contentType, chunks: [Array(body.utf8)[...]])
  }

  /// The bytes of each part as text, by name.
  var texts: [String: String] {
    Dictionary(
      parts.map { ($0.head.name, String(decoding: $0.bytes, as: UTF8.self)) },
      uniquingKeysWith: { first, _ in first })
  }
}
