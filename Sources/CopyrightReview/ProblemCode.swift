// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// The error catalogue: what can go wrong, as every surface names it.
///
/// Each surface maps the codes by an exhaustive `switch` without `default`, so that a new code does not
/// compile until every surface has an answer for it. Raw values are stable: they stand in JSON.
public enum ProblemCode: String, CaseIterable, Sendable, Codable {
  /// A flag, field or combination of them that makes no sense.
  case invalidRequest
  /// A manifest, or a row of one, that cannot be read.
  case invalidManifest
  /// The bytes are neither PNG nor JPEG.
  case unsupportedFormat
  /// The picture is truncated or corrupt.
  case undecodableImage
  /// The picture is larger than the limits allow.
  case imageExceedsLimits
  /// The picture carries too little to be told from others, so it is not registered.
  case featurelessImage
  /// There is no such file.
  case inputNotFound
  /// The registry holds no such design.
  case designNotFound
  /// The registry holds no such review.
  case reviewNotFound
  /// The registry has no such key.
  case keyNotFound
  /// There is no such import.
  case importNotFound
  /// The log holds no such entry, or there is no log yet.
  case logEntryNotFound
  /// A receipt, log or registry does not hold what it promises.
  case notVerified
  /// The design is there already.
  case designAlreadyRegistered
  /// A result cannot be written where it was asked for.
  case outputNotWritable
  /// Reading or writing failed.
  case ioFailure
  /// Another process holds the registry; trying again is right.
  case registryBusy
  /// The registry was written by a newer version of the program.
  case registryIncompatible
  /// The caller has not said who it is.
  case unauthorized
  /// The caller may not do this.
  case forbidden
  /// The caller asks too often.
  case rateLimited
  /// A bug in the program.
  case internalFailure
}
