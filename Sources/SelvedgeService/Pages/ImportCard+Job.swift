// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import ReportPages

extension ImportCard {
  /// Makes a card of an import.
  ///
  /// - Parameter document: What is known of it.
  init(_ document: ImportDocument) {
    self.init(
      id: document.id, stateName: document.state.rawValue, state: document.state.words,
      isEnded: document.state.isEnd, createdAt: document.createdAt, rowCount: document.rows,
      doneCount: document.done,
      counts: [
        "registered": document.registered, "looksLike": document.looksLike,
        "alreadyRegistered": document.alreadyRegistered, "rejected": document.rejected,
      ],
      pace: document.rowsPerSecond.flatMap { rate in
        document.secondsLeft.map { (rowsPerSecond: rate, secondsLeft: $0) }
      }, problem: document.problem?.message)
  }
}

extension ImportCard.Row {
  /// Makes a row of what became of one.
  ///
  /// - Parameter row: What became of it.
  init(_ row: ImportRow) {
    self.init(
      row: row.row, file: row.file, status: row.status.words, isRejected: row.status == .rejected,
      design: row.design, looksLike: row.looksLike, score: row.score, message: row.message)
  }
}

extension ImportRow.Status {
  /// What it is called on pages.
  var words: Phrase {
    switch self {
    case .registered: Phrase(zh: "已登记", en: "registered")
    case .alreadyRegistered: Phrase(zh: "以前已登记", en: "registered before")
    case .looksLike: Phrase(zh: "已登记，与先前图案相似", en: "registered, and like one before")
    case .rejected: Phrase(zh: "未能登记", en: "not registered")
    }
  }
}

extension ImportJob.State {
  /// What it is called on pages.
  fileprivate var words: Phrase {
    switch self {
    case .waiting: Phrase(zh: "等待开始", en: "Waiting for its turn")
    case .running: Phrase(zh: "正在登记", en: "Registering")
    case .finished: Phrase(zh: "已完成", en: "Finished")
    case .cancelled: Phrase(zh: "已停止；已登记的保留", en: "Stopped; what is registered stays")
    case .failed: Phrase(zh: "未能继续；已登记的保留", en: "Cannot go on; what is registered stays")
    }
  }
}
