// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Foundation

/// A folder that goes when the object goes.
public final class TemporaryFolder: Sendable {
  /// Where the folder is.
  public let path: String

  /// Makes the folder.
  ///
  /// - Throws: An error of `FileManager` when it cannot.
  public init() throws {
    path = NSTemporaryDirectory() + "selvedge-test-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      FileHandle.standardError.write(Data("\(path) stays: \(error)\n".utf8))
    }
  }

  /// The path of something in the folder.
  ///
  /// - Parameter name: A path below the folder.
  /// - Returns: The whole path.
  public func path(_ name: String) -> String { path + "/" + name }

  /// Writes a file, making the folders above it.
  ///
  /// - Parameters:
  ///   - bytes: The file's bytes.
  ///   - name: A path below the folder.
  /// - Returns: The whole path.
  /// - Throws: An error of `FileManager` when it cannot.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return url.path
  }

  /// The paths of all files below a folder.
  ///
  /// - Parameter name: A path below this folder.
  /// - Returns: Paths below `name`, sorted; empty when it is not there.
  public func files(in name: String) -> [String] {
    let found = FileManager.default.enumerator(atPath: path(name))?.allObjects as? [String] ?? []
    return found.filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(
        atPath: path(name) + "/" + $0, isDirectory: &isFolder) && !isFolder.boolValue
    }.sorted()
  }
}
