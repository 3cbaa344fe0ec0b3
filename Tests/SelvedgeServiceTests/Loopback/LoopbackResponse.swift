// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

@testable import SelvedgeService

/// A response as it came over the wire.
struct LoopbackResponse: Sendable {
  /// `HTTP/1.1` or `HTTP/1.0`.
  let version: String
  let status: Int
  let headers: [String: String]
  var body: [UInt8] = []

  /// Reads a response's head.
  init(head: String) throws {
    let lines = head.split(separator: "\r\n")
    let words = lines.first?.split(separator: " ") ?? []
    guard words.count >= 2, ["HTTP/1.1", "HTTP/1.0"].contains(words[0]),
      let status = Int(words[1])
    else { throw LoopbackConnection.Failure.malformed(head) }
    version = String(words[0])
    self.status = status
    headers = Dictionary(
      lines.dropFirst().map { line in
        let pieces = line.split(separator: ":", maxSplits: 1)
        return (pieces[0].lowercased(), pieces[1].trimmingCharacters(in: .whitespaces))
      }, uniquingKeysWith: { "\($0), \($1)" })
  }

  /// The body as text.
  var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as a value.
  func decoded<Value: Decodable>(_ type: Value.Type = Value.self) throws -> Value {
    try JSONDecoder().decode(type, from: Data(body))
  }

  /// The body as a problem.
  var problem: ProblemDocument {
    get throws { try decoded() }
  }
}
