// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Takes the members of an entry one by one and sees that none is left over.
struct EntryMembers {
  let type: String
  private var members: [String: CanonicalObject.Value]

  init(type: String, members: [String: CanonicalObject.Value]) {
    self.type = type
    self.members = members
  }

  mutating func string(_ name: String) throws(EntryError) -> String {
    guard case .string(let value)? = members.removeValue(forKey: name) else {
      throw .malformedMember(type: type, member: name)
    }
    return value
  }

  mutating func number(_ name: String) throws(EntryError) -> Int {
    guard case .number(let value)? = members.removeValue(forKey: name) else {
      throw .malformedMember(type: type, member: name)
    }
    return value
  }

  mutating func digest(_ name: String) throws(EntryError) -> Digest256 {
    guard let digest = Digest256(hex: try string(name)) else {
      throw .malformedMember(type: type, member: name)
    }
    return digest
  }

  mutating func time(_ name: String) throws(EntryError) -> LogTime {
    let text = try string(name)
    let time = try LogTime(text)
    guard time.description == text else { throw .malformedMember(type: type, member: name) }
    return time
  }

  func end() throws(EntryError) {
    if let name = members.keys.min() { throw .malformedMember(type: type, member: name) }
  }
}

extension CanonicalObject.Value {
  static func digest(_ digest: Digest256) -> Self { .string(digest.hex) }
  static func time(_ time: LogTime) -> Self { .string(time.description) }
}

/// What an entry of a known type says.
protocol EntryPayload: Hashable, Sendable {
  static var type: String { get }
  var at: LogTime { get }
  /// The members beside `type`, `v` and `at`.
  var members: [String: CanonicalObject.Value] { get }
  init(at: LogTime, members: inout EntryMembers) throws(EntryError)
}
