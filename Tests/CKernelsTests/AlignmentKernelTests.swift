// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CKernels
import Foundation
import Testing

@Suite struct AlignmentKernelTests {
  /// Places of features as planes, in a picture of 400 x 300 pixels.
  private struct Features {
    var x: [Float]
    var y: [Float]
    var size: [Float]
    var angle: [Float]
    var groups: [UInt8]
    var descriptors: [Int8]
    var count: Int { x.count }
    var planes: [Float] { x + y + size + angle.map(cosf) + angle.map(sinf) }

    init(_ count: Int, _ input: inout RandomInput) {
      x = input.floats(count, in: 0...400)
      y = input.floats(count, in: 0...300)
      size = input.floats(count, in: 0...1)
      angle = input.floats(count, in: 0...6.28)
      groups = input.bytes(count).map { $0 % 4 }
      // Few values, so that equal distances occur.
      descriptors = input.signed(count * 32, in: -2...2)
    }
  }

  private func distance(_ a: Features, _ i: Int, _ b: Features, _ j: Int) -> Int32 {
    (0..<32).reduce(0) { sum, k in
      let e = Int32(a.descriptors[i * 32 + k]) - Int32(b.descriptors[j * 32 + k])
      return sum + e * e
    }
  }

  @Test(arguments: [0, 0.0003] as [Float], [7, 30] as [Float])
  func `guided matches are those of a search over all pairs`(perspective: Float, radius: Float) {
    var input = RandomInput(seed: Int(radius))
    let query = Features(900, &input)
    let design = Features(700, &input)
    let limits = input.numbers(900, in: -1...200)
    let (bandCount, side) = (13, Float(24))
    let bands = (0..<design.count).map {
      Int(design.groups[$0]) * bandCount + Int(design.y[$0] / side)
    }
    let members = (0..<Int32(design.count)).sorted {
      (bands[Int($0)], $0) < (bands[Int($1)], $1)
    }
    var starts = [Int32](repeating: 0, count: 4 * bandCount + 1)
    for band in bands { starts[band + 1] += 1 }
    for band in 1..<starts.count { starts[band] += starts[band - 1] }
    let planes = design.planes
    let bandPlanes = (0..<5).flatMap { plane in
      members.map { planes[plane * design.count + Int($0)] }
    }
    let bandDescriptors = members.flatMap {
      design.descriptors[Int($0) * 32..<Int($0) * 32 + 32]
    }
    var guide = ck_guide(
      m00: 0.8, m01: -0.3, m02: 60, m10: 0.3, m11: 0.8, m12: -40, m20: perspective, m21: 0,
      radius: radius, sizeSlack: 0.7, directionSlack: 0.485)
    var grid = ck_grid(
      count: Int32(design.count), bands: Int32(bandCount), side: side, width: 400, height: 300)
    func found(isPlain: Bool) -> [ck_guided_match] {
      let kernel = isPlain ? ck_guided_matches_plain : ck_guided_matches
      return [ck_guided_match](unsafeUninitializedCapacity: query.count) { buffer, filled in
        filled = Int(
          kernel(
            &guide, &grid, query.planes, query.groups, query.descriptors, limits,
            Int32(query.count), bandPlanes, bandDescriptors, starts, members, buffer.baseAddress))
      }
    }
    let matches = found(isPlain: false)
    let plain = found(isPlain: true)
    #expect(
      matches.map { [$0.query, $0.design, $0.distance] }
        == plain.map { [$0.query, $0.design, $0.distance] })
    #expect(bits(matches.map(\.offset)) == bits(plain.map(\.offset)))
    #expect(bits(matches.map(\.twist)) == bits(plain.map(\.twist)))
    #expect(bits(matches.map(\.growth)) == bits(plain.map(\.growth)))

    // The same by definition, in double precision; pairs at the brink of a limit are left out.
    var expected: [[Int32]] = []
    for q in 0..<query.count {
      let (x, y) = (Double(query.x[q]), Double(query.y[q]))
      let w = Double(perspective) * x + 1
      let (px, py) = ((0.8 * x - 0.3 * y + 60) / w, (0.3 * x + 0.8 * y - 40) / w)
      let p = Double(perspective)
      let (a, b) = ((0.8 - p * px) / w, -0.3 / w)
      let (c, d) = ((0.3 - p * py) / w, 0.8 / w)
      let growth = log2(abs(a * d - b * c)) / 2
      let (ux, uy) = (Double(cosf(query.angle[q])), Double(sinf(query.angle[q])))
      let (vx, vy) = (a * ux + b * uy, c * ux + d * uy)
      var best: (distance: Int32, design: Int32)?
      var isBrink = false
      for t in 0..<design.count where design.groups[t] == query.groups[q] {
        let offset = hypot(Double(design.x[t]) - px, Double(design.y[t]) - py)
        let size = abs(Double(design.size[t]) - Double(query.size[q]) - growth)
        let (tx, ty) = (Double(cosf(design.angle[t])), Double(sinf(design.angle[t])))
        let twist = abs(vx * ty - vy * tx) / hypot(vx, vy)
        isBrink =
          isBrink || abs(offset - Double(radius)) < 1e-3 || abs(size - 0.7) < 1e-4
          || abs(twist - 0.485) < 1e-4
        guard offset <= Double(radius), size <= 0.7, vx * tx + vy * ty > 0, twist <= 0.485
        else { continue }
        let distance = distance(query, q, design, t)
        if best.map({ (distance, Int32(t)) < $0 }) ?? true { best = (distance, Int32(t)) }
      }
      if isBrink {
        expected.append(contentsOf: plain.filter { $0.query == q }.map { [$0.query, $0.design] })
      } else if let best, best.distance <= limits[q] {
        expected.append([Int32(q), best.design])
      }
    }
    #expect(plain.map { [$0.query, $0.design] } == expected)
    #expect(plain.count > 5)
  }

  @Test(arguments: [1, 15, 16, 17, 300])
  func `support is the sum of the weights of the matches that agree`(count: Int) {
    var input = RandomInput(seed: count)
    let (qx, qy) = (input.floats(count, in: 0...400), input.floats(count, in: 0...300))
    let scale = input.floats(count, in: -0.8...0.8)
    let weight = input.floats(count, in: 1...5)
    let turns = input.numbers(count, in: -300...300)
    // Places near where the first match's similarity lays them.
    let (m00, m01, m02, m10, m11, m12) = (
      Float(0.9), Float(-0.2), Float(30), Float(0.2), Float(0.9), Float(-10)
    )
    let strays = input.floats(count * 2, in: -40...40)
    let dx = (0..<count).map { m00 * qx[$0] + m01 * qy[$0] + m02 + strays[$0] }
    let dy = (0..<count).map { m10 * qx[$0] + m11 * qy[$0] + m12 + strays[count + $0] }
    let planes = qx + qy + dx + dy + scale + weight
    var similarity = ck_similarity(
      m00: m00, m01: m01, m02: m02, m10: m10, m11: m11, m12: m12, zoom: 0.92, seed: 0)
    var fastAgreeing = [UInt8](repeating: 9, count: count)
    var agreeing = fastAgreeing
    let fast = ck_support(&similarity, planes, turns, Int32(count), 0.7, &fastAgreeing)
    let plain = ck_support_plain(&similarity, planes, turns, Int32(count), 0.7, &agreeing)
    #expect(fast.bitPattern == plain.bitPattern && fastAgreeing == agreeing)
    var expected = 0.0
    var expectedAgreeing = [UInt8](repeating: 0, count: count)
    for i in 0..<count {
      let turn = Int8(truncatingIfNeeded: turns[i] - turns[0])
      let distance = hypot(Double(strays[i]), Double(strays[count + i]))
      let away = hypot(Double(qx[i] - qx[0]), Double(qy[i] - qy[0]))
      if abs(scale[i] - scale[0]) <= 0.7, abs(Int(turn)) <= 20,
        distance <= min(60, 8 + 0.12 * 0.92 * away)
      {
        expected += Double(weight[i])
        expectedAgreeing[i] = 1
      }
    }
    #expect(abs(Double(plain) - expected) < 1e-3)
    #expect(agreeing == expectedAgreeing)
  }
}
