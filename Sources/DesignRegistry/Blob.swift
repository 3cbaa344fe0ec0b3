// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation
internal import GRDB

/// Bytes on their way into and out of a BLOB column.
enum Blob {
  static func value(_ bytes: [UInt8]) -> DatabaseValue { Data(bytes).databaseValue }

  static func bytes(_ row: Row, _ column: Int) -> [UInt8] {
    let data: Data = row[column]
    return [UInt8](data)
  }
}
