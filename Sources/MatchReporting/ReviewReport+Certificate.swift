// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension ReviewReport {
  /// What was compared, so that a negative answer can be held to it, in English and Chinese; empty when the
  /// log does not say.
  public var certificate: [String] {
    guard let basis, let size = basis.logSize, let root = basis.root else { return [] }
    let near = nearest
    let gaps = [sealedGap, searchLimit].compactMap(\.self)
    let english = gaps.map { " " + $0.english }.joined()
    return [
      "Compared with \(grouped(compared, "design")) as of log size \(grouped(size)), "
        + "root \(root)\(near.english).\(english)",
      "已与日志长度 \(grouped(size))、根哈希 \(root) 时的 \(grouped(compared)) 件图案比对"
        + "\(near.chinese)。\(gaps.map(\.chinese).joined())",
    ]
  }

  /// The nearest of the open designs, in half a sentence: how near a sealed one is must not be told.
  private var nearest: (english: String, chinese: String) {
    let all = matches + (publicDomainMatches ?? [])
    guard let match = all.max(by: { $0.score < $1.score }) else { return ("", "") }
    let isSealedNearToo = sealedMatches?.isEmpty == false
    let english = isSealedNearToo ? "nearest of the open ones" : "nearest"
    let chinese = isSealedNearToo ? "未封存图案中最接近的是" : "最接近的是"
    let score = fixed(match.score, 1)
    return (
      "; \(english) \(match.design) at score \(score)", "；\(chinese) \(match.design)，得分 \(score)"
    )
  }

  /// How many sealed designs could not be compared, in a sentence; `nil` when all could.
  var sealedGap: (english: String, chinese: String)? {
    guard let count = basis?.sealedNotCompared else { return nil }
    return (
      "\(grouped(count, "sealed design")) could not be compared: an older version of the engine "
        + "made \(count == 1 ? "its fingerprint" : "their fingerprints"), and "
        + "\(count == 1 ? "its picture is" : "their pictures are") not here.",
      "另有 \(grouped(count)) 件封存图案未能比对：其特征由旧版引擎生成，而原图不在库中。"
    )
  }

  /// What the budget of the local search left out, in a sentence; `nil` when it reached for all.
  var searchLimit: (english: String, chinese: String)? {
    guard let search = basis?.localSearch else { return nil }
    let (compared, postings) = (grouped(search.compared), grouped(search.postings))
    return (
      "Details that very many designs share were left out of the search: \(compared) of "
        + "\(postings) comparisons of details were made.",
      "检索时略去了大量图案共有的常见细节：应比对细节 \(postings) 次，实际比对 \(compared) 次。"
    )
  }
}
