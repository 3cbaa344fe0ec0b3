// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Testing

@testable import ReportPages

@Suite struct FigurePageTests {
  private let phrase = Phrase(zh: "图", en: "Plot")

  private var page: String {
    FigurePage.page(
      title: Phrase(zh: "评测", en: "Evaluation"), engine: "9",
      facts: [(label: phrase, value: Phrase(zh: "<甲>", en: "<a>"))],
      figures: [
        Figure(
          title: phrase, caption: phrase,
          plot: .curves(
            [Figure.Curve(name: phrase, points: [(-1, 1), (0, 0.5), (4, 0)])], axis: -1...4,
            threshold: 3.8), columns: [phrase, phrase], rows: [["<b>", "50 %"]]),
        Figure(
          title: phrase, caption: phrase,
          plot: .intervals([("codec", nil, nil), ("jpeg-30", 0.25, 0.1...0.5)]), columns: [phrase],
          rows: []),
        Figure(
          title: phrase, caption: phrase, plot: .counts([("2026-01", 30), ("2026-02", 15)]),
          columns: [phrase], rows: []),
      ], notes: [phrase])
  }

  @Test func `a page loads nothing, runs nothing foreign and says each text twice`() {
    let tags = HTMLTags(page).tags
    #expect(!tags.contains { ["link", "img", "iframe", "object", "form"].contains($0.name) })
    #expect(page.contains("&lt;b&gt;") && !page.contains("<b>") && !page.contains("{{"))
    let languages = tags.compactMap { $0.attributes["lang"] }
    #expect(
      languages.filter { $0 == "zh-Hans" }.count == languages.filter { $0 == "en" }.count + 1)
    let pictures = tags.filter { $0.name == "svg" && $0.attributes["aria-hidden"] == nil }
    #expect(pictures.count == 3)
    #expect(pictures.allSatisfy { $0.attributes["aria-label"]?.contains("Plot") == true })
    #expect(tags.filter { $0.name == "table" }.count == 3)
  }

  @Test func `bars, intervals and curves lie where their numbers say`() {
    // 470 wide from 180: the largest count fills it, half of it half.
    #expect(page.contains("x=\"180.0\" y=\"6.0\" width=\"470.0\""))
    #expect(page.contains("y=\"30.0\" width=\"235.0\""))
    // 440 wide from 220: 10 % at 264, 50 % at 440, the dot at 25 %, 330.
    #expect(page.contains("class=\"range\" x1=\"264.0\" y1=\"38.0\" x2=\"440.0\""))
    #expect(page.contains("cx=\"330.0\" cy=\"38.0\""))
    // 640 wide from 60 for -1 to 4; 310 high down to 320.
    #expect(page.contains("points=\"60,10 188,165 700,320\""))
    #expect(page.contains("class=\"threshold\" x1=\"674.4\""))
  }
}
