// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

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
  func picture(_ file: String) throws(SelvedgeError) -> Picture {
    switch self {
    case .folder(let folder):
      return try Picture.reading(file.hasPrefix("/") ? file : folder + file)
    case .received(let files):
      guard let path = files.path(of: file) else {
        throw SelvedgeError(
          .inputNotFound, stage: "import", subject: file,
          message: "no file of this name came with the manifest; send it along, or correct the row")
      }
      return Picture(name: file, bytes: try PictureBytes(reading: path))
    }
  }
}
