// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import FeatureSpace
import Testing

@Suite struct FeatureModelTests {
  @Test func `the shipped model has the documented sizes`() {
    let model = FeatureModel.shipped
    #expect(model.channels.count == 2)
    for channel in model.channels {
      #expect(channel.mean.count == 128)
      #expect(channel.projection.count == 128 * 32)
      #expect(channel.firstCentres.count == 256 * 32)
      #expect(channel.secondCentres.count == 256 * 32)
      #expect(channel.normals.count == 64 * 32)
      #expect(channel.offsets.count == 64)
      #expect((channel.mean + channel.projection).allSatisfy { $0.isFinite })
    }
    #expect(model.populations.count == 4)
    for population in model.populations {
      #expect(population.count.isMultiple(of: 32))
      #expect(population.count / 32 >= 1_000)
    }
  }

  @Test func `the halves of a word share no component`() {
    let first = Set(FeatureModel.firstHalf)
    #expect(first.count == 16)
    for channel in FeatureModel.shipped.channels {
      let strays = (0..<256 * 32).count { place in
        (first.contains(place % 32) ? channel.secondCentres : channel.firstCentres)[place] != 0
      }
      #expect(strays == 0)
    }
  }

  @Test func `a model comes back from its bytes`() throws {
    let bytes = FeatureModel.shipped.encoded()
    let restored = try #require(FeatureModel(bytes: bytes))
    #expect(restored.encoded() == bytes)
    #expect(restored.populations == FeatureModel.shipped.populations)
    for (own, other) in zip(restored.channels, FeatureModel.shipped.channels) {
      #expect(own.mean == other.mean)
      #expect(own.projection == other.projection)
      #expect(own.offsets == other.offsets)
    }
  }

  @Test func `anything but a whole model is refused`() {
    let bytes = FeatureModel.shipped.encoded()
    for count in [0, 7, 8, 519, 520, 40_000, 71_176, bytes.count - 1] {
      #expect(FeatureModel(bytes: Array(bytes.prefix(count))) == nil, "\(count) bytes")
    }
    #expect(FeatureModel(bytes: bytes + [0]) == nil)
    #expect(FeatureModel(bytes: Array("SELVFM02".utf8) + bytes.dropFirst(8)) == nil)
    // A population that claims more descriptors than there are bytes.
    var greedy = bytes
    let count = 8 + 2 * (128 * 4 + 128 * 32 * 4 + 2 * 256 * 32 + 64 * 32 + 64 * 4)
    for place in count..<count + 4 { greedy[place] = 255 }
    #expect(FeatureModel(bytes: greedy) == nil)
  }
}
