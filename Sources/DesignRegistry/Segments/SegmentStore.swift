// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc

/// The folder `index/` beside the database: segments that hold again, ready to be searched, what the database holds.
///
/// Files of segments are written once and never changed. The manifest names the live ones and is replaced by a rename, so
/// that whatever ends a process, the manifest before or the one after is there. Only the holder of the lock writes;
/// readers need no lock, since a file that they have open outlives its name.
public final class SegmentStore: Sendable {
  /// Where the segments are.
  public let path: String

  /// The right to change the index, until the object goes or the process ends.
  public struct WritingRight: Sendable {
    fileprivate let lock: FileLock
  }

  /// Speaks of the index of a registry, which need not be there.
  ///
  /// - Parameter registry: The registry's folder.
  public init(registry: String) {
    path = registry + "/index"
  }

  private var manifestPath: String { path + "/manifest" }

  /// Something that changes whenever the manifest is replaced; `nil` when there is none.
  public var manifestMark: [Int]? {
    var status = stat()
    guard stat(manifestPath, &status) == 0 else { return nil }
    return [
      Int(status.st_ino), Int(status.st_size), Int(status.st_mtim.tv_sec),
      Int(status.st_mtim.tv_nsec),
    ]
  }

  /// Reads the manifest.
  ///
  /// - Returns: The manifest; `nil` when there is none or it is damaged.
  public func manifest() -> SegmentManifest? {
    guard let bytes = try? DurableFile.read(manifestPath) else { return nil }
    return SegmentManifest(text: String(decoding: bytes, as: UTF8.self))
  }

  /// Whether there is a manifest, if only a damaged one.
  public var hasManifest: Bool { DurableFile.exists(manifestPath) }

  /// Maps a segment.
  ///
  /// - Parameters:
  ///   - entry: Its line in the manifest.
  ///   - kind: What it must be.
  /// - Returns: The segment; its first page holds.
  /// - Throws: ``SegmentFault``.
  public func segment(
    _ entry: SegmentManifest.Entry, of kind: SegmentKind
  ) throws(SegmentFault) -> Segment {
    let segment = try Segment(path + "/" + entry.name, name: entry.name)
    guard segment.header.kind == kind else { throw .otherKind(segment.header.kind) }
    guard segment.designs == entry.designs, segment.designCount == entry.designCount,
      segment.header.checksumsChecksum == entry.checksum
    else { throw .notTheListed }
    return segment
  }

  /// The names of all files of segments, listed or not.
  public func fileNames() -> [String] {
    DurableFile.names(in: path).filter { $0.hasSuffix(".segment") }.sorted()
  }

  /// Takes the right to change the index, making its folder when there is none.
  ///
  /// - Returns: The right; `nil` when another process has it, or the folder cannot be written.
  public func writingRight() -> WritingRight? {
    guard (try? DurableFile.makeFolder(path)) != nil else { return nil }
    return FileLock(ifFree: path + "/lock").map { WritingRight(lock: $0) }
  }

  /// Whether the index, or the registry that would hold it, can be written at all.
  public var isWritable: Bool {
    if access(path, W_OK) == 0 { return true }
    return errno == ENOENT && access(String(path.dropLast("/index".count)), W_OK) == 0
  }

  /// Writes a segment; it counts once a manifest that lists it is published.
  ///
  /// - Parameters:
  ///   - kind: What it is.
  ///   - designs: The numbers that it speaks for.
  ///   - designCount: How many designs it has.
  ///   - columnByteCounts: The bytes of each column.
  ///   - right: The right to do so.
  ///   - fill: Writes the columns, whose bytes are zero before.
  /// - Returns: Its line for the manifest.
  /// - Throws: `RegistryError.storage` when there is no room or it cannot be written.
  public func write(
    _ kind: SegmentKind, designs: ClosedRange<Int>, designCount: Int, columnByteCounts: [Int],
    with right: WritingRight, fill: ([UnsafeMutableRawBufferPointer]) -> Void
  ) throws(RegistryError) -> SegmentManifest.Entry {
    let mark = String(UInt64.random(in: .min ... .max), radix: 16)
    let name = "\(designs.lowerBound)-\(designs.upperBound).\(mark).segment"
    let header = SegmentHeader(
      kind: kind, designs: designs, designCount: designCount, columnByteCounts: columnByteCounts)
    try SegmentWriter.write(path + "/" + name, header, fill: fill)
    do throws(SegmentFault) {
      let written = try Segment(path + "/" + name, name: name)
      return SegmentManifest.Entry(
        designs: designs, designCount: designCount, checksum: written.header.checksumsChecksum,
        name: name)
    } catch {
      throw .storage(path: path + "/" + name, reason: error.description)
    }
  }

  /// Makes a manifest the live one, and removes files that it does not list.
  ///
  /// - Parameters:
  ///   - manifest: The manifest.
  ///   - right: The right to do so.
  /// - Throws: `RegistryError.storage`; then the one before is live.
  public func publish(
    _ manifest: SegmentManifest, with right: WritingRight
  ) throws(RegistryError) {
    let part = manifestPath + ".part"
    DurableFile.remove(part)
    let bytes = Array(manifest.text.utf8)
    let written = bytes.withUnsafeBytes { bytes in
      Result { () throws(RegistryError) in try DurableFile.write(bytes, to: part) }
    }
    try written.get()
    try DurableFile.sync(part)
    // The names of the segments are durable before the name that lists them.
    try DurableFile.sync(path)
    try DurableFile.rename(part, to: manifestPath)
    try DurableFile.sync(path)
    let live = Set(manifest.entries.map(\.name))
    for name in fileNames() where !live.contains(name) {
      DurableFile.remove(path + "/" + name)
    }
  }
}
