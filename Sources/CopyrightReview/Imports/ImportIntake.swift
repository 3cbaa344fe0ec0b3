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

  /// Adds bytes to the picture that was begun.
  ///
  /// - Parameter bytes: The bytes.
  /// - Throws: ``SelvedgeError`` with `ioFailure`.
  public func append(_ bytes: UnsafeRawBufferPointer) throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try files.append(bytes) }
  }

  /// Ends the picture that was begun; its bytes are on the disk then.
  ///
  /// - Throws: ``SelvedgeError`` with `ioFailure`.
  public func endPicture() throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try files.end() }
  }

  /// Writes the manifest.
  ///
  /// - Parameter bytes: A CSV file.
  /// - Throws: ``SelvedgeError`` with `ioFailure`.
  public func write(manifest bytes: [UInt8]) throws(SelvedgeError) {
    let result = bytes.withUnsafeBytes { memory in
      Result { () throws(RegistryError) in try files.write(manifest: memory) }
    }
    try registryWork { () throws(RegistryError) in try result.get() }
  }
}
