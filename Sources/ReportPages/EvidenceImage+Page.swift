// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import MatchReporting

extension EvidenceImage {
  /// The picture as an address that holds it.
  var dataURI: String { "data:image/jpeg;base64," + Data(jpeg).base64EncodedString() }

  /// The picture for a template.
  ///
  /// `wide` and `high` are the size at which a browser begins to lay it out: large, so that style sheets make it
  /// smaller and keep its shape.
  var fields: Fields {
    let factor = 2000 / Double(max(width, height))
    return [
      "source": dataURI, "width": width, "height": height,
      "wide": max(1, Int(Double(width) * factor)), "high": max(1, Int(Double(height) * factor)),
    ]
  }
}
