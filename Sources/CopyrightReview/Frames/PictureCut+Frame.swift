// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import FrameFinding
internal import ImageBuffers
internal import MatchReporting

extension PictureCut {
  /// Looks for a frame around a picture proper; nil when none is found.
  ///
  /// - Parameters:
  ///   - picture: The working picture.
  ///   - size: The size of the file's picture, in whose pixels the cut is told.
  /// - Complexity: O(pixels of the working picture).
  init?(of picture: PixelBuffer, fileSize size: ImageSize) {
    guard let frame = FrameFinder.frame(of: picture) else { return nil }
    let area = frame.inner.scaled(from: picture.size, to: size)
    let kind: Kind =
      switch frame.kind {
      case .margin: .margin
      case .bars: .bars
      case .page: .page
      }
    self.init(
      left: area.left, top: area.top, width: area.width, height: area.height, kind: kind)
  }

  /// Whether the picture proper takes so little of the picture that the rest is most of it.
  func leavesLittle(of size: ImageSize) -> Bool {
    Double(width * height) < PictureCut.leastShare * Double(size.pixelCount)
  }
}
