// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What makes a search with a picture doubtful; the raw values are the reason codes of reports.
public enum PictureDoubt: String, Codable, CaseIterable, Hashable, Sendable {
  /// There is too little in it to be told from other pictures.
  case tooPlain
  /// It has too few pixels.
  case tooSmall
  /// It is out of focus, shaken, or was made larger than it was.
  case blurred
  /// A grid lies over it, as over the photograph of a screen.
  case moire
  /// The picture proper is a small part of it; the rest is a frame, such as the page of a screenshot.
  case mostlyFrame

  /// Whether finding nothing in such a picture is no answer, because fewer than half of the copies in such pictures are
  /// found.
  ///
  /// Of simulated photographs of screens nine in ten are found, and drawn stripes and checks can look like them; so those
  /// are judged, and the report remarks on it.
  public var leavesNoAnswer: Bool {
    switch self {
    case .tooPlain, .tooSmall, .blurred, .mostlyFrame: true
    case .moire: false
    }
  }

  /// What a report says of a picture that was judged all the same, in both languages.
  var remark: String {
    "Judged all the same, though \(sentence). 仍予比对，但\(sentenceChinese)。"
  }

  /// What is wrong with the picture, in English, without a full stop.
  public var sentence: String {
    switch self {
    case .tooPlain: "the picture has too little structure to be told from others"
    case .tooSmall: "the picture is too small"
    case .blurred: "the picture is blurred"
    case .moire: "the picture seems to show the grid of a screen (moire)"
    case .mostlyFrame: "the picture is mostly frame, such as the page of a screenshot"
    }
  }

  /// What is wrong with the picture, in Chinese, without a full stop.
  public var sentenceChinese: String {
    switch self {
    case .tooPlain: "图片内容太少，难以与其他图片区分"
    case .tooSmall: "图片太小"
    case .blurred: "图片模糊"
    case .moire: "图片似带屏幕网纹（摩尔纹）"
    case .mostlyFrame: "画面大部分是边框或页面，图案本身太小"
    }
  }

  /// How to take the picture again, in English, without a full stop.
  public var advice: String {
    switch self {
    case .tooPlain: "send one that shows more of the design, sharp and flat"
    case .tooSmall:
      "send the original file, or a photograph whose short side has 600 pixels or more"
    case .blurred: "hold the camera still, tap on the design to focus, and go closer in good light"
    case .moire:
      "send the file itself or a screenshot instead of photographing a screen; from cloth, "
        + "change distance or angle a little"
    case .mostlyFrame:
      "open the picture itself and send it, or select the part that shows the design"
    }
  }

  /// How to take the picture again, in Chinese, without a full stop.
  public var adviceChinese: String {
    switch self {
    case .tooPlain: "请让图案占满画面，布面平整、对焦清晰后重拍"
    case .tooSmall: "请发送原图，或拍一张短边不少于 600 像素的照片"
    case .blurred: "请拿稳手机，点按图案对焦，靠近一些，在光线充足处重拍"
    case .moire: "请直接发送原文件或截屏，不要翻拍屏幕；若拍的是布，请稍微改变距离或角度"
    case .mostlyFrame: "请点开图片后发送原图，或框选图案所在的部分"
    }
  }
}
