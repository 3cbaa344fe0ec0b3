// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One entry of the log: what happened, with digests instead of contents.
///
/// An entry's bytes are a JSON object in the canonical spelling of RFC 8785: members ordered by
/// name, no spaces, UTF-8. Every entry has the members `type` and `v`, a number, and those of this
/// version 1 have `at`, the time, and what the type's struct lists. Digests are 64 lower-case hex
/// digits, times are as in `LogTime`, numbers are whole. A withdrawal, for example, is
///
///     {"at":"2026-11-23T15:04:05.678Z","design":"0f3a…","reason":"9c11…","type":"designWithdrawn","v":1}
///
/// on one line without a newline at its end. Types and versions that this program does not know
/// are carried through as `unknown`, byte for byte.
public enum LogEntry: Hashable, Sendable {
  /// A design came into the registry.
  case designRegistered(DesignRegistered)
  /// A design came into the registry unseen.
  case designSealed(DesignSealed)
  /// A sealed design was opened.
  case designRevealed(DesignRevealed)
  /// A trusted timestamp came to a design.
  case designTimestamped(DesignTimestamped)
  /// A design is no longer compared with.
  case designWithdrawn(DesignWithdrawn)
  /// A review was kept.
  case reviewIssued(ReviewIssued)
  /// A person recorded their own finding.
  case findingRecorded(FindingRecorded)
  /// A picture was planted that tests the search.
  case picturePlanted(PicturePlanted)
  /// An entry of a later version of the program; `bytes` are all of it.
  case unknown(type: String, version: Int, bytes: [UInt8])

  /// The version of the entries that this program writes.
  public static let version = 1
  /// The most bytes of an entry; C2SP's tlog-tiles gives entries 16-bit lengths.
  public static let byteLimit = 65_535

  /// Reads an entry.
  ///
  /// - Parameter bytes: The entry's bytes.
  /// - Throws: `EntryError` when they are not canonical JSON, or not as the type's version has it.
  public init(bytes: [UInt8]) throws(EntryError) {
    guard let object = CanonicalObject(bytes: bytes),
      case .string(let type)? = object.members["type"],
      case .number(let version)? = object.members["v"]
    else { throw .notCanonical }
    var members = EntryMembers(type: type, members: object.members)
    _ = try members.string("type")
    _ = try members.number("v")
    switch (type, version) {
    case (DesignRegistered.type, 1): self = .designRegistered(try Self.payload(&members))
    case (DesignSealed.type, 1): self = .designSealed(try Self.payload(&members))
    case (DesignRevealed.type, 1): self = .designRevealed(try Self.payload(&members))
    case (DesignTimestamped.type, 1): self = .designTimestamped(try Self.payload(&members))
    case (DesignWithdrawn.type, 1): self = .designWithdrawn(try Self.payload(&members))
    case (ReviewIssued.type, 1): self = .reviewIssued(try Self.payload(&members))
    case (FindingRecorded.type, 1): self = .findingRecorded(try Self.payload(&members))
    case (PicturePlanted.type, 1): self = .picturePlanted(try Self.payload(&members))
    default: self = .unknown(type: type, version: version, bytes: bytes)
    }
  }

  private static func payload<Payload: EntryPayload>(
    _ members: inout EntryMembers
  ) throws(EntryError) -> Payload {
    let at = try members.time("at")
    let payload = try Payload(at: at, members: &members)
    try members.end()
    return payload
  }

  /// The entry's bytes.
  public var bytes: [UInt8] {
    switch self {
    case .designRegistered(let payload): Self.encode(payload)
    case .designSealed(let payload): Self.encode(payload)
    case .designRevealed(let payload): Self.encode(payload)
    case .designTimestamped(let payload): Self.encode(payload)
    case .designWithdrawn(let payload): Self.encode(payload)
    case .reviewIssued(let payload): Self.encode(payload)
    case .findingRecorded(let payload): Self.encode(payload)
    case .picturePlanted(let payload): Self.encode(payload)
    case .unknown(_, _, let bytes): bytes
    }
  }

  private static func encode(_ payload: some EntryPayload) -> [UInt8] {
    let type = Swift.type(of: payload).type
    return CanonicalObject(
      members: payload.members.merging(
        ["type": .string(type), "v": .number(version), "at": .time(payload.at)]
      ) { $1 }
    ).bytes
  }

  private var payload: (any EntryPayload)? {
    switch self {
    case .designRegistered(let payload): payload
    case .designSealed(let payload): payload
    case .designRevealed(let payload): payload
    case .designTimestamped(let payload): payload
    case .designWithdrawn(let payload): payload
    case .reviewIssued(let payload): payload
    case .findingRecorded(let payload): payload
    case .picturePlanted(let payload): payload
    case .unknown: nil
    }
  }

  /// The name of the entry's type, as the bytes have it.
  public var type: String {
    switch self {
    case .designRegistered: DesignRegistered.type
    case .designSealed: DesignSealed.type
    case .designRevealed: DesignRevealed.type
    case .designTimestamped: DesignTimestamped.type
    case .designWithdrawn: DesignWithdrawn.type
    case .reviewIssued: ReviewIssued.type
    case .findingRecorded: FindingRecorded.type
    case .picturePlanted: PicturePlanted.type
    case .unknown(let type, _, _): type
    }
  }

  /// When the entry was recorded, by the registry's clock, if its type is known.
  public var at: LogTime? { payload?.at }

  /// The id of the design that the entry is about, if it is about one.
  public var design: String? { string("design") }
  /// The id of the review that the entry is about, if it is about one.
  public var review: String? { string("review") }
  /// The version of the engine that the entry names, if it names one.
  public var engine: String? { string("engine") }
  /// The SHA-256 of the picture file that the entry names, if it names one.
  public var file: Digest256? { digest("file") }
  /// The SHA-256 of the pixels that the entry names, if it names one.
  public var pixels: Digest256? { digest("pixels") }
  /// The SHA-256 of the fingerprint that the entry names, if it names one.
  public var fingerprint: Digest256? { digest("fingerprint") }
  /// The SHA-256 of the metadata document that the entry names, if it names one.
  public var metadata: Digest256? { digest("metadata") }

  private func string(_ member: String) -> String? {
    guard case .string(let value)? = payload?.members[member] else { return nil }
    return value
  }

  private func digest(_ member: String) -> Digest256? {
    string(member).flatMap { Digest256(hex: $0) }
  }
}
