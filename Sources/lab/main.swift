import FeatureSpace
import Foundation
import ImageBuffers
import ImageDecoding
import ImageNormalization
import LocalFeatures

// lab extract DIR OUT limit base [count]
let args = CommandLine.arguments
func cpu() -> Double { var t = timespec(); clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t); return Double(t.tv_sec) * 1000 + Double(t.tv_nsec) / 1e6 }
func luma(_ p: PixelBuffer) -> FloatPlane {
  var s = [Float](repeating: 0, count: p.size.pixelCount)
  for i in 0..<s.count { s[i] = (0.299 * Float(p.samples[3*i]) + 0.587 * Float(p.samples[3*i+1]) + 0.114 * Float(p.samples[3*i+2])) / 255 }
  return FloatPlane(size: p.size, samples: s)
}
let dir = args[2], out = args[3], limit = Int(args[4].split(separator: ",")[0])!, limitE = Int(args[4].split(separator: ",").last!)!, base = Int(args[5])!
let files = try FileManager.default.contentsOfDirectory(atPath: dir).sorted()
_ = FileManager.default.createFile(atPath: out, contents: nil)
let fh = FileHandle(forWritingAtPath: out)!
var tE = 0.0, tL = 0.0, tM = 0.0, tD = 0.0
let ex = FeatureExtractor(limit: limit, baseLongSide: base)
let exE = FeatureExtractor(limit: limitE, baseLongSide: base)
let step = args.count > 6 ? Int(args[6])! : 1
let some = files.enumerated().filter { $0.offset % step == step / 2 }.map(\.element)
for f in some {
  let bytes = [UInt8](FileManager.default.contents(atPath: dir + "/" + f)!)
  let ta = cpu()
  let decoder = try ImageDecoder(bytes: bytes)
  var working = WorkingPicture(of: decoder.header.size)
  try decoder.decodeRows { rows, n in working.consume(rows: rows, rowCount: n) }
  let p = working.finish()
  let t0 = cpu()
  let l = luma(p)
  let e = ColourEdges.map(of: p)
  let t1 = cpu()
  let a = ex.features(of: l, channel: .luma)
  let t2 = cpu()
  let b = exE.features(of: e, channel: .edge)
  let t3 = cpu()
  tD += t0 - ta; tM += t1 - t0; tL += t2 - t1; tE += t3 - t2
  var d = Data()
  func u32(_ v: Int) { withUnsafeBytes(of: UInt32(v)) { d.append(contentsOf: $0) } }
  u32(f.utf8.count); d.append(contentsOf: Array(f.utf8)); u32(p.size.width); u32(p.size.height)
  u32(a.keypoints.count + b.keypoints.count)
  for k in a.keypoints + b.keypoints {
    for v in [k.x, k.y, exp2(Float(k.size) / 16 - 4), Float(k.direction) / 256, Float(k.channel.rawValue), Float(k.group & 1), 0] { withUnsafeBytes(of: v) { d.append(contentsOf: $0) } }
  }
  d.append(contentsOf: (a.descriptors + b.descriptors).map { UInt8(min(255, $0 * 512)) })
  fh.write(d)
}
let n = Double(some.count)
print("decode \(tD / n) maps \(tM / n) ms, luma \(tL / n) ms, edge \(tE / n) ms")
