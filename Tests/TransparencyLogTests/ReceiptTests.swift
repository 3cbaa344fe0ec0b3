// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import TransparencyLog

@Suite struct ReceiptTests {
  private func makeReceipt(
    of index: Int = 0, metadata: String? = nil
  ) throws -> (receipt: Receipt, key: SigningKey) {
    let folder = try LogFolder()
    let log = try folder.open(.creating)
    try log.append(Samples.entries)
    let key = try Samples.key()
    let note = try log.publishCheckpoint(signedBy: key)
    return (try log.receipt(for: index, under: note, metadata: metadata), key)
  }

  @Test func `a receipt verifies offline and survives its JSON`() throws {
    for index in Samples.entries.indices {
      let (receipt, key) = try makeReceipt(of: index)
      let read = try Receipt(json: receipt.json())
      #expect(read == receipt)
      let vkey = try VerifierKey(text: key.verifierKey.text)
      let verified = try read.verify(with: vkey)
      #expect(verified.entry == Samples.entries[index])
      #expect(verified.index == index)
      #expect(verified.checkpoint.size == Samples.entries.count)
      #expect(!verified.includesPicture && !verified.includesMetadata)
    }
  }

  @Test func `a receipt tells the registered picture from any other`() throws {
    let (receipt, key) = try makeReceipt(metadata: Samples.metadata)
    let verified = try receipt.verify(with: key.verifierKey, picture: Array("file".utf8))
    #expect(verified.includesPicture && verified.includesMetadata)
    #expect(
      throws: ReceiptError.pictureDiffers(
        registered: Samples.digest("file"), actual: Samples.digest("fils"))
    ) {
      try receipt.verify(with: key.verifierKey, picture: Array("fils".utf8))
    }
    let (other, _) = try makeReceipt(metadata: Samples.metadata + " ")
    #expect(
      throws: ReceiptError.metadataDiffers(
        registered: Samples.digest(Samples.metadata), actual: Samples.digest(Samples.metadata + " ")
      )
    ) {
      try other.verify(with: key.verifierKey)
    }
    let (review, _) = try makeReceipt(of: 4)
    #expect(throws: ReceiptError.nothingToCompare(what: "picture", type: "reviewIssued")) {
      try review.verify(with: key.verifierKey, picture: [])
    }
  }

  @Test func `a receipt under another key is refused`() throws {
    let (receipt, _) = try makeReceipt()
    let other = try SigningKey(name: "example.com/designs", seed: Array(repeating: 9, count: 32))
    #expect(throws: ReceiptError.self) { try receipt.verify(with: other.verifierKey) }
    do throws(ReceiptError) {
      _ = try receipt.verify(with: other.verifierKey)
    } catch {
      guard case .checkpoint(.noKnownSignature) = error else {
        Issue.record("\(error)")
        return
      }
    }
  }

  @Test func `a plain field that was changed is named`() throws {
    let (receipt, key) = try makeReceipt()
    let json = String(decoding: try receipt.json(), as: UTF8.self)
    let changes: [(from: String, to: String, field: String)] = [
      ("0123456789abcdef01234567\"", "1123456789abcdef01234567\"", "design"),
      ("2026-11-23T15:04:05.678Z", "2025-11-23T15:04:05.678Z", "recordedAt"),
      (Samples.digest("file").hex, Samples.digest("filf").hex, "fileSha256"),
      (Samples.digest("pixels").hex, Samples.digest("pixelt").hex, "pixelSha256"),
      (#""engine" : "1""#, #""engine" : "2""#, "engine"),
    ]
    for change in changes {
      let changed = json.replacing(change.from, with: change.to)
      #expect(changed != json)
      do throws(ReceiptError) {
        _ = try Receipt(json: Array(changed.utf8)).verify(with: key.verifierKey)
        Issue.record("\(change.field) was changed unseen")
      } catch {
        guard case .fieldDiffers(change.field, _, _) = error else {
          Issue.record("\(error)")
          continue
        }
      }
    }
  }

  @Test func `no changed byte makes a receipt prove something else`() throws {
    let (receipt, key) = try makeReceipt()
    let json = try receipt.json()
    let truth = try receipt.verify(with: key.verifierKey)
    var refused = 0
    for offset in json.indices {
      var changed = json
      changed[offset] ^= 0x01
      guard let read = try? Receipt(json: changed),
        let verified = try? read.verify(with: key.verifierKey)
      else {
        refused += 1
        continue
      }
      #expect(verified == truth)
    }
    // Only white space may be changed without harm.
    #expect(refused > json.count - 60)
  }

  @Test func `what is no receipt is refused with the reason`() throws {
    #expect(throws: ReceiptError.malformed(reason: #"it has no member "receiptVersion""#)) {
      try Receipt(json: Array("{}".utf8))
    }
    #expect(throws: ReceiptError.malformed(reason: "it is empty")) { try Receipt(json: []) }
    for text in ["{", "[]", "7", "no JSON"] {
      #expect(throws: ReceiptError.malformed(reason: "it is no JSON object"), "\(text)") {
        try Receipt(json: Array(text.utf8))
      }
    }
    let (receipt, key) = try makeReceipt()
    let json = String(decoding: try receipt.json(), as: UTF8.self)
    let later = json.replacing(#""receiptVersion" : 1"#, with: #""receiptVersion" : 2"#)
    #expect(throws: ReceiptError.unknownVersion(2)) {
      try Receipt(json: Array(later.utf8)).verify(with: key.verifierKey)
    }
  }

  @Test func `a receipt reads as a C2SP log proof`() throws {
    let (receipt, _) = try makeReceipt(of: 5)
    let lines = receipt.tlogProof.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.prefix(2) == ["c2sp.org/tlog-proof@v1", "index 5"])
    #expect(lines.dropFirst(2).prefix(2).map { Digest256(base64: $0) } == receipt.inclusionProof)
    #expect(lines.dropFirst(4).prefix(3) == ["", "example.com/designs", "6"])
  }

  /// The commitment was computed with Python's hashlib.
  @Test func `a seal opens to what it was made of and to nothing else`() throws {
    let nonce = try #require(Digest256(bytes: (0..<32).map { UInt8($0) }))
    let seal = Seal(
      nonce: nonce, file: Samples.digest("file"), pixels: Samples.digest("pixels"),
      metadata: Samples.digest("metadata"))
    let commitment = try #require(
      Digest256(hex: "0e0c7f6d283c0b2c1205dc708e01fdcb63ce3c4180d796e3903f7218b8966d43"))
    #expect(seal.commitment == commitment)
    #expect(seal.opens(commitment))
    let other = Samples.digest("other")
    for wrong in [
      Seal(nonce: other, file: seal.file, pixels: seal.pixels, metadata: seal.metadata),
      Seal(nonce: nonce, file: other, pixels: seal.pixels, metadata: seal.metadata),
      Seal(nonce: nonce, file: seal.file, pixels: other, metadata: seal.metadata),
      Seal(nonce: nonce, file: seal.file, pixels: seal.pixels, metadata: other),
    ] {
      #expect(!wrong.opens(commitment))
    }
  }
}
