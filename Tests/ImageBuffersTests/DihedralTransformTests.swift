// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import Testing

@Suite struct DihedralTransformTests {
  /// A picture whose every pixel is different.
  static let numbered: PixelBuffer = {
    let size = ImageSize(width: 5, height: 3)
    return PixelBuffer(size: size, samples: (0..<UInt8(size.pixelCount * 3)).map { $0 })
  }()

  @Test(arguments: DihedralTransform.allCases)
  func `the inverse undoes a transform`(transform: DihedralTransform) {
    let there = Self.numbered.transformed(by: transform)
    #expect(there.transformed(by: transform.inverse) == Self.numbered)
    #expect((there == Self.numbered) == (transform == .identity))
  }

  @Test func `a quarter turn clockwise moves the top left corner to the top right`() {
    let turned = Self.numbered.transformed(by: .rotate90)
    #expect(turned.size == ImageSize(width: 3, height: 5))
    #expect(turned[2, 0] == Self.numbered[0, 0])
    #expect(turned[0, 0] == Self.numbered[0, 2])
  }

  @Test func `transpose exchanges rows and columns`() {
    let transposed = Self.numbered.transformed(by: .transpose)
    for y in 0..<3 {
      for x in 0..<5 { #expect(transposed[y, x] == Self.numbered[x, y]) }
    }
  }

  @Test func `flip exchanges top and bottom`() {
    let flipped = Self.numbered.transformed(by: .flip)
    for y in 0..<3 {
      for x in 0..<5 { #expect(flipped[x, 2 - y] == Self.numbered[x, y]) }
    }
  }
}
