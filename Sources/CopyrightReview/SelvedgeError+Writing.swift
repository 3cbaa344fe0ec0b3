// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Foundation

extension SelvedgeError {
  /// The error for a file or folder that cannot be written, with the system's reason.
  ///
  /// - Parameters:
  ///   - path: The file or folder.
  ///   - stage: The stage that fails.
  ///   - error: What Foundation says; of its errors the system's is told, if there is one below.
  /// - Returns: The error, `outputNotWritable`.
  public static func unwritable(
    _ path: String, stage: String, _ error: any Error
  ) -> SelvedgeError {
    let system = ((error as? CocoaError)?.underlying ?? error) as? POSIXError
    let reason = system.map { String(cString: strerror($0.code.rawValue)) }
    return SelvedgeError(
      .outputNotWritable, stage: stage, subject: path,
      message: "cannot be written: \(reason ?? error.localizedDescription)", cause: "\(error)")
  }
}
