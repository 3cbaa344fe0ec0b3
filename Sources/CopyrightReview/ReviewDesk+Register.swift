// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry

extension ReviewDesk {
  /// Refuses a registry in a read-only folder, in which no design can be registered.
  ///
  /// - Throws: ``SelvedgeError`` with `outputNotWritable`.
  public func requireWritable() throws(SelvedgeError) {
    guard registry.isReadOnly else { return }
    throw SelvedgeError(
      RegistryError.readOnly(path: path, reason: "no design can be registered in it"))
  }

  /// Registers one design; it is durable when the call returns.
  ///
  /// - Parameter submission: The picture and what is said about it.
  /// - Returns: The design, and whether it is new.
  /// - Throws: ``SelvedgeError`` when the picture cannot be decoded or is featureless, or the registry fails.
  public func register(_ submission: Submission) throws(SelvedgeError) -> Registration {
    let entry = try prepare(submission).entry
    let outcomes = try registryWork { () throws(RegistryError) in
      try logAndCommit([entry])
    }
    if outcomes[0].isNew, outcomes[0].design.number.isMultiple(of: IndexSettler.period) {
      settler.start()
    }
    return Registration(outcomes[0], file: submission.picture.name)
  }

  /// Registers many designs: several threads decode, the calling thread writes, in few commits.
  ///
  /// A submission that fails is told and the others go on. Results are told in order of place.
  ///
  /// - Parameters:
  ///   - count: How many submissions there are.
  ///   - jobs: How many threads decode, at least 1.
  ///   - submission: Makes the submission at a place in 0..<`count`; called once for each, on any of the threads.
  ///   - each: Is told, on the calling thread, what became of the submission at a place, and says whether to go
  ///     on; a design is durable when it is told.
  public func register(
    count: Int, jobs: Int,
    submission: @escaping @Sendable (Int) throws(SelvedgeError) -> Submission,
    each: (Int, Result<Registration, SelvedgeError>) -> Bool
  ) {
    var unsettledCount = 0
    defer { settler.settle() }
    OrderedWork.run(count: count, jobs: jobs, grouping: .commits) { place in
      Result { () throws(SelvedgeError) in try self.prepare(try submission(place)) }
    } handOver: { first, prepared in
      let results = commit(prepared)
      unsettledCount += results.count
      if unsettledCount >= IndexKeeper.chunkCount {
        settler.start()
        unsettledCount = 0
      }
      for (offset, result) in results.enumerated() {
        guard each(first + offset, result) else { return false }
      }
      return true
    }
  }

  /// Commits the members of a group that could be prepared.
  private func commit(
    _ prepared: [Result<PreparedEntry, SelvedgeError>]
  ) -> [Result<Registration, SelvedgeError>] {
    let entries = prepared.compactMap { try? $0.get().entry }
    let outcomes = Result { () throws(SelvedgeError) in
      guard !entries.isEmpty else { return [EntryOutcome]() }
      return try registryWork { () throws(RegistryError) in
        try logAndCommit(entries)
      }
    }
    var position = 0
    return prepared.map { member in
      switch (member, outcomes) {
      case (.failure(let error), _): return .failure(error)
      case (.success, .failure(let error)): return .failure(error)
      case (.success(let member), .success(let outcomes)):
        defer { position += 1 }
        return .success(Registration(outcomes[position], file: member.file))
      }
    }
  }

  /// Logs and commits a group; the log comes first, so that no committed design lacks its entry.
  ///
  /// - Parameters:
  ///   - entries: What to register.
  ///   - recording: The rows of an import to write in the same commit.
  /// - Returns: One outcome for each entry, in order.
  /// - Throws: `RegistryError` when the log or the registry refuses; then nothing is registered.
  func logAndCommit(
    _ entries: [RegistryEntry], recording: ImportRecording? = nil
  ) throws(RegistryError) -> [EntryOutcome] {
    let now = clock()
    return try registry.register(entries, at: now, recording: recording) {
      designs, lastIndex throws(RegistryError) in
      try self.log.append(designs, after: lastIndex, at: now)
    }
  }

  /// Analyses a picture that is to become a design.
  static func registrable(
    _ picture: Picture
  ) throws(SelvedgeError) -> (made: AnalysedPicture, fingerprint: Fingerprint) {
    let made = try Fingerprinter.analyse(picture)
    let fingerprint = Fingerprint(of: made.analysis)
    guard !fingerprint.isFeatureless else {
      throw SelvedgeError(
        .featurelessImage, stage: "hash", subject: picture.name,
        message: "the picture has too little structure to be told from others (quality "
          + "\(fingerprint.quality), \(Fingerprint.leastQuality) is needed, or else "
          + "\(Fingerprint.leastFeatures) local features, not "
          + "\(fingerprint.features.keypoints.count)); submit one that is larger or shows more of "
          + "the design")
    }
    return (made, fingerprint)
  }

  /// Does everything about a submission that needs no transaction: digest, decode, hash, stage the original.
  func prepare(
    _ submission: Submission, lookingUp: Bool = false
  ) throws(SelvedgeError) -> PreparedEntry {
    let picture = submission.picture
    try submission.requireSound(at: clock())
    let details = submission.details.withoutRepeats
    let sha256 = picture.sha256
    let known = try registryWork { () throws(RegistryError) in
      try registry.design(sha256: sha256)
    }
    guard known == nil else {
      return PreparedEntry(
        entry: .known(sha256: sha256, file: submission.file, details: details),
        file: picture.name, fingerprint: nil, picture: nil, query: nil)
    }
    let (made, fingerprint) = try Self.registrable(picture)
    let format = OriginalFormat(made.header.format)
    let original = try registryWork { () throws(RegistryError) in
      try picture.bytes.withUnsafeBytes { memory throws(RegistryError) in
        try registry.stage(memory, sha256: sha256, format: format)
      }
    }
    let design = NewDesign(
      file: submission.file, pixelSHA256: made.pixelSHA256, width: made.size.width,
      height: made.size.height, details: details,
      fingerprint: StoredFingerprint(fingerprint), original: original)
    return PreparedEntry(
      entry: .new(design), file: picture.name, fingerprint: fingerprint,
      picture: lookingUp ? picture : nil,
      query: lookingUp ? QueryPicture(of: made.analysis) : nil)
  }
}

/// A submission that waits for its commit.
struct PreparedEntry: Sendable {
  /// What to do.
  let entry: RegistryEntry
  /// The file as it was submitted.
  let file: String
  /// What the engine will remember; `nil` for bytes that are known.
  let fingerprint: Fingerprint?
  /// The picture, if it is to be looked up among the designs.
  let picture: Picture?
  /// What to look for among the designs, if that was asked for.
  let query: QueryPicture?
}

extension OrderedWork.Grouping {
  /// Large enough that syncing costs little, small enough that nobody waits long for an answer.
  static let commits = OrderedWork.Grouping(limit: 64, patience: 0.2)
}

extension Registration {
  fileprivate init(_ outcome: EntryOutcome, file: String) {
    self.init(
      file: file, status: outcome.isNew ? .registered : .alreadyRegistered,
      design: outcome.design, message: outcome.message)
  }
}

extension EntryOutcome {
  /// Tells a submitter what does not go without saying of a design that was there already: that it was withdrawn, and
  /// that what was said of it otherwise is lost; `nil` when there is nothing.
  var message: String? {
    guard !isNew else { return nil }
    var parts: [String] = []
    if let withdrawn = design.withdrawn {
      parts.append(
        "the design was withdrawn at \(withdrawn.at), and reviews leave it out for good; save the picture "
          + "anew, so that its bytes differ, to register it again, dated from then; the receipt of the first "
          + "registration still holds")
    }
    if !notStored.isEmpty {
      parts.append(
        "the design was registered before, and what is said otherwise here is not stored: "
          + notStored.joined(separator: ", "))
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
