// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import Provenance

/// A registered design: what the registry knows of it, without the picture.
///
/// As JSON the details stand beside the other fields, not in an object of their own, and `dates` holds the
/// registry's own date too.
public struct DesignRecord: Codable, Hashable, Sendable {
  /// The id: the first 24 hexadecimal digits of the file's SHA-256; of a design that was sealed, 24 random ones, also
  /// after it was revealed.
  public var design: String
  /// The design's row in this registry, from 1.
  public var number: Int
  /// The file name as first registered.
  public var file: String
  /// SHA-256 of the file's bytes, 64 lower-case hexadecimal digits.
  public var sha256: String
  /// SHA-256 of the decoded upright picture, 64 lower-case hexadecimal digits.
  public var pixelSHA256: String
  /// The original's file format.
  public var format: OriginalFormat
  /// The original's size in bytes.
  public var byteCount: Int
  /// Columns of the upright picture, in pixels.
  public var width: Int
  /// Rows of the upright picture, in pixels.
  public var height: Int
  /// The PDQ hash, 64 lower-case hexadecimal digits.
  public var pdq: String
  /// The PDQ quality, 0...100.
  public var quality: Int
  /// The version of the engine that made the fingerprint.
  public var engine: String
  /// What the submitter said about the design.
  public var details: DesignDetails
  /// When the design was registered: ISO 8601 in UTC, to the millisecond, such as `2026-01-31T12:00:00.000Z`.
  public var registeredAt: String
  /// Dates that came to be known after the registration, each with a log entry of its own: trusted timestamps
  /// that were verified.
  public var addedDates: [TypedDate] = []
  /// That it is no longer compared with; `nil` when it is.
  public var withdrawn: Withdrawal?
  /// When the picture came, ISO 8601 in UTC, of a design that was sealed until then; `nil` of others.
  public var revealedAt: String?

  /// Creates a record.
  ///
  /// - Parameters:
  ///   - design: The id.
  ///   - number: The row in the registry, from 1.
  ///   - file: The file name as first registered.
  ///   - sha256: SHA-256 of the file's bytes, in hexadecimal.
  ///   - pixelSHA256: SHA-256 of the decoded picture, in hexadecimal.
  ///   - format: The original's file format.
  ///   - byteCount: The original's size in bytes.
  ///   - width: Columns, in pixels.
  ///   - height: Rows, in pixels.
  ///   - pdq: The PDQ hash, in hexadecimal.
  ///   - quality: The PDQ quality, 0...100.
  ///   - engine: The version of the engine that made the fingerprint.
  ///   - details: What the submitter said.
  ///   - registeredAt: ISO 8601 in UTC.
  ///   - withdrawn: That it is no longer compared with, if so.
  public init(
    design: String, number: Int, file: String, sha256: String, pixelSHA256: String,
    format: OriginalFormat, byteCount: Int, width: Int, height: Int, pdq: String, quality: Int,
    engine: String, details: DesignDetails, registeredAt: String, withdrawn: Withdrawal? = nil
  ) {
    self.design = design
    self.number = number
    self.file = file
    self.sha256 = sha256
    self.pixelSHA256 = pixelSHA256
    self.format = format
    self.byteCount = byteCount
    self.width = width
    self.height = height
    self.pdq = pdq
    self.quality = quality
    self.engine = engine
    self.details = details
    self.registeredAt = registeredAt
    self.withdrawn = withdrawn
  }

  /// Every date that is known of the design, the registry's own among them, from the hardest kind to the softest.
  public var dates: [TypedDate] {
    var all = details.dates + addedDates
    // The registry writes this text itself; one that is no date was damaged, and dates nothing.
    if let moment = try? PartialDate(registeredAt) { all.append(TypedDate(.depositedHere, moment)) }
    return all.rankedByKind()
  }
}

extension DesignRecord {
  enum CodingKeys: String, CodingKey {
    case design, number, file, sha256
    case pixelSHA256 = "pixelSha256"
    case format, byteCount, width, height, pdq, quality, engine, registeredAt, withdrawn, revealedAt
  }

  /// Reads a record from its flat form.
  ///
  /// - Parameter decoder: Where to read from.
  /// - Throws: `DecodingError` when a field is missing or of another kind.
  public init(from decoder: any Decoder) throws {
    let fields = try decoder.container(keyedBy: CodingKeys.self)
    design = try fields.decode(String.self, forKey: .design)
    number = try fields.decode(Int.self, forKey: .number)
    file = try fields.decode(String.self, forKey: .file)
    sha256 = try fields.decode(String.self, forKey: .sha256)
    pixelSHA256 = try fields.decode(String.self, forKey: .pixelSHA256)
    format = try fields.decode(OriginalFormat.self, forKey: .format)
    byteCount = try fields.decode(Int.self, forKey: .byteCount)
    width = try fields.decode(Int.self, forKey: .width)
    height = try fields.decode(Int.self, forKey: .height)
    pdq = try fields.decode(String.self, forKey: .pdq)
    quality = try fields.decode(Int.self, forKey: .quality)
    engine = try fields.decode(String.self, forKey: .engine)
    registeredAt = try fields.decode(String.self, forKey: .registeredAt)
    withdrawn = try fields.decodeIfPresent(Withdrawal.self, forKey: .withdrawn)
    revealedAt = try fields.decodeIfPresent(String.self, forKey: .revealedAt)
    details = try DesignDetails(fromRecord: decoder)
  }

  /// Writes the record in its flat form.
  ///
  /// - Parameter encoder: Where to write to.
  /// - Throws: `EncodingError` when the encoder cannot take a field.
  public func encode(to encoder: any Encoder) throws {
    var fields = encoder.container(keyedBy: CodingKeys.self)
    try fields.encode(design, forKey: .design)
    try fields.encode(number, forKey: .number)
    try fields.encode(file, forKey: .file)
    try fields.encode(sha256, forKey: .sha256)
    try fields.encode(pixelSHA256, forKey: .pixelSHA256)
    try fields.encode(format, forKey: .format)
    try fields.encode(byteCount, forKey: .byteCount)
    try fields.encode(width, forKey: .width)
    try fields.encode(height, forKey: .height)
    try fields.encode(pdq, forKey: .pdq)
    try fields.encode(quality, forKey: .quality)
    try fields.encode(engine, forKey: .engine)
    try fields.encode(registeredAt, forKey: .registeredAt)
    try fields.encodeIfPresent(withdrawn, forKey: .withdrawn)
    try fields.encodeIfPresent(revealedAt, forKey: .revealedAt)
    try details.encode(intoRecord: encoder, dates: dates)
  }
}
