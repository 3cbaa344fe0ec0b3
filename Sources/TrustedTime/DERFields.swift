// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import SwiftASN1

/// The members of a SEQUENCE or SET, taken one after the other.
struct DERFields {
  private var nodes: ASN1NodeCollection.Iterator
  private var next: ASN1Node?

  /// Begins with the members of a constructed node.
  ///
  /// - Parameters:
  ///   - node: The node.
  ///   - tag: Its tag; `nil` where that was read before.
  /// - Throws: `TimestampError.malformed` when it has another tag, or no members.
  init(_ node: ASN1Node, tag: ASN1Identifier? = .sequence) throws(TimestampError) {
    guard case .constructed(let members) = node.content, tag.map({ $0 == node.identifier }) ?? true
    else { throw .malformed(reason: "another value stands where a SEQUENCE or SET is needed") }
    nodes = members.makeIterator()
    next = nodes.next()
  }

  /// Reads bytes as one DER value that is constructed.
  init(_ bytes: some Sequence<UInt8>) throws(TimestampError) {
    try self.init(try Self.parse(bytes))
  }

  /// Reads bytes as one DER value.
  static func parse(_ bytes: some Sequence<UInt8>) throws(TimestampError) -> ASN1Node {
    do {
      return try DER.parse(Array(bytes))
    } catch {
      // What the library says names lines of its own source.
      throw .malformed(reason: "it is not DER, the form of .tsr and .tsq files")
    }
  }

  /// Whether no member is left.
  var isAtEnd: Bool { next == nil }

  /// The next member.
  mutating func node(_ name: String) throws(TimestampError) -> ASN1Node {
    guard let node = next else { throw .malformed(reason: "\(name) is missing") }
    next = nodes.next()
    return node
  }

  /// The next member, if it has this tag.
  mutating func optional(_ tag: ASN1Identifier) -> ASN1Node? {
    guard let node = next, node.identifier == tag else { return nil }
    next = nodes.next()
    return node
  }

  /// The next member, if it has this context-specific tag.
  mutating func optional(tagged number: UInt) -> ASN1Node? {
    optional(ASN1Identifier(tagWithNumber: number, tagClass: .contextSpecific))
  }

  mutating func objectIdentifier(_ name: String) throws(TimestampError) -> ASN1ObjectIdentifier {
    let node = try node(name)
    do {
      return try ASN1ObjectIdentifier(derEncoded: node)
    } catch {
      throw .malformed(reason: "\(name) is no OBJECT IDENTIFIER")
    }
  }

  mutating func octets(_ name: String) throws(TimestampError) -> [UInt8] {
    let node = try node(name)
    do {
      return Array(try ASN1OctetString(derEncoded: node).bytes)
    } catch {
      throw .malformed(reason: "\(name) is no OCTET STRING")
    }
  }

  /// The bytes of the next member, an INTEGER, as DER has them: big-endian, two's complement.
  mutating func integer(_ name: String) throws(TimestampError) -> [UInt8] {
    let node = try node(name)
    guard node.identifier == .integer, case .primitive(let bytes) = node.content, !bytes.isEmpty
    else { throw .malformed(reason: "\(name) is no INTEGER") }
    return Array(bytes)
  }

  /// The next member, an INTEGER of at most 31 bits.
  mutating func smallInteger(_ name: String) throws(TimestampError) -> Int {
    let bytes = try integer(name)
    guard bytes.count <= 4, bytes[0] < 128 else {
      throw .malformed(reason: "\(name) is out of its range")
    }
    return bytes.reduce(0) { $0 << 8 | Int($1) }
  }

  /// All members that are left.
  mutating func rest() -> [ASN1Node] {
    var all: [ASN1Node] = []
    while let node = next {
      all.append(node)
      next = nodes.next()
    }
    return all
  }
}
