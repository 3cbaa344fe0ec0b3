// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// A page of numbers and plots: one HTML file with everything in it, in Chinese and English.
///
/// A page needs no network and no other file. Each plot has its numbers as a table. The same arguments give the same
/// page.
public enum FigurePage {
  /// Writes a page.
  ///
  /// - Parameters:
  ///   - title: What the page is about.
  ///   - engine: The engine's version.
  ///   - facts: A label and what is told, in order.
  ///   - figures: The plots, in order.
  ///   - notes: What a reader must bear in mind.
  /// - Returns: An HTML document.
  public static func page(
    title: Phrase, engine: String, facts: [(label: Phrase, value: Phrase)], figures: [Figure],
    notes: [Phrase]
  ) -> String {
    var fields: Fields = [
      "policy": PageTemplates.contentSecurityPolicy, "style": PageTemplates.style,
      "script": PageTemplates.script, "title": title.fields, "engine": engine,
      "facts": facts.map { ["label": $0.label.fields, "value": $0.value.fields] as Fields },
      "figures": figures.enumerated().map { $1.fields(number: $0 + 1) },
    ]
    if !notes.isEmpty { fields["notes"] = ["lines": notes.map(\.fields)] as Fields }
    return PageTemplates.fill("figures", fields)
  }
}
