// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// What kind of thing a copier does to a design.
public enum CopyAttackFamily: String, CaseIterable, Sendable, Codable {
  /// The file suffers: compression, size, blur, noise, contrast.
  case codec
  /// A part is cut out.
  case crop
  /// The picture is mirrored, turned or squeezed.
  case symmetry
  /// Colours are replaced.
  case colour
  /// Something is laid over it, or it is laid into something else.
  case overlay
  /// One motif is lifted out.
  case partial
  /// The repeat is laid anew.
  case `repeat`
  /// It is photographed, from cloth, screen or paper.
  case photo
  /// Several of these, one after the other.
  case combination
}
