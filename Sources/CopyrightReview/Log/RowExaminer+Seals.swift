// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry
internal import TransparencyLog

extension RowExaminer {
  /// Holds a design that is or was sealed against its entries, its commitment and, once it is revealed, its picture.
  mutating func examineSealed(_ row: DesignRow, _ seal: SealRow?) throws(RegistryError) {
    guard let seal, let sealed = try database.sealedDesigns(numbered: [row.number])[row.number],
      let fingerprint = try database.fingerprint(of: row.number)
    else {
      reportGone(row, "its seal or of its fingerprint")
      return
    }
    if seal.revealed == nil, fingerprint.engine != Fingerprint.engine {
      examiner.result.notes.append(
        "design \(row.design): it is sealed, and its fingerprint is of engine "
          + "\(fingerprint.engine), not \(Fingerprint.engine): it is kept, and no review compares "
          + "with it until it is revealed")
    } else {
      examine(fingerprint, row)
    }
    guard let place = row.place else {
      report(row, "it is sealed and has no entry in the log")
      return
    }
    guard let logged = loggedEntry(of: row, at: place) else { return }
    guard case .designSealed(let entry) = logged else {
      report(row, "entry \(place.index) of the log does not seal it")
      return
    }
    if entry.commitment.hex != seal.commitment {
      report(row, "its commitment is not the one that was logged in entry \(place.index)")
    }
    if let engine = seal.engine, engine != entry.engine {
      report(
        row, "its seal names engine \(engine), and entry \(place.index) has \(entry.engine)")
    }
    compare(fingerprint, of: row, at: place, with: logged)
    compareTold(row, place, sealed, with: entry)
    let record = try database.designs(numbered: [row.number])[row.number]
    guard let revealed = seal.revealed else {
      if row.sha256 != nil { report(row, "it has a picture, and its seal was never opened") }
      return
    }
    guard let record else {
      report(row, "it was revealed, and its picture's digest or the row of its original is gone")
      return
    }
    if fingerprint.engine != entry.engine { compareRenewed(fingerprint, record, row) }
    compareRevealed(row, place, seal, revealed, record)
  }

  private mutating func compareTold(
    _ row: DesignRow, _ place: LogPlace, _ sealed: SealedDesign, with entry: DesignSealed
  ) {
    guard Digest256.sha256(of: place.metadata.utf8) == entry.metadata,
      let told = ToldDocument(text: place.metadata)
    else {
      report(row, "its logged document is not the one that entry \(place.index) vouches for")
      return
    }
    let own = sealed.dates.filter { !sealed.addedDates.contains($0) }
    for (what, isSame) in [
      ("holders", sealed.holders == told.holders), ("dates", own == told.dates),
      ("time of sealing", sealed.sealedAt == told.sealedAt),
    ] where !isSame {
      report(row, "its row has other \(what) than were logged")
    }
  }

  private mutating func compareRevealed(
    _ row: DesignRow, _ place: LogPlace, _ seal: SealRow, _ revealed: SealRow.Revealed,
    _ record: DesignRecord
  ) {
    spokenOf.insert(revealed.logIndex)
    let name = "entry \(revealed.logIndex)"
    guard case .designRevealed(let entry)? = try? examiner.log?.entry(at: revealed.logIndex),
      entry.design == row.design, entry.sealedAt == place.index
    else {
      report(row, "\(name) of the log does not reveal it")
      return
    }
    for (what, present, logged) in [
      ("file SHA-256", record.sha256, entry.file.hex),
      ("pixel SHA-256", record.pixelSHA256, entry.pixels.hex),
      ("nonce", revealed.nonce, entry.nonce.hex),
      ("time of revealing", revealed.at, entry.at.description),
    ] where present != logged {
      report(row, "its row has \(what) \(present), and \(name) has \(logged)")
    }
    let opened = Seal(
      nonce: entry.nonce, file: entry.file, pixels: entry.pixels, metadata: entry.metadata)
    if opened.commitment.hex != seal.commitment {
      report(row, "what \(name) reveals is not what was sealed")
    }
    guard Digest256.sha256(of: revealed.metadata.utf8) == entry.metadata else {
      report(row, "its revealed document is not the one that \(name) vouches for")
      return
    }
    compareDocument(row, record, logged: revealed.metadata)
  }
}
