// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Synchronization

/// The original files, named by the SHA-256 of their bytes: `originals/ab/cdef….png`.
///
/// An original is written beside the store (`incoming/`), synced, renamed to its place, and the folder
/// synced, before the registry commits the row that speaks of it. What a killed process leaves is found by
/// its session file: nobody holds that file's lock any more, and it names the originals that were on their
/// way to a place. After a pulled plug the session file may be out of date; then an original without a row
/// may stay, which does no harm and is replaced when the same bytes come again.
final class OriginalStore: Sendable {
  private let root: String
  private let incoming: String
  private let identifier: String
  /// What says that this process writes; nil when nothing can be written.
  private let session: FileLock?
  private let staged = Atomic<Int>(0)
  /// Places that were taken and of which no commit is known.
  ///
  /// They are left to the sweep of a later opening, which looks whether a row speaks of them: a commit that is told to
  /// have failed may be there after all.
  private let doubtful = Mutex<Set<String>>([])

  /// Opens the store; the caller holds the registry's opening lock.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - identifier: A name for this session that no other has.
  ///   - name: The store's folder in the registry's.
  ///   - incoming: The folder for what has no place in the store yet.
  /// - Throws: `RegistryError` when a folder or file cannot be made.
  init(
    registry: String, identifier: String, name: String = "originals", incoming: String = "incoming"
  ) throws(RegistryError) {
    root = "\(registry)/\(name)"
    self.incoming = "\(registry)/\(incoming)"
    let isNew = try DurableFile.makeFolder(root)
    try DurableFile.makeFolder(self.incoming)
    if isNew { try DurableFile.sync(registry) }
    self.identifier = identifier
    session = try FileLock("\(self.incoming)/\(identifier).session", timeout: .zero)
  }

  /// Opens the store where nothing can be written.
  ///
  /// - Parameters:
  ///   - registry: The registry's folder.
  ///   - name: The store's folder in the registry's.
  init(readOnly registry: String, name: String = "originals") {
    root = "\(registry)/\(name)"
    incoming = ""
    identifier = ""
    session = nil
  }

  deinit {
    guard let session else { return }
    for name in DurableFile.names(in: incoming) where name.hasPrefix(identifier + "-") {
      DurableFile.remove("\(incoming)/\(name)")
    }
    if doubtful.withLock(\.isEmpty) { DurableFile.remove(session.path) }
  }

  /// Whether the process that made a session still lives.
  ///
  /// - Parameter identifier: The session's name.
  /// - Returns: Whether somebody holds the session's lock.
  func isAlive(_ identifier: String) -> Bool {
    let path = "\(incoming)/\(identifier).session"
    guard identifier.utf8.allSatisfy({ $0 != UInt8(ascii: "/") }), DurableFile.exists(path) else {
      return false
    }
    return FileLock(ifFree: path) == nil
  }

  /// Writes an original beside the store; may be called from any thread.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - sha256: Their SHA-256, in hexadecimal.
  ///   - format: Their format.
  /// - Returns: The original; its bytes go with it unless it is given a place.
  /// - Throws: `RegistryError.storage` when it cannot be written.
  func stage(
    _ bytes: UnsafeRawBufferPointer, sha256: String, format: OriginalFormat
  ) throws(RegistryError) -> StagedOriginal {
    guard session != nil else {
      throw .readOnly(path: root, reason: "no picture can be stored")
    }
    let number = staged.add(1, ordering: .relaxed).newValue
    let path = "\(incoming)/\(identifier)-\(number).part"
    try DurableFile.write(bytes, to: path)
    return StagedOriginal(
      sha256: sha256, format: format, byteCount: bytes.count, file: StagedFile(path))
  }

  /// Removes an original that will not be registered after all.
  ///
  /// - Parameter original: A staged original.
  func discard(_ original: StagedOriginal) {
    DurableFile.remove(original.path)
  }

  /// Waits until the bytes of staged originals are on the disk.
  ///
  /// - Parameter originals: Staged originals.
  /// - Throws: `RegistryError.storage`.
  func sync(_ originals: [StagedOriginal]) throws(RegistryError) {
    for original in originals { try DurableFile.sync(original.path) }
  }

  /// Gives originals their places in the store, durably; runs inside the transaction that registers them.
  ///
  /// The transaction keeps others from sweeping a place between the renaming and the commit.
  ///
  /// - Parameter originals: Synced originals that no committed row speaks of.
  /// - Throws: `RegistryError` when a file cannot be renamed or a folder synced; then no place is taken.
  func settle(_ originals: [StagedOriginal]) throws(RegistryError) {
    guard !originals.isEmpty else { return }
    let places = Set(originals.map { Self.place($0.sha256, $0.format) })
    let noted = doubtful.withLock { doubtful in
      doubtful.formUnion(places)
      return doubtful
    }
    try session?.note(noted.sorted().map { $0 + "\n" }.joined())
    do throws(RegistryError) {
      var folders: Set<String> = []
      var hasNewFolder = false
      for original in originals {
        let folder = "\(root)/\(original.sha256.prefix(2))"
        if folders.insert(folder).inserted {
          let isNew = try DurableFile.makeFolder(folder)
          hasNewFolder = hasNewFolder || isNew
        }
        try DurableFile.rename(
          original.path, to: "\(root)/\(Self.place(original.sha256, original.format))")
      }
      for folder in folders.sorted() { try DurableFile.sync(folder) }
      if hasNewFolder { try DurableFile.sync(root) }
    } catch {
      // No commit was tried, so that no row can speak of them.
      for place in places { DurableFile.remove("\(root)/\(place)") }
      confirm(originals)
      throw error
    }
  }

  /// Takes note that the transaction which settled originals is committed.
  ///
  /// - Parameter originals: The originals, perhaps with others that had no place to take.
  func confirm(_ originals: [StagedOriginal]) {
    doubtful.withLock { doubtful in
      doubtful.subtract(originals.map { Self.place($0.sha256, $0.format) })
    }
  }

  /// Reads an original.
  ///
  /// - Parameters:
  ///   - sha256: The SHA-256 of its bytes, in hexadecimal.
  ///   - format: Its format.
  /// - Returns: The bytes, not checked against the SHA-256.
  /// - Throws: `RegistryError.storage` when it cannot be read.
  func read(_ sha256: String, _ format: OriginalFormat) throws(RegistryError) -> [UInt8] {
    try DurableFile.read("\(root)/\(Self.place(sha256, format))")
  }

  static func place(_ sha256: String, _ format: OriginalFormat) -> String {
    "\(sha256.prefix(2))/\(sha256.dropFirst(2)).\(format.fileExtension)"
  }

  /// Removes what dead processes left; runs inside a transaction, under the registry's opening lock.
  ///
  /// - Parameter isRegistered: Whether a committed row speaks of the original with this SHA-256.
  /// - Throws: What `isRegistered` throws, and `RegistryError` when a session cannot be read.
  func sweep(isRegistered: (String) throws -> Bool) throws {
    let names = DurableFile.names(in: incoming)
    for name in names where name.hasSuffix(".session") {
      let path = "\(incoming)/\(name)"
      // A session whose lock is taken belongs to a process that lives.
      guard let lock = FileLock(ifFree: path) else { continue }
      let places = String(decoding: try DurableFile.read(path), as: UTF8.self)
      for place in places.split(separator: "\n") {
        let sha256 = String(place.prefix { $0 != "." }.filter { $0 != "/" })
        if try !isRegistered(sha256) { DurableFile.remove("\(root)/\(place)") }
      }
      let owned = name.dropLast(".session".count) + "-"
      for part in names where part.hasPrefix(owned) {
        DurableFile.remove("\(incoming)/\(part)")
      }
      DurableFile.remove(lock.path)
    }
  }
}
