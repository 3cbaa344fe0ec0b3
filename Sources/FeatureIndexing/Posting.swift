// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// One feature of a design in a posting list.
struct Posting {
  /// The number of the design.
  var design: UInt32
  /// Direction of the feature, 1/256 turn.
  var direction: UInt8
  /// Its size, as in `Keypoint`.
  var size: UInt8
  var signature: UInt64
}
