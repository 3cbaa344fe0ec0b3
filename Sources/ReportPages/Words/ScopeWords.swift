// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a comparison of pictures does not cover, in words.
enum ScopeWords {
  /// Things that were not compared, and on which a report says nothing.
  ///
  /// - Parameters:
  ///   - isRegistrySearch: Whether a registry was searched, rather than two pictures compared.
  ///   - hasPublicDomain: Whether the bank of the public domain was among what was compared.
  /// - Returns: A sentence for each.
  static func notCompared(isRegistrySearch: Bool, hasPublicDomain: Bool) -> [Phrase] {
    let others =
      isRegistrySearch
      ? Phrase(zh: "未登记于本库的图案。", en: "Designs that are not in what was compared.")
      : Phrase(
        zh: "这两张图以外的任何图案。", en: "Any design other than these two pictures.")
    let originality =
      hasPublicDomain
      ? Phrase(
        zh: "是否达到独创性；传统纹样只与公有领域纹样库收录的比对过。",
        en: "Whether the design is original; of traditional motifs only those in the bank of the "
          + "public domain were compared.")
      : Phrase(
        zh: "是否达到独创性、是否来自公有领域的传统纹样。",
        en: "Whether the design is original, or built on traditional motifs that are free to all.")
    return [others] + always + [originality] + cloth
  }

  private static let always = [
    Phrase(
      zh: "图案的题材、风格、构思：只比对画面本身。",
      en: "Subject, style and idea: only the drawing itself was compared."),
    Phrase(
      zh: "轮廓线以外的部分：未发现一致，不等于不一致。",
      en: "What lies outside the outlines: no agreement was found there, which is not disagreement."
    ),
    Phrase(
      zh: "谁先创作：标为“自述”的日期和权利人未经核实。",
      en: "Who was first: dates and holders that are stated were not verified."),
    Phrase(
      zh: "是否接触过原作、是否获得许可、是否合理使用。",
      en: "Whether anybody had access to the other design, had leave to use it, or needed none."),
  ]

  private static let cloth = [
    Phrase(
      zh: "面料、织法、手感等实物特征；颜色描述文件（ICC）。",
      en: "Cloth, weave and handle; colour profiles in the files.")
  ]
}
