// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What a multipart parser finds, in the order of the body.
enum MultipartEvent {
  /// A part begins.
  case partBegan(MultipartPart)
  /// Some of the part's bytes; valid only while the event is handled.
  case bytes(UnsafeRawBufferPointer)
  /// The part is complete.
  case partEnded
}

/// What a part's headers say of it.
struct MultipartPart: Equatable, Sendable {
  /// The form field's name.
  let name: String
  /// The file name, without any folder; `nil` when the part is not a file.
  let fileName: String?
  /// The file name with its folders, as the client sends it; only ever looked up, never opened.
  let filePath: String?
  /// The declared content type, as sent.
  let contentType: String?
}
