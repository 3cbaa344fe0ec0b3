// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
public import MatchReporting

extension ReviewDesk {
  /// Keeps the picture of a review that is kept, so that its page can be drawn later on.
  ///
  /// The file is named for its SHA-256; the same picture is kept once.
  ///
  /// - Parameters:
  ///   - picture: The picture that was reviewed.
  ///   - report: Its report; one that is not kept keeps no picture either.
  /// - Throws: ``SelvedgeError`` with `ioFailure` when the file cannot be written.
  public func keep(_ picture: Picture, of report: ReviewReport) throws(SelvedgeError) {
    guard report.review != nil else { return }
    let file = queryPictures.appending(path: report.query.sha256)
    do {
      try FileManager.default.createDirectory(at: queryPictures, withIntermediateDirectories: true)
      guard !FileManager.default.fileExists(atPath: file.path) else { return }
      try Data(picture.bytes.withUnsafeBytes { Array($0) }).write(to: file, options: .atomic)
    } catch {
      throw SelvedgeError(
        .ioFailure, subject: picture.name, message: "the reviewed picture cannot be kept",
        cause: String(describing: error))
    }
  }

  /// The picture of a review.
  ///
  /// - Parameter report: The report.
  /// - Returns: The picture, or `nil` when it was not kept.
  public func keptPicture(of report: ReviewReport) -> Picture? {
    let file = queryPictures.appending(path: report.query.sha256)
    guard let bytes = try? Data(contentsOf: file) else { return nil }
    return Picture(name: report.query.file, bytes: Array(bytes))
  }

  private var queryPictures: URL {
    URL(filePath: path, directoryHint: .isDirectory).appending(path: "query-pictures")
  }
}
