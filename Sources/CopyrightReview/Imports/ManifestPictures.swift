// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

/// Where the pictures of a manifest's rows are.
enum ManifestPictures: Sendable {
  /// In a folder, whose path ends with a slash; a row may name any file by a path of its own that begins with one.
  case folder(String)
  /// Among files that came with the manifest, and nowhere else.
  case received(ReceivedFiles)

  /// Reads the picture of a row.
  ///
  /// - Parameter file: The file as the row names it.
  /// - Returns: The picture, not decoded.
  /// - Throws: ``SelvedgeError`` with `inputNotFound` when there is no such file, `ioFailure` when it cannot be read.
  ///   Letters that look the same are the same, however Unicode spells them.
  func picture(_ file: String) throws(SelvedgeError) -> Picture {
    switch self {
    case .folder(let folder):
      return try Self.reading(file.hasPrefix("/") ? file : folder + file)
    case .received(let files):
      guard let path = files.path(of: file) else {
        throw SelvedgeError(
          .inputNotFound, stage: "import", subject: file,
          message: "no file of this name came with the manifest; send it along, or correct the row")
      }
      return Picture(name: file, bytes: try PictureBytes(reading: path))
    }
  }

  /// Reads a file under the very name, or else under the same letters in another spelling of Unicode: an archive from a
  /// system that takes letters and accents apart has other bytes than a table that was typed.
  private static func reading(_ path: String) throws(SelvedgeError) -> Picture {
    do throws(SelvedgeError) {
      return try Picture.reading(path)
    } catch {
      guard error.code == .inputNotFound else { throw error }
      let spellings = [
        path.precomposedStringWithCanonicalMapping, path.decomposedStringWithCanonicalMapping,
      ]
      for spelling in spellings where !spelling.utf8.elementsEqual(path.utf8) {
        do throws(SelvedgeError) {
          return try Picture.reading(spelling)
        } catch let other where other.code == .inputNotFound {
          continue
        }
      }
      throw error
    }
  }
}
