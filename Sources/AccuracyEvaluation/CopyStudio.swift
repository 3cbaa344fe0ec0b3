// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import CopyAttacks
internal import CopyrightReview
internal import ImageBuffers
private import ImageEncoding

/// Makes the pictures that are looked up.
struct CopyStudio: Sendable {
  private let seed: UInt64
  private let pictures: DesignPictures
  private let surroundings: [PixelBuffer]
  private let kept: KeptCopies?

  init(
    plan: EvaluationPlan, desk: ReviewDesk, surroundings: [PixelBuffer], kept: KeptCopies?
  ) {
    seed = plan.seed
    pictures = DesignPictures(desk: desk, capacity: plan.jobs + 1)
    self.surroundings = surroundings
    self.kept = kept
  }

  /// The picture of a query.
  ///
  /// - Parameter query: What is looked up.
  /// - Returns: A file in memory. A quarter of the copies are PNG, the others JPEG of quality 85.
  /// - Throws: `SelvedgeError` when a picture cannot be read, or a copy not be written.
  func picture(for query: Query) throws(SelvedgeError) -> Picture {
    switch query {
    case .stranger(let stranger): return try Picture.reading(stranger.path)
    case .copy(let design, let id, let attack):
      var copyist = Copyist(
        seed: seed, design: design.name, attack: attack.name, surroundings: surroundings)
      let copy = attack.copy(of: try pictures.picture(of: id), by: &copyist)
      var random = SplitMix64(seed: seed, design.name, attack.name, "format")
      let isPNG = random.integer(in: 0..<4) == 0
      let bytes = isPNG ? PNGEncoder.encode(copy) : JPEGEncoder.encode(copy, quality: 85)
      let name = query.name + (isPNG ? ".png" : ".jpg")
      try kept?.keep(bytes, name: name)
      return Picture(name: name, bytes: bytes)
    }
  }
}
