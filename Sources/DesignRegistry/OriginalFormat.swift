// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The file format of a registered original, as its signature says.
public enum OriginalFormat: String, Codable, CaseIterable, Sendable {
  /// Portable Network Graphics.
  case png
  /// JPEG.
  case jpeg

  /// The extension that originals of this format carry in the store.
  public var fileExtension: String {
    switch self {
    case .png: "png"
    case .jpeg: "jpg"
    }
  }

  /// The media type of the format.
  public var mediaType: String {
    switch self {
    case .png: "image/png"
    case .jpeg: "image/jpeg"
    }
  }
}
