// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import HammingSpace
import ImageBuffers
import Testing
import _TestSupport

@testable import PerceptualHashing

@Suite struct PDQHasherTests {
  @Test func `the hash does not depend on how the rows are cut`() {
    let size = ImageSize(width: 211, height: 307)
    let picture = SyntheticPicture.discs.draw(size, seed: 51)
    let expected = PDQHasher.hash(picture)
    var random = SplitMix64(seed: 52)
    for longest in [1, 2, 15, 16, 17, 100, 307] {
      var hasher = PDQHasher(size: size)
      var row = 0
      while row < size.height {
        let count = min(size.height - row, 1 + Int(random.next() % UInt64(longest)))
        let range = row * size.width * 3..<(row + count) * size.width * 3
        hasher.consume(rows: picture.samples.span.extracting(range), rowCount: count)
        row += count
      }
      #expect(hasher.finish() == expected)
    }
  }

  @Test func `a copy made halfway goes its own way`() {
    let size = ImageSize(width: 100, height: 200)
    let top = SyntheticPicture.weave.draw(ImageSize(width: 100, height: 90), seed: 0)
    let rest = [SyntheticPicture.noise, .gradient].map {
      $0.draw(ImageSize(width: 100, height: 110), seed: 53)
    }
    var hasher = PDQHasher(size: size)
    hasher.consume(rows: top.samples.span, rowCount: 90)
    for bottom in rest {
      var copy = hasher
      copy.consume(rows: bottom.samples.span, rowCount: 110)
      let whole = PixelBuffer(size: size, samples: top.samples + bottom.samples)
      #expect(copy.finish() == PDQHasher.hash(whole))
    }
  }

  @Test func `a plane of luma hashes like its picture`() {
    for side in [5, 64, 100, 333] {
      let picture = SyntheticPicture.discs.draw(ImageSize(width: side, height: 64), seed: 54)
      #expect(PDQHasher.hash(PlainJaroszFilter.luma(picture)) == PDQHasher.hash(picture))
    }
  }

  @Test(arguments: DihedralTransform.allCases)
  func `a variant is near the hash of the transformed picture`(transform: DihedralTransform) {
    // The reference allows 10 bits between implementations; the grid's shift costs about as much.
    for (width, height) in [(64, 64), (640, 480), (512, 512), (300, 451)] {
      let size = ImageSize(width: width, height: height)
      let picture = SyntheticPicture.discs.draw(size, seed: 55)
      let variant = PDQHasher.hash(picture).variant(transform)
      let turned = PDQHasher.hash(picture.transformed(by: transform)).hash
      #expect(variant.distance(to: turned) <= 16, "\(size)")
      // And far from the untransformed hash, unless nothing was done.
      let distance = variant.distance(to: PDQHasher.hash(picture).hash)
      #expect(transform == .identity ? distance == 0 : distance > 64, "\(size)")
    }
  }

  @Test func `what is said of the negative is what the negative is hashed to`() {
    for (side, kind) in [(64, SyntheticPicture.discs), (333, .discs), (200, .noise)] {
      let picture = kind.draw(ImageSize(width: side, height: 190), seed: 57)
      let (said, hashed) = (PDQHasher.hash(picture).negative, PDQHasher.hash(picture.negative))
      // Luma is rounded another way, so that a frequency beside the median may change sides.
      for (one, other) in zip(said.variants, hashed.variants) {
        #expect(one.distance(to: other) <= 2)
      }
      #expect(said.hash == said.variants[0] && abs(said.quality - hashed.quality) <= 1)
      #expect(said.negative == PDQHasher.hash(picture))
    }
  }

  @Test func `a picture under 5 pixels has no hash and no quality`() {
    for (width, height) in [(1, 1), (4, 4), (4, 5), (5, 4), (4, 1000), (1000, 1)] {
      let size = ImageSize(width: width, height: height)
      for result in [
        PDQHasher.hash(SyntheticPicture.noise.draw(size, seed: 56)),
        PDQHasher.hash(FloatPlane(size: size, repeating: 9)),
      ] {
        #expect(result.quality == 0)
        #expect(result.variants == [Hash256](repeating: Hash256(words: SIMD4()), count: 8))
      }
    }
  }

  @Test func `a picture of 100 megapixels is hashed within 6 megabytes`() {
    // Ten thousand pixels square is 100 megapixels; its luma alone would be 400 MB.
    let filter = JaroszFilter(size: ImageSize(width: 10_000, height: 10_000))
    #expect(filter.byteCount < 6_000_000)
  }
}
