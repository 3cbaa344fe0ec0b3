// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

extension SitePages {
  /// How often a page without its script asks anew, in seconds.
  private static let refreshSeconds = 3

  /// The page of an import.
  ///
  /// While the import goes on, the page brings itself up to date.
  ///
  /// - Parameters:
  ///   - card: The import.
  ///   - rows: Some of its rows.
  ///   - filters: Which rows can be shown, and whether those are.
  ///   - next: The address of the next page of rows; `nil` on the last one.
  /// - Returns: An HTML document.
  public func importJob(
    _ card: ImportCard, rows: [ImportCard.Row],
    filters: [(words: Phrase, address: String, isHere: Bool)], next: String?
  ) -> String {
    var fields = card.fields(language)
    fields["hasRows"] = !rows.isEmpty
    fields["rows"] = rows.map { row in
      var fields: Fields = [
        "row": row.row, "file": row.file, "status": language.words(row.status),
        "isBad": row.isRejected,
      ]
      if let design = row.design { fields["design"] = ["design": design] as Fields }
      if let like = row.looksLike { fields["like"] = ["like": like] as Fields }
      if let score = row.score { fields["score"] = ["score": Amounts.decimal(score, 1)] as Fields }
      if let message = row.message { fields["message"] = ["message": message] as Fields }
      return fields
    }
    fields["filters"] = filters.map { filter in
      [
        "words": language.words(filter.words), "address": filter.address, "isHere": filter.isHere,
      ] as Fields
    }
    if let next { fields["next"] = ["address": next] as Fields }
    if !card.isEnded { fields["refresh"] = ["seconds": Self.refreshSeconds] as Fields }
    return page(
      "import", path: "/imports/\(card.id)", Phrase(zh: "批量登记进度", en: "Import"), fields)
  }
}
