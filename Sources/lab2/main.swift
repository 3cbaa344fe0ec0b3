import Foundation
import FeatureIndexing
import FeatureSpace
import ImageBuffers
import ImageNormalization
import MatchVerification

// lab2 MODEL D.feat Q.feat OUT [step] [offset]
let args = CommandLine.arguments
struct Model {
  var mu: [[Float]] = [], P: [[Float]] = []
  var voc: VisualVocabulary
  init(_ path: String) {
    let d = FileManager.default.contents(atPath: path)!
    let all = d.dropFirst(8).withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
    var o = 0
    func take(_ n: Int) -> [Float] { defer { o += n }; return Array(all[o..<o + n]) }
    var chans: [(first: [Int8], second: [Int8], normals: [Int8], offsets: [Int32])] = []
    for _ in 0..<2 {
      mu.append(take(128)); P.append(take(128 * 32))
      let c0 = take(256 * 16), c1 = take(256 * 16)
      let A = take(64 * 32), med = take(64)
      let i0 = (0..<32).filter { $0 % 4 == 0 || $0 % 4 == 3 }, i1 = (0..<32).filter { $0 % 4 == 1 || $0 % 4 == 2 }
      var a = [Int8](repeating: 0, count: 256 * 32), b = a
      for j in 0..<256 { for k in 0..<16 { a[j * 32 + i0[k]] = Int8(max(-127, min(127, c0[j * 16 + k].rounded()))); b[j * 32 + i1[k]] = Int8(max(-127, min(127, c1[j * 16 + k].rounded()))) } }
      var nrm: [Int8] = [], off: [Int32] = []
      for p in 0..<64 {
        let row = Array(A[p * 32..<(p + 1) * 32]); let m = row.map(abs).max()!
        nrm += row.map { Int8(($0 / m * 127).rounded()) }; off.append(Int32(med[p] / m * 127))
      }
      chans.append((a, b, nrm, off))
    }
    voc = VisualVocabulary(channels: chans)
  }
}
let model = Model(args[1])
let perm: [Int] = { var p = [Int](repeating: 0, count: 128); for r in 0..<4 { for c in 0..<4 { for o in 0..<8 { p[(r * 4 + c) * 8 + o] = ((3 - r) * 4 + c) * 8 + ((8 - o) & 7) } } }; return p }()
struct Item { var name: String; var plain: FeatureSet; var mirrored: FeatureSet? }
func project(_ raw: UnsafePointer<UInt8>, _ ch: Int, mirror: Bool) -> [Int8] {
  var acc = [Float](repeating: 0, count: 32)
  let P = model.P[ch], mu = model.mu[ch]
  P.withUnsafeBufferPointer { P in acc.withUnsafeMutableBufferPointer { acc in
  for i in 0..<128 {
    let v = Float(raw[mirror ? perm[i] : i]) / 512 - mu[i]
    for k in 0..<32 { acc[k] += v * P[i * 32 + k] }
  } } }
  return acc.map { Int8(max(-127, min(127, $0.rounded()))) }
}
func load(_ path: String, mirrored: Bool, cap: Int) -> [Item] {
  let data = try! Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
  var items: [Item] = []
  data.withUnsafeBytes { (b: UnsafeRawBufferPointer) in
    var o = 0
    func u32() -> Int { defer { o += 4 }; return Int(b.loadUnaligned(fromByteOffset: o, as: UInt32.self)) }
    while o < b.count {
      let n = u32(); let name = String(decoding: b[o..<o + n], as: UTF8.self); o += n
      let w = u32(), h = u32(), k = u32()
      var kps: [Keypoint] = [], mk: [Keypoint] = [], ds: [Int8] = [], md: [Int8] = []
      let base = o, dbase = o + k * 28
      for i in 0..<k {
        func f(_ j: Int) -> Float { b.loadUnaligned(fromByteOffset: base + i * 28 + j * 4, as: Float.self) }
        let kp = Keypoint(column: UInt16(min(65535, max(0, (f(0) * 32).rounded()))), row: UInt16(min(65535, max(0, (f(1) * 32).rounded()))), size: UInt8(min(255, max(0, (16 * (log2(f(2)) + 4)).rounded()))), direction: UInt8(truncatingIfNeeded: Int((f(3) * 256).rounded())), group: UInt8(f(4)) * 2 + UInt8(f(5)))
        kps.append(kp)
        let raw = b.baseAddress!.advanced(by: dbase + i * 128).assumingMemoryBound(to: UInt8.self)
        ds += project(raw, Int(f(4)), mirror: false)
        if mirrored {
          let m = kp.mirrored(width: w)
          mk.append(m); md += project(raw, Int(f(4)), mirror: true)
        }
      }
      o = dbase + k * 128
      let size = ImageSize(width: w, height: h)
      items.append(Item(name: name, plain: FeatureSet(size: size, keypoints: kps, descriptors: ds), mirrored: mirrored ? FeatureSet(size: size, keypoints: mk, descriptors: md) : nil))
    }
  }
  return items
}
let clock = ContinuousClock()
nonisolated func ms(_ d: Duration) -> Double { Double(d.components.seconds) * 1000 + Double(d.components.attoseconds) / 1e15 }
var t = clock.now
let designs = load(args[2], mirrored: false, cap: 0)
let queries = load(args[3], mirrored: true, cap: 0)
print("loaded", designs.count, queries.count, ms(clock.now - t)); t = clock.now
var index = FeatureIndex(vocabulary: model.voc)
for d in designs { index.append(d.plain) }
print("indexed", ms(clock.now - t) / Double(designs.count), "ms each")
var pops: [[Int8]] = Array(repeating: [], count: 4)
do {
  var seed: UInt64 = 7
  func rnd() -> UInt64 { seed = seed &* 6364136223846793005 &+ 1442695040888963407; return seed >> 33 }
  for _ in 0..<4096 {
    for g in 0..<4 { if pops[g].count < 1024 * 32 {
      let d = designs[Int(rnd()) % designs.count].plain
      let r = d.groups[g]; if r.isEmpty { continue }
      let i = r.lowerBound + Int(rnd()) % r.count
      pops[g] += d.descriptors[i * 32..<(i + 1) * 32]
    } }
  }
}
let population = BackgroundPopulation(groups: pops)
let prepared = designs.map { PreparedDesign(features: $0.plain) }
let step = args.count > 5 ? Int(args[5])! : 1, off = args.count > 6 ? Int(args[6])! : 0
let depth = args.count > 7 ? Int(args[7])! : 30
var mine: [Int] = []; var qi = off; while qi < queries.count { mine.append(qi); qi += step }
let verifier = PairVerifier()
nonisolated func loadRaw(_ p: String) -> PixelBuffer {
  let d = [UInt8](FileManager.default.contents(atPath: p)!)
  let w = Int(d[0]) | Int(d[1]) << 8, h = Int(d[4]) | Int(d[5]) << 8
  return PixelBuffer(size: ImageSize(width: w, height: h), samples: Array(d[8...]))
}
let raw = ProcessInfo.processInfo.environment["RAW"] ?? "/tmp/dev/raw1"
t = clock.now
let thumbs = designs.map { EdgeThumbnail(of: PlanePyramid(ColourEdges.map(of: loadRaw(raw + "/designs/" + $0.name + ".raw")))) }
print("thumbs", ms(clock.now - t) / Double(designs.count))
let thumbs2 = thumbs, rawq = raw + "/queries/"

let (myMine, cl, ix, ds, qs, pop, prep, ver, dep) = (mine, clock, index, designs, queries, population, prepared, verifier, depth)
nonisolated(unsafe) var lines = [[String]](repeating: [], count: mine.count)
nonisolated(unsafe) var tc = [Double](repeating: 0, count: mine.count), tv = tc, tp = tc
DispatchQueue.concurrentPerform(iterations: 2) { thread in
  for (n, qi) in myMine.enumerated() where n % 2 == thread {
    let q = qs[qi]
    let t0 = cl.now
    let cands = ix.candidates(of: q.plain, mirrored: q.mirrored!, limit: dep)
    let t1 = cl.now
    let pq = PreparedQuery(features: q.plain, population: pop), pm = PreparedQuery(features: q.mirrored!, population: pop)
    let t2 = cl.now
    let pyramid = PlanePyramid(ColourEdges.map(of: loadRaw(rawq + q.name + ".raw")))
    var found: [(Float, Int, Int, Int, Int, String)] = []
    for (r, c) in cands.enumerated() {
      if let a = ver.alignments(c.isMirrored ? pm : pq, prep[c.design]).first {
        var extra = ""
        if a.significance > 6 {
          let d = DenseAgreement(alignment: a, query: c.isMirrored ? pm : pq, design: prep[c.design], edges: pyramid, isMirrored: c.isMirrored, thumbnail: thumbs2[c.design])
          extra = "\t\(a.distinctCount)\t\(a.distinctSignificance)\t\(d.texturedCount)\t\(d.comparedCount)\t\(d.agreeingCount)\t\(d.meanCorrelation)\t\(a.lumaShare)\t\(d.squares.count { $0 > 0 })"
        }
        found.append((a.significance, c.design, a.matches.count, a.testedCount, r, extra)) }
      else { found.append((-9, c.design, 0, 0, r, "")) }
    }
    let t3 = cl.now
    tc[n] = ms(t1 - t0); tp[n] = ms(t2 - t1); tv[n] = ms(t3 - t2)
    found.sort { $0.0 > $1.0 }
    var seen = Set<Int>()
    for f in found { if seen.insert(f.1).inserted { lines[n].append("\(q.name)\t\(ds[f.1].name)\t\(f.0)\t\(f.0 >= 5 ? 1 : 0)\t\(f.2)\t\(f.3)\t\(f.4)\(f.5)") } }
  }
}
try! lines.flatMap { $0 }.joined(separator: "\n").write(toFile: args[4], atomically: true, encoding: .utf8)
let c = Double(mine.count)
print("candidates \(tc.reduce(0, +) / c) ms, prepare \(tp.reduce(0, +) / c) ms, verify \(tv.reduce(0, +) / c) ms")
if let dbg = ProcessInfo.processInfo.environment["DBG"] {
  let p = dbg.split(separator: ":").map(String.init)
  let q = qs.first { $0.name == p[0] }!, d = prep[ds.firstIndex { $0.name == p[1] }!]
  for (n, f) in [("plain", q.plain), ("mirrored", q.mirrored!)] {
    let pq = PreparedQuery(features: f, population: pop)
    print(n, verifier.debug(pq, d))
  }
  print(ix.candidates(of: q.plain, mirrored: q.mirrored!, limit: 6).map { (ds[$0.design].name, $0.isMirrored, $0.votes) })
}
