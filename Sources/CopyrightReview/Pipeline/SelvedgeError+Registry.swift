// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import DesignRegistry

extension SelvedgeError {
  /// The catalogue's error for one of the registry's.
  ///
  /// - Parameter error: The registry's error.
  init(_ error: RegistryError) {
    let subject: String
    let code: ProblemCode
    var cause: String?
    switch error {
    case .missing(let path): (code, subject) = (.inputNotFound, path)
    case .cannotCreate(let path, let reason):
      (code, subject, cause) = (.outputNotWritable, path, reason)
    case .readOnly(let path, _): (code, subject) = (.outputNotWritable, path)
    case .superseded(let path): (code, subject) = (.registryIncompatible, path)
    case .busy(let path), .importRunning(let path): (code, subject) = (.registryBusy, path)
    case .unreadable(let path, let reason): (code, subject, cause) = (.ioFailure, path, reason)
    case .storage(let path, let reason): (code, subject, cause) = (.ioFailure, path, reason)
    case .log(let path, let reason): (code, subject, cause) = (.ioFailure, path, reason)
    case .noSuchDesign(let id), .ambiguousDesign(let id): (code, subject) = (.designNotFound, id)
    case .noSuchReview(let id): (code, subject) = (.reviewNotFound, id)
    case .noSuchKey(let id): (code, subject) = (.keyNotFound, id)
    case .noSuchImport(let id): (code, subject) = (.importNotFound, id)
    }
    self.init(
      code, stage: "registry", subject: subject, message: error.description, cause: cause)
  }
}

/// Runs registry work and turns what it throws into the catalogue's error.
func registryWork<Result>(
  _ body: () throws(RegistryError) -> Result
) throws(SelvedgeError) -> Result {
  do {
    return try body()
  } catch {
    throw SelvedgeError(error)
  }
}
