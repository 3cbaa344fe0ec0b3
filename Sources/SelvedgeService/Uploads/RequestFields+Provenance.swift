// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import Provenance

extension RequestFields {
  /// Typed dates, one a line or with bars between.
  ///
  /// - Parameters:
  ///   - name: The field's name.
  ///   - defaultKind: The kind of a date that names none; `nil` refuses such a date.
  /// - Returns: The dates; none when the field is absent or blank.
  /// - Throws: `Problem` with `invalidRequest` for the first that is no date.
  func dates(_ name: String, defaultKind: DateKind? = nil) throws -> [TypedDate] {
    guard let text = self[name] else { return [] }
    return try listEntries(text).map { entry in
      do throws(DateTextError) {
        return try TypedDate(submitted: entry, defaultKind: defaultKind)
      } catch {
        throw Problem(.invalidRequest, "\(name): \(error).")
      }
    }
  }

  /// A bank.
  ///
  /// - Parameter name: The field's name.
  /// - Returns: The bank; `registered` when the field is absent or blank.
  /// - Throws: `Problem` with `invalidRequest` when there is no such bank.
  func bank(_ name: String) throws -> DesignBank {
    guard let text = self[name] else { return .registered }
    guard let bank = DesignBank(written: text) else {
      throw Problem(
        .invalidRequest,
        "\(name) is \(DesignBank.allCases.map(\.rawValue).joined(separator: ", ")), "
          + "not \"\(text.prefix(40))\".")
    }
    return bank
  }
}
