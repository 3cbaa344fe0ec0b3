// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import MatchReporting

/// What was done to a design, in words.
enum ChangeWords {
  /// Everything that is known of the changes, in one list.
  ///
  /// - Parameter match: The match.
  /// - Returns: "mirrored, 0.82 times the size, turned 90 degrees clockwise, recoloured" in both languages.
  static func all(_ match: MatchSummary) -> Phrase {
    var phrases: [Phrase] = []
    for relation in match.relations {
      switch relation {
      case "scaled" where match.scale != nil, "turned" where match.turnDegrees != nil:
        // Told below, by how much. What the engine does not name is below what it can tell.
        break
      case "retiled" where match.repeatChange != nil: break
      default: phrases.append(one(relation))
      }
    }
    if match.relations.contains("scaled"), let scale = match.scale {
      let factor = Amounts.decimal(scale, scale < 0.1 ? 3 : 2)
      phrases.append(Phrase(zh: "缩放至 \(factor) 倍", en: "\(factor) times the size"))
    }
    if match.relations.contains("turned"), let turn = match.turnDegrees {
      phrases.append(turned(turn))
    }
    if let change = match.repeatChange {
      phrases.append(
        Phrase(
          zh: "\(change.from.chinese)改为\(change.to.chinese)",
          en: "\(change.from.english) to \(change.to.english)"))
    }
    if let count = match.furtherInstances?.count, count > 0 {
      phrases.append(
        Phrase(
          zh: "另在 \(count) 处出现", en: "at \(count) more place\(count == 1 ? "" : "s") in the picture"
        ))
    }
    if match.queryGaps != nil {
      phrases.append(Phrase(zh: "部分区域换成了其他内容", en: "something else in places"))
    }
    guard !phrases.isEmpty else {
      return Phrase(zh: "未发现可命名的改动", en: "nothing that has a name")
    }
    return Phrase(
      zh: phrases.map(\.zh).joined(separator: "、"), en: phrases.map(\.en).joined(separator: ", "))
  }

  /// A turn in words.
  private static func turned(_ degrees: Double) -> Phrase {
    var turn = degrees.truncatingRemainder(dividingBy: 360)
    if turn > 180 { turn -= 360 }
    if turn <= -180 { turn += 360 }
    let amount = Amounts.decimal(turn.magnitude, turn.magnitude < 10 ? 1 : 0)
    return turn > 0
      ? Phrase(zh: "顺时针旋转 \(amount) 度", en: "turned \(amount) degrees clockwise")
      : Phrase(zh: "逆时针旋转 \(amount) 度", en: "turned \(amount) degrees anticlockwise")
  }

  private static func one(_ relation: String) -> Phrase {
    switch relation {
    case "sameFile": Phrase(zh: "同一文件，逐字节相同", en: "the same file, byte for byte")
    case "samePicture": Phrase(zh: "同一图片，逐像素相同", en: "the same picture, pixel for pixel")
    case "reencoded": Phrase(zh: "布局未变", en: "laid out as it was")
    case "recoloured": Phrase(zh: "改色", en: "recoloured")
    case "coloursSwapped": Phrase(zh: "两色互换", en: "two colours swapped")
    case "negative": Phrase(zh: "明暗反转", en: "light and dark exchanged")
    case "bent": Phrase(zh: "弯曲变形", en: "bent as cloth in folds")
    case "mirrored": Phrase(zh: "左右镜像", en: "mirrored")
    case "flipped": Phrase(zh: "上下镜像", en: "mirrored top to bottom")
    case "turned": Phrase(zh: "旋转", en: "turned")
    case "rotated90": Phrase(zh: "顺时针旋转 90 度", en: "turned 90 degrees clockwise")
    case "rotated180": Phrase(zh: "旋转 180 度", en: "turned upside down")
    case "rotated270": Phrase(zh: "逆时针旋转 90 度", en: "turned 90 degrees anticlockwise")
    case "scaled": Phrase(zh: "缩放", en: "at another size")
    case "cropped": Phrase(zh: "裁剪", en: "cropped")
    case "retiled": Phrase(zh: "改变循环排列", en: "laid out in another repeat")
    case "partialMotif": Phrase(zh: "提取局部花型", en: "a motif lifted out of it")
    case "containsDesign": Phrase(zh: "整幅图案包含于查询图中", en: "the whole design inside the picture")
    case "photographed": Phrase(zh: "翻拍", en: "photographed")
    default: Phrase(zh: relation, en: relation)
    }
  }
}
