// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview

/// What a client sent: pictures, and what it says about them.
struct Upload: Sendable {
  /// A picture as it came.
  struct Part: Equatable, Sendable {
    /// The form field it came in; `image` for a raw body.
    let field: String
    /// The name that came with it, without folders; empty when none came.
    let fileName: String
    /// Its bytes, of which nothing is known yet.
    let bytes: [UInt8]
  }

  /// The pictures, in the order in which they came; at least one.
  let pictures: [Part]
  /// Everything else.
  let fields: RequestFields
  /// The memory that the pictures take; to be held as long as they are.
  let share: ByteBudget.Share

  /// A picture for the pipeline.
  ///
  /// It goes by the name that came with it, else by the field `file`, else by its form field.
  ///
  /// - Parameter part: One of the pictures.
  /// - Returns: The picture, of which nothing is known yet.
  func picture(_ part: Part) -> Picture {
    let names = [part.fileName, fields["file"].map { FileName.withoutFolders($0) } ?? ""]
    return Picture(name: names.first { !$0.isEmpty } ?? part.field, bytes: part.bytes)
  }
}
