// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry

/// Files on their way to an import.
///
/// They go to the disk as they come, and are removed with this object unless an import is made of them. Names that come
/// from outside never become paths.
public final class ImportIntake: Sendable {
  let files: ImportFolder

  init(_ files: ImportFolder) {
    self.files = files
  }

  /// Begins the next picture.
  ///
  /// - Throws: ``SelvedgeError`` with `ioFailure`.
  public func beginPicture() throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try files.begin() }
  }

  /// Begins the manifest, a CSV file, which an import has once.
  ///
  /// - Throws: ``SelvedgeError`` with `ioFailure`.
  public func beginManifest() throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try files.beginManifest() }
  }

  /// Adds bytes to the file that was begun.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: ``SelvedgeError`` with `ioFailure`.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try files.append(bytes) }
  }

  /// Ends the file that was begun; its bytes are on the disk then.
  ///
  /// - Throws: ``SelvedgeError`` with `ioFailure`.
  public func endFile() throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try files.end() }
  }
}
