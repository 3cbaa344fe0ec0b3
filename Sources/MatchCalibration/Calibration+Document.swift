// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import CFeatureModel

extension Calibration {
  /// The bytes of the calibration that this program ships with, as they are compiled in: JSON.
  public static var shippedDocument: [UInt8] {
    Array(UnsafeBufferPointer(start: cfm_calibration_bytes(), count: cfm_calibration_byte_count()))
  }

  /// The bytes of ``withoutColours``, as they were when reviews were kept with it: JSON.
  public static var documentWithoutColours: [UInt8] {
    Array(
      UnsafeBufferPointer(
        start: cfm_calibration_without_colours_bytes(),
        count: cfm_calibration_without_colours_byte_count()))
  }
}
