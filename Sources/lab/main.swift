import Foundation
import ImageBuffers
import ImageNormalization
import LocalFeatures

// lab extract RAWDIR OUT limit base
let args = CommandLine.arguments
func loadRaw(_ p: String) -> PixelBuffer {
  let d = [UInt8](FileManager.default.contents(atPath: p)!)
  let w = Int(d[0]) | Int(d[1]) << 8, h = Int(d[4]) | Int(d[5]) << 8
  return PixelBuffer(size: ImageSize(width: w, height: h), samples: Array(d[8...]))
}
func luma(_ p: PixelBuffer) -> FloatPlane {
  var s = [Float](repeating: 0, count: p.size.pixelCount)
  for i in 0..<s.count { s[i] = (0.299 * Float(p.samples[3*i]) + 0.587 * Float(p.samples[3*i+1]) + 0.114 * Float(p.samples[3*i+2])) / 255 }
  return FloatPlane(size: p.size, samples: s)
}
let dir = args[2], out = args[3], limit = Int(args[4])!, base = Int(args[5])!
let files = try FileManager.default.contentsOfDirectory(atPath: dir).sorted()
FileManager.default.createFile(atPath: out, contents: nil)
let fh = FileHandle(forWritingAtPath: out)!
var tE = 0.0, tL = 0.0, tM = 0.0
let clock = ContinuousClock()
let ex = FeatureExtractor(limit: limit, baseLongSide: base)
let only = args.count > 6 ? Int(args[6])! : Int.max
for f in files.prefix(only) {
  let p = loadRaw(dir + "/" + f)
  let t0 = clock.now
  let l = luma(p)
  let e = ColourEdges.map(of: p)
  let t1 = clock.now
  let a = ex.features(of: l, channel: .luma)
  let t2 = clock.now
  let b = ex.features(of: e, channel: .edge)
  let t3 = clock.now
  tM += Double((t1 - t0).components.attoseconds) / 1e15
  tL += Double((t2 - t1).components.attoseconds) / 1e15
  tE += Double((t3 - t2).components.attoseconds) / 1e15
  // record: name len, name, w,h, n, then n * (7 floats) , n*128 uint8 (value*400)
  var d = Data()
  func u32(_ v: Int) { withUnsafeBytes(of: UInt32(v)) { d.append(contentsOf: $0) } }
  let name = String(f.dropLast(4))
  u32(name.utf8.count); d.append(contentsOf: Array(name.utf8)); u32(p.size.width); u32(p.size.height)
  u32(a.keypoints.count + b.keypoints.count)
  for k in a.keypoints + b.keypoints {
    for v in [k.x, k.y, k.sigma, k.angle, Float(k.channel.rawValue), k.isBright ? 1 : 0, k.response] { withUnsafeBytes(of: v) { d.append(contentsOf: $0) } }
  }
  d.append(contentsOf: (a.descriptors + b.descriptors).map { UInt8(min(255, $0 * 512)) })
  fh.write(d)
}
let n = Double(min(only, files.count))
print("maps \(tM / n) ms, luma \(tL / n) ms, edge \(tE / n) ms")
