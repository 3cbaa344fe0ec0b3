// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

public import DesignRegistry

/// A design as the registry has it: with its picture, or sealed.
public enum DesignEntry: Hashable, Sendable {
  /// The picture is here, and everything that was said of it.
  case open(DesignRecord)
  /// The picture is not here, and little is told.
  case sealed(SealedDesign)

  /// The id.
  public var design: String {
    switch self {
    case .open(let record): record.design
    case .sealed(let sealed): sealed.design
    }
  }

  /// The row in the registry, from 1.
  public var number: Int {
    switch self {
    case .open(let record): record.number
    case .sealed(let sealed): sealed.number
    }
  }

  /// That it is no longer compared with; `nil` when it is.
  public var withdrawn: Withdrawal? {
    switch self {
    case .open(let record): record.withdrawn
    case .sealed(let sealed): sealed.withdrawn
    }
  }
}

extension DesignEntry: Encodable {
  /// Writes what stands behind the entry, without a wrapping of its own.
  ///
  /// - Parameter encoder: Where to write to.
  /// - Throws: `EncodingError` when the encoder cannot take a field.
  public func encode(to encoder: any Encoder) throws {
    switch self {
    case .open(let record): try record.encode(to: encoder)
    case .sealed(let sealed): try sealed.encode(to: encoder)
    }
  }
}
