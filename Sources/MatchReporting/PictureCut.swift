// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// Where the picture proper was found in a picture that has a frame: margins, the bars of a screen, a page around it.
///
/// The whole picture is searched all the same; what is inside the cut is looked up beside it.
public struct PictureCut: Codable, Hashable, Sendable {
  /// What is around the picture proper.
  public enum Kind: String, Codable, CaseIterable, Hashable, Sendable {
    /// Nothing but plain margins.
    case margin
    /// Bands above or below with something on them, such as the bars of a screen or a caption.
    case bars
    /// A page with something beside the picture proper as well, or a mount around it.
    case page
  }

  /// The first column of the picture proper, in pixels of the file.
  public var left: Int
  /// Its first row.
  public var top: Int
  /// How many columns it has.
  public var width: Int
  /// How many rows it has.
  public var height: Int
  /// What is around it.
  public var kind: Kind

  /// A picture proper that takes less of the picture than this leaves it mostly frame.
  public static let leastShare = 0.12

  /// Creates a cut.
  ///
  /// - Parameters:
  ///   - left: The first column of the picture proper, in pixels.
  ///   - top: Its first row.
  ///   - width: How many columns it has.
  ///   - height: How many rows it has.
  ///   - kind: What is around it.
  public init(left: Int, top: Int, width: Int, height: Int, kind: Kind) {
    self.left = left
    self.top = top
    self.width = width
    self.height = height
    self.kind = kind
  }

  /// The corners as a polygon, each as `[x, y]`, clockwise from the top left.
  public var outline: [[Double]] {
    let (x0, y0, x1, y1) = (left, top, left + width, top + height)
    return [[x0, y0], [x1, y0], [x1, y1], [x0, y1]].map { $0.map(Double.init) }
  }

  /// What was cut, in English, without a full stop.
  public var sentence: String {
    let around =
      switch kind {
      case .margin: "plain margins"
      case .bars: "bars or captions above or below"
      case .page: "a page or mount around the picture"
      }
    return "\(around) found; \(width) x \(height) pixels at \(left), \(top) were looked up "
      + "beside the whole"
  }

  /// The same in Chinese.
  public var sentenceChinese: String {
    let around =
      switch kind {
      case .margin: "发现素色边框"
      case .bars: "发现上下的界面栏或文字说明"
      case .page: "发现图片外的页面或衬边"
      }
    return "\(around)；除整图外，另取 (\(left), \(top)) 处 \(width) × \(height) 像素的画面比对"
  }
}
