// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Glibc
private import Synchronization

/// The folder of files that wait for their import: `imports/ID/`, each file under a number.
///
/// Files of a job stay until the job ends; its designs have their originals in the registry's own store.
struct ImportStore: Sendable {
  private let root: String

  /// Names the store; it is made when the first files come.
  ///
  /// - Parameter registry: The registry's folder.
  init(registry: String) {
    root = "\(registry)/imports"
  }

  /// The folder of a job.
  func folder(_ id: String) -> String { "\(root)/\(id)" }

  /// Makes a folder for files that are about to come.
  ///
  /// - Parameter session: The session of this process, by which others tell whether it lives.
  /// - Returns: What takes the files.
  /// - Throws: `RegistryError` when it cannot be made.
  func makeFolder(session: String) throws(RegistryError) -> ImportFolder {
    try DurableFile.makeDurableFolder(root)
    let number = UInt32.random(in: .min ... .max)
    return try ImportFolder(folder: "\(root)/\(session)-\(String(number, radix: 16)).part")
  }

  /// Gives files that have come to a job.
  func keep(_ files: ImportFolder, as id: String) throws(RegistryError) {
    try files.keep(as: folder(id))
    try DurableFile.sync(root)
  }

  /// Removes the files of a job; those that are not there are removed already.
  func remove(_ id: String) { Self.removeFolder(folder(id)) }

  /// Removes what belongs to no job and to no process that lives.
  ///
  /// - Parameters:
  ///   - isToDo: Whether a job is still to be done.
  ///   - isAlive: Whether the process of a session lives.
  func sweep(isToDo: (String) -> Bool, isAlive: (String) -> Bool) {
    for name in DurableFile.names(in: root) {
      let isNeeded =
        name.hasSuffix(".part") ? isAlive(String(name.prefix { $0 != "-" })) : isToDo(name)
      if !isNeeded { Self.removeFolder("\(root)/\(name)") }
    }
  }

  /// Removes a folder of files.
  static func removeFolder(_ path: String) {
    for name in DurableFile.names(in: path) { DurableFile.remove("\(path)/\(name)") }
    rmdir(path)
  }
}
