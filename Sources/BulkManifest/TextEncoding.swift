// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The encodings that manifests come in.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
  /// UTF-8, with or without a byte order mark.
  case utf8 = "UTF-8"
  /// GB 18030, the Chinese standard, which holds GBK and GB 2312.
  case gb18030 = "GB18030"
  /// UTF-16 in the order of its byte order mark.
  case utf16 = "UTF-16"
}
