// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc
private import Synchronization

/// Files on their way to an import job, each under a number, in a folder of their own.
///
/// Whatever their sender calls them, no name that comes from outside ever becomes a path.
public final class ImportFolder: Sendable {
  private struct State: ~Copyable {
    var open: Int32?
    var count = 0
    var isKept = false
  }

  /// The folder.
  let folder: String
  private let state = Mutex(State())

  init(folder: String) throws(RegistryError) {
    try DurableFile.makeFolder(folder)
    self.folder = folder
  }

  deinit {
    state.withLock { state in
      if let file = state.open { close(file) }
      if !state.isKept { ImportStore.removeFolder(folder) }
    }
  }

  /// What a file is called.
  ///
  /// - Parameter number: 0 for the manifest, from 1 for the pictures.
  /// - Returns: Its name in the folder.
  static func name(_ number: Int) -> String { "\(number).part" }

  /// Where the manifest is.
  public var manifestPath: String { "\(folder)/\(Self.name(0))" }

  /// Begins the manifest, which an import has once.
  ///
  /// - Throws: `RegistryError.storage`.
  public func beginManifest() throws(RegistryError) {
    try working { state throws(RegistryError) in try Self.open(manifestPath, &state) }
  }

  /// Begins the next picture.
  ///
  /// - Throws: `RegistryError.storage`.
  public func begin() throws(RegistryError) {
    try working { state throws(RegistryError) in
      try Self.open("\(folder)/\(Self.name(state.count + 1))", &state)
      state.count += 1
    }
  }

  private static func open(_ path: String, _ state: inout State) throws(RegistryError) {
    precondition(state.open == nil, "\(path) begins while another file is open")
    let file = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path) }
    state.open = file
  }

  /// Adds bytes to the file that was begun.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: `RegistryError.storage`.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(RegistryError) {
    try working { state throws(RegistryError) in
      guard let file = state.open else { preconditionFailure("no file was begun") }
      var written = 0
      while written < bytes.count {
        let count = Glibc.write(
          file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw Self.failure(folder) }
        written += count
      }
    }
  }

  /// Ends the file that was begun; its bytes are on the disk then.
  ///
  /// - Throws: `RegistryError.storage`.
  public func end() throws(RegistryError) {
    try working { state throws(RegistryError) in
      guard let file = state.open else { return }
      state.open = nil
      let isSynced = fsync(file) == 0
      close(file)
      guard isSynced else { throw Self.failure(folder) }
    }
  }

  /// Gives the folder its final name; it stays when this object goes.
  func keep(as target: String) throws(RegistryError) {
    try working { state throws(RegistryError) in
      try DurableFile.sync(folder)
      try DurableFile.rename(folder, to: target)
      state.isKept = true
    }
  }

  private func working<Result: Sendable>(
    _ body: (inout State) throws(RegistryError) -> Result
  ) throws(RegistryError) -> Result {
    try state.withLock { state throws(RegistryError) in try body(&state) }
  }

  private static func failure(_ path: String) -> RegistryError {
    .storage(path: path, reason: String(cString: strerror(errno)))
  }
}
