// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

@testable import CopyrightReview
import DesignRegistry
import ImageBuffers
import ImageEncoding
import MatchReporting
import Provenance
import Synchronization
import Testing
import _TestSupport

@Suite struct ReviewDeskTests {
  private let folder: TemporaryFolder
  private let desk: ReviewDesk

  init() throws {
    folder = try TemporaryFolder()
    desk = try ReviewDesk.open(folder.path("registry"), create: true)
  }

  private func discs(_ seed: UInt64, side: Int = 160) -> PixelBuffer {
    DrawnPicture.discs(seed: seed, size: ImageSize(width: side, height: side))
  }

  @Test func `a mirrored copy is found, a stranger is let go`() throws {
    let design = try desk.register(Submission(picture: Picture.png(discs(1), "shelf/petal.png")))
    #expect(design.status == .registered)
    #expect(design.file == "shelf/petal.png")
    #expect(design.design.file == "petal.png")

    let copy = try desk.review(Picture.png(discs(1).transformed(by: .mirror), "copy.png"))
    #expect(copy.finding == .lookAlike)
    #expect(copy.compared == 1)
    #expect(copy.matches.first?.design == design.design.design)
    #expect(copy.matches.first?.relations == ["mirrored"])
    #expect(copy.matches.first?.flagged == true)

    let stranger = try desk.review(Picture.png(discs(2), "stranger.png"))
    #expect(stranger.finding == .none)
    #expect(stranger.compared == 1)
    #expect(stranger.matches.allSatisfy { !$0.flagged })
  }

  @Test func `the same pixels in another file are named`() throws {
    let picture = discs(3)
    _ = try desk.register(Submission(picture: Picture.png(picture, "a.png")))
    let same = try desk.review(Picture.png(picture, "b.png"))
    #expect(same.matches.first?.relations == ["sameFile"])
    // A second file of the same pixels: bytes after the end of a PNG are no part of the picture.
    let other = Picture(name: "c.png", bytes: PNGEncoder.encode(picture) + [0])
    #expect(try desk.review(other).matches.first?.relations == ["samePicture"])
  }

  @Test func `a featureless picture is not registered and not judged`() throws {
    let plain = Picture.png(
      PixelBuffer(size: ImageSize(width: 80, height: 80), red: 9, green: 90, blue: 200), "plain.png"
    )
    let error = #expect(throws: SelvedgeError.self) {
      _ = try desk.register(Submission(picture: plain))
    }
    #expect(error?.code == .featurelessImage)
    let report = try desk.review(plain)
    #expect(report.finding == .cannotJudge)
    #expect(report.reason?.contains("quality 0, 50 is needed") == true)
    #expect(report.matches.isEmpty)
  }

  @Test func `the same bytes again are the same design`() throws {
    let first = try desk.register(Submission(picture: Picture.png(discs(4), "first.png")))
    let again = try desk.register(Submission(picture: Picture.png(discs(4), "again.png")))
    #expect(again.status == .alreadyRegistered)
    #expect(again.message == nil)
    #expect(again.file == "again.png")
    #expect(again.design == first.design)
    #expect(try desk.aliases(of: first.design) == ["again.png"])
  }

  @Test func `another holder of the same bytes hears that the name is not stored`() throws {
    let picture = Picture.png(discs(4), "first.png")
    _ = try desk.register(Submission(picture: picture, details: DesignDetails(holder: "A mill")))
    let again = try desk.register(
      Submission(picture: picture, details: DesignDetails(holder: "B mill")))
    #expect(again.status == .alreadyRegistered)
    #expect(again.design.details.holders == ["A mill"])
    #expect(again.message?.hasSuffix("not stored: holders") == true)
  }

  @Test func `bytes of a withdrawn design are told to be so`() throws {
    let picture = Picture.png(discs(4), "first.png")
    let first = try desk.register(Submission(picture: picture)).design
    _ = try desk.withdraw(first.design, reason: "registered by the wrong person")
    let again = try desk.register(Submission(picture: picture))
    #expect(again.status == .alreadyRegistered)
    #expect(again.message?.hasPrefix("the design was withdrawn at ") == true)
    // What to do, and what comes of it: another date, while the first receipt is worth as much as before.
    #expect(again.message?.contains("save the picture anew") == true)
    #expect(again.message?.contains("dated from then; the receipt of the first") == true)
  }

  @Test func `a batch goes on past a bad file, in order`() throws {
    let pictures = (0..<20).map { number in
      number == 7
        ? Picture(name: "7", bytes: [1, 2, 3])
        : Picture.png(discs(UInt64(number % 15), side: 64), "\(number)")
    }
    var told: [Int] = []
    var codes: [ProblemCode] = []
    var statuses: [RegistrationStatus] = []
    desk.register(count: pictures.count, jobs: 3) { place throws(SelvedgeError) in
      Submission(picture: pictures[place])
    } each: { place, result in
      told.append(place)
      switch result {
      case .success(let registration): statuses.append(registration.status)
      case .failure(let error): codes.append(error.code)
      }
      return true
    }
    #expect(told == Array(0..<20))
    #expect(codes == [.unsupportedFormat])
    #expect(statuses.filter { $0 == .registered }.count == 14)
    #expect(statuses.filter { $0 == .alreadyRegistered }.count == 5)
    #expect(try desk.statistics().designs == 14)
    #expect(folder.files(in: "registry/originals").count == 14)
  }

  @Test func `what another desk registers is found`() throws {
    let other = try ReviewDesk.open(folder.path("registry"), create: false)
    #expect(try other.review(Picture.png(discs(6), "q.png")).compared == 0)
    _ = try desk.register(Submission(picture: Picture.png(discs(6), "d.png")))
    let report = try other.review(Picture.png(discs(6), "q.png"))
    #expect(report.compared == 1)
    #expect(report.finding == .lookAlike)
  }

  @Test func `a report says the same each time, but for how long it took`() throws {
    for seed in 10..<16 {
      _ = try desk.register(Submission(picture: Picture.png(discs(UInt64(seed)), "\(seed).png")))
    }
    let query = Picture.png(discs(12).transformed(by: .rotate90), "q.png")
    var reports = try (0..<3).map { _ in try desk.review(query, limit: 3) }
    for index in reports.indices {
      #expect(reports[index].work?.candidates ?? 0 > 0)
      (reports[index].elapsedMilliseconds, reports[index].work) = (0, nil)
    }
    #expect(reports[0] == reports[1])
    #expect(reports[0] == reports[2])
    #expect(reports[0].matches.count == 3)
  }

  @Test func `a kept report can be read again`() throws {
    _ = try desk.register(Submission(picture: Picture.png(discs(7), "d.png")))
    let report = try desk.review(Picture.png(discs(7), "q.png"), keep: true)
    let id = try #require(report.review)
    #expect(id.count == 32)
    #expect(try desk.keptReview(id) == report)
    let error = #expect(throws: SelvedgeError.self) { _ = try desk.keptReview("none") }
    #expect(error?.code == .reviewNotFound)
  }

  @Test func `fingerprints of another engine are made anew when the registry is opened`() throws {
    let design = try desk.register(Submission(picture: Picture.png(discs(8), "d.png"))).design
    try desk.registry.replaceFingerprint(
      of: design.number,
      with: StoredFingerprint(engine: "0", pdq: "", quality: 0, global: [1], local: []))
    let notes = Mutex<[String]>([])
    let renewed = try ReviewDesk.open(folder.path("registry"), create: false) { note in
      notes.withLock { $0.append(note) }
    }
    #expect(
      notes.withLock { $0 } == [
        "making 1 fingerprint anew: another version of the engine made what is there"
      ])
    #expect(try renewed.design(design.design) == design)
    #expect(try renewed.review(Picture.png(discs(8), "q.png")).finding == .lookAlike)
  }

  @Test func `a fingerprint that cannot be made anew is noted, and the others are`() throws {
    let outdated = StoredFingerprint(engine: "0", pdq: "", quality: 0, global: [1], local: [])
    for seed in [40, 41] {
      let picture = Picture.png(discs(UInt64(seed)), "\(seed).png")
      let number = try desk.register(Submission(picture: picture)).design.number
      try desk.registry.replaceFingerprint(of: number, with: outdated)
    }
    let lost = try desk.designs(after: nil, limit: 1)[0]
    let place = "\(lost.sha256.prefix(2))/\(lost.sha256.dropFirst(2)).png"
    try folder.write([1, 2, 3], to: "registry/originals/" + place)
    let notes = Mutex<[String]>([])
    let renewed = try ReviewDesk.open(folder.path("registry"), create: false) { note in
      notes.withLock { $0.append(note) }
    }
    #expect(
      notes.withLock { $0.last }
        == "design \(lost.design) is not compared: the original of this design is damaged; "
        + "restore it from a backup")
    let report = try renewed.review(Picture.png(discs(41), "q.png"))
    #expect(report.compared == 1)
    #expect(report.finding == .lookAlike)
  }

  @Test func `more fingerprints than one commit has are all made anew`() throws {
    let outdated = StoredFingerprint(engine: "0", pdq: "", quality: 0, global: [1], local: [])
    var numbers: [Int] = []
    for seed in UInt64(200)..<253 {
      numbers.append(
        try desk.register(Submission(picture: Picture.png(discs(seed), "\(seed).png"))).design
          .number)
    }
    let before = try numbers.map { try desk.registry.fingerprint(of: $0) }
    for number in numbers { try desk.registry.replaceFingerprint(of: number, with: outdated) }
    let renewed = try ReviewDesk.open(folder.path("registry"), create: false)
    #expect(try numbers.map { try renewed.registry.fingerprint(of: $0) } == before)
  }

  @Test func `fingerprints of a newer engine are refused, not made older`() throws {
    let design = try desk.register(Submission(picture: Picture.png(discs(42), "d.png"))).design
    try desk.registry.replaceFingerprint(
      of: design.number,
      with: StoredFingerprint(engine: "99", pdq: "", quality: 0, global: [1], local: []))
    let error = #expect(throws: SelvedgeError.self) {
      _ = try ReviewDesk.open(folder.path("registry"), create: false)
    }
    #expect(error?.code == .registryIncompatible)
    #expect(try desk.design(design.design).engine == "99")
  }

  @Test func `a damaged original is not handed out`() throws {
    let design = try desk.register(Submission(picture: Picture.png(discs(9), "d.png"))).design
    let original = try desk.original(of: design.design)
    #expect(original.format == .png)
    #expect(original.bytes == PNGEncoder.encode(discs(9)))
    let name = try #require(folder.files(in: "registry/originals").first)
    try folder.write([1, 2, 3], to: "registry/originals/" + name)
    let error = #expect(throws: SelvedgeError.self) { _ = try desk.original(of: design.design) }
    #expect(error?.code == .ioFailure)
  }

  @Test func `two pictures are compared without a registry`() throws {
    let first = Picture.png(discs(20), "a.png")
    let turned = Picture.png(discs(20).transformed(by: .rotate270), "b.png")
    let report = try ReviewDesk.compare(first, turned)
    #expect(report.finding == .lookAlike)
    #expect(report.match.design.isEmpty)
    #expect(report.match.file == "b.png")
    // The second picture, turned clockwise, gives the first.
    #expect(report.match.relations == ["turned"])
    #expect(abs((report.match.turnDegrees ?? 0) - 90) < 1)
    let plain = Picture.png(
      PixelBuffer(size: ImageSize(width: 80, height: 80), red: 9, green: 9, blue: 9), "p")
    #expect(try ReviewDesk.compare(first, plain).finding == .cannotJudge)
    #expect(try ReviewDesk.compare(plain, plain).finding == .lookAlike)
  }

  @Test func `what would swell every list is refused, and what fits is not`() throws {
    let picture = Picture.png(discs(23), "long.png")
    for details in [
      DesignDetails(title: String(repeating: "织", count: 2001)),
      DesignDetails(holders: [String](repeating: "a", count: 1000)),
      DesignDetails(
        holders: [],
        dates: try (1...101).map { try TypedDate(submitted: "firstSale=19\($0 % 90 + 10)") }),
    ] {
      let error = #expect(throws: SelvedgeError.self) {
        try desk.register(Submission(picture: picture, details: details))
      }
      #expect(error?.code == .invalidRequest)
    }
    let fitting = DesignDetails(title: String(repeating: "织", count: 2000))
    #expect(try desk.register(Submission(picture: picture, details: fitting)).status == .registered)
  }

  @Test func `a trace and the innovation map say the same is explained`() throws {
    let design = discs(31, side: 200)
    _ = try desk.register(Submission(picture: Picture.png(design, "d.png")))
    // The design beside something else, twice as wide.
    let other = discs(32, side: 200)
    let rows = (0..<200).map { row in
      [design, other].flatMap { $0.samples[row * 600..<(row + 1) * 600] }
    }
    let size = ImageSize(width: 400, height: 200)
    let asked = Picture.png(PixelBuffer(size: size, samples: rows.flatMap(\.self)), "q.png")
    let innovation = try #require(try desk.trace(asked).innovation)
    let report = try desk.review(asked)
    let map = try #require(try desk.album(of: report, picture: asked).innovation)
    #expect(innovation == map.unexplained)
    #expect(abs(innovation - 0.5) < 0.1)
  }

  @Test func `a trace names the first that was registered, and what is new`() throws {
    _ = try desk.register(
      Submission(
        picture: Picture.png(discs(21), "old.png"), details: DesignDetails(title: "Old rose")))
    _ = try desk.register(Submission(picture: Picture.png(discs(21, side: 240), "later.png")))
    let trace = try desk.trace(Picture.png(discs(21), "q.png"))
    #expect(trace.sources.first?.title == "Old rose")
    #expect(trace.innovation == 0)
    #expect(try desk.trace(Picture.png(discs(22), "q.png")).innovation == 1)
  }

  /// Registers pictures of one drawing under the names `0.png` and so on.
  private func register(shades: [UInt8], in desk: ReviewDesk) throws {
    for (place, shade) in shades.enumerated() {
      let drawn = discs(41)
      let shaded = PixelBuffer(size: drawn.size, samples: drawn.samples.map { max($0, shade) })
      _ = try desk.register(Submission(picture: Picture.png(shaded, "\(place).png")))
    }
  }

  @Test func `a trace leaves out what was registered last, however strong it is`() throws {
    // The last is the very picture that is asked about.
    try register(shades: [60, 2, 1, 0], in: desk)
    let asked = Picture.png(discs(41), "q.png")
    let trace = try desk.trace(asked, limit: 2)
    #expect(trace.sources.map(\.match.file) == ["0.png", "1.png"])
    #expect(trace.leftOut == 2)
    #expect(
      trace.text().contains("    2 more designs that were registered later are left out.\n"))
    let whole = try desk.trace(asked)
    #expect(whole.sources.map(\.match.file) == ["0.png", "1.png", "2.png", "3.png"])
    #expect(whole.leftOut == nil && !whole.text().contains("left out"))
    #expect(whole.innovation == trace.innovation)
    #expect(
      try desk.trace(asked, limit: 3).text().contains(
        "    1 more design that was registered later is left out.\n"))
  }

  @Test func `designs of one moment are traced in the order of their numbers`() throws {
    let path = folder.path("still")
    let still = ReviewDesk(
      path: path, registry: try Registry(path: path, create: true),
      clock: { "2026-01-31T12:00:00.000Z" })
    try register(shades: [0, 1, 2, 3, 4, 5], in: still)
    let trace = try still.trace(Picture.png(discs(41), "q.png"))
    #expect(trace.sources.map(\.match.file) == (0..<6).map { "\($0).png" })
  }
}
