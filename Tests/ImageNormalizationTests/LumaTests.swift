// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import ImageBuffers
import ImageNormalization
import Testing

@Suite struct LumaTests {
  // Weights of ITU-R BT.601: 0.299 red, 0.587 green, 0.114 blue.
  @Test func `luma weighs the channels as BT.601 does`() {
    let colours: [(red: UInt8, green: UInt8, blue: UInt8, luma: Double)] = [
      (0, 0, 0, 0), (255, 255, 255, 1), (255, 0, 0, 0.299), (0, 255, 0, 0.587),
      (0, 0, 255, 0.114), (51, 51, 51, 0.2), (10, 200, 33, (2.99 + 117.4 + 3.762) / 255),
    ]
    var picture = PixelBuffer(
      size: ImageSize(width: colours.count, height: 1), red: 0, green: 0, blue: 0)
    for (x, colour) in colours.enumerated() {
      picture[x, 0] = (colour.red, colour.green, colour.blue)
    }
    let plane = Luma.plane(of: picture)
    #expect(plane.size == picture.size)
    for (x, colour) in colours.enumerated() {
      #expect(abs(Double(plane[x, 0]) - colour.luma) < 1e-7)
    }
    #expect(plane[0, 0] == 0)
    #expect(plane[1, 0] == 1)
  }
}
