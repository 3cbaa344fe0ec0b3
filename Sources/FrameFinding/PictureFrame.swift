// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import ImageBuffers

/// What lies around the picture proper in a screenshot, a card or a scan, and where the picture proper is.
public struct PictureFrame: Hashable, Sendable {
  /// What a frame is made of.
  public enum Kind: String, CaseIterable, Hashable, Sendable {
    /// Nothing but plain margins.
    case margin
    /// Bands above or below with something on them: the bars of a screen, a caption.
    case bars
    /// A page: something on it beside the picture as well, or around it.
    case page
  }

  /// Where the picture proper is, in pixels of the picture that was looked at.
  public let inner: PixelRectangle
  /// What is around it.
  public let kind: Kind

  /// Creates a frame.
  ///
  /// - Parameters:
  ///   - inner: Where the picture proper is.
  ///   - kind: What is around it.
  public init(inner: PixelRectangle, kind: Kind) {
    self.inner = inner
    self.kind = kind
  }
}
