// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CopyAttacks
internal import DesignRegistry
private import ImageEncoding
internal import MatchReporting
internal import TransparencyLog

extension ReviewDesk {
  /// Draws control designs, registers them in the bank `control`, and plants pictures beside every design of that
  /// bank that has none: a copy by each kind of change, and a stranger.
  ///
  /// Everything is logged, so that a review can be made again as of any log size. A planting that was stopped is
  /// completed by the next.
  ///
  /// - Parameters:
  ///   - count: How many control designs to draw; 0 plants beside what the bank holds.
  ///   - seed: Which drawings; the same seed gives designs that are registered already.
  ///   - progress: Is told how many designs are done, of how many.
  /// - Returns: The designs beside which pictures were planted.
  /// - Throws: ``SelvedgeError`` when the registry or its log fails, or an original cannot be read.
  public func plantControls(
    count: Int, seed: UInt64, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(SelvedgeError) -> [PlantedDesign] {
    precondition(count >= 0, "\(count) designs cannot be drawn")
    for place in 0..<count {
      let file = "control-\(seed)-\(place + 1).png"
      let drawn = ControlArtist.picture(seed: seed, name: "design \(place + 1)")
      _ = try register(
        Submission(
          picture: Picture(name: file, bytes: PNGEncoder.encode(drawn)),
          details: DesignDetails(
            title: "Live control", holders: [], notes: "drawn by the program, seed \(seed)",
            bank: .control)))
    }
    let waiting = try registryWork { () throws(RegistryError) in
      let covered = Set(try registry.plantedPictures().map(\.designNumber))
      return try registry.numbers(in: .control).subtracting(covered).sorted()
    }
    var planted: [PlantedDesign] = []
    for (place, number) in waiting.enumerated() {
      if let done = try plant(beside: number, seed: seed) { planted.append(done) }
      progress(place + 1, waiting.count)
    }
    return planted
  }

  /// Lists the control designs that are not withdrawn.
  ///
  /// - Returns: The designs, by number, with how many pictures are planted beside each.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func plantedDesigns() throws(SelvedgeError) -> [PlantedDesign] {
    let (designs, pictures) = try registryWork { () throws(RegistryError) in
      let numbers = try registry.numbers(in: .control)
      return (try registry.designs(numbered: numbers.sorted()), try registry.plantedPictures())
    }
    let counts = Dictionary(grouping: pictures, by: \.designNumber).mapValues(\.count)
    return designs.values.filter { $0.withdrawn == nil }.sorted { $0.number < $1.number }.map {
      PlantedDesign(design: $0.design, file: $0.file, pictures: counts[$0.number] ?? 0)
    }
  }

  private func plant(beside number: Int, seed: UInt64) throws(SelvedgeError) -> PlantedDesign? {
    let found = try registryWork { () throws(RegistryError) in
      try registry.designs(numbered: [number])[number]
    }
    guard let design = found, design.withdrawn == nil else { return nil }
    let original = Picture(name: design.file, bytes: try storedOriginal(of: design))
    let made = PlantedSet.pictures(
      of: try original.copyForEvidence().pixels, id: design.design, seed: seed)
    let now = clock()
    let files = made.map { (kind: $0.kind.rawValue, file: $0.file, sha256: sha256($0.file)) }
    let entries = try logWork(design.design) {
      try files.map { file in
        guard let digest = Digest256(hex: file.sha256) else {
          preconditionFailure("\(file.sha256) is no SHA-256")
        }
        return LogEntry.picturePlanted(
          PicturePlanted(
            at: try LogTime(now), design: design.design, kind: file.kind, file: digest))
      }
    }
    try registryWork { () throws(RegistryError) in
      var pictures: [(kind: String, sha256: String, staged: StagedOriginal?)] = []
      for file in files {
        let bytes = Picture(name: file.kind, bytes: file.file).bytes
        let staged = try bytes.withUnsafeBytes { memory throws(RegistryError) in
          try registry.stageQuery(memory, sha256: file.sha256, format: .png)
        }
        pictures.append((file.kind, file.sha256, staged))
      }
      try registry.plant(pictures, beside: number, at: now) { lastIndex throws(RegistryError) in
        try log.append(entries, after: lastIndex)
      }
    }
    return PlantedDesign(design: design.design, file: design.file, pictures: files.count)
  }
}
