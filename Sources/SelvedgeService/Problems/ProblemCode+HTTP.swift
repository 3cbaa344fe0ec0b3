// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import HTTPTypes

extension ProblemCode {
  /// The HTTP status of the code; the command line's exit codes are the other such table.
  var status: HTTPResponse.Status {
    switch self {
    case .invalidRequest: .badRequest
    case .unsupportedFormat: .unsupportedMediaType
    case .invalidManifest, .undecodableImage, .featurelessImage, .notVerified: .unprocessableContent
    case .imageExceedsLimits: .contentTooLarge
    case .inputNotFound, .designNotFound, .reviewNotFound, .keyNotFound, .importNotFound,
      .logEntryNotFound:
      .notFound
    case .designAlreadyRegistered: .conflict
    case .outputNotWritable, .ioFailure, .internalFailure: .internalServerError
    case .registryBusy, .registryIncompatible: .serviceUnavailable
    case .unauthorized: .unauthorized
    case .forbidden: .forbidden
    case .rateLimited: .tooManyRequests
    }
  }

  /// The short summary of the code, the same in every response.
  var title: String {
    switch self {
    case .invalidRequest: "Invalid request"
    case .invalidManifest: "Manifest cannot be read"
    case .unsupportedFormat: "Unsupported format"
    case .undecodableImage: "Picture cannot be decoded"
    case .imageExceedsLimits: "Picture exceeds the limits"
    case .featurelessImage: "Picture has too few features"
    case .inputNotFound: "Input not found"
    case .designNotFound: "Design not found"
    case .reviewNotFound: "Review not found"
    case .keyNotFound: "Key not found"
    case .importNotFound: "Import not found"
    case .logEntryNotFound: "Not in the log"
    case .notVerified: "Not verified"
    case .designAlreadyRegistered: "Design already registered"
    case .outputNotWritable: "Output not writable"
    case .ioFailure: "Storage failure"
    case .registryBusy: "Service busy"
    case .registryIncompatible: "Registry incompatible"
    case .unauthorized: "Not authenticated"
    case .forbidden: "Not allowed"
    case .rateLimited: "Too many requests"
    case .internalFailure: "Internal failure"
    }
  }

  /// What a client is told in place of the failure's own words, which may hold paths or SQL;
  /// `nil` where the words are about the client's own request.
  var publicDetail: String? {
    switch self {
    case .invalidRequest, .invalidManifest, .unsupportedFormat, .undecodableImage,
      .imageExceedsLimits,
      .featurelessImage, .designNotFound, .reviewNotFound, .keyNotFound, .importNotFound,
      .logEntryNotFound, .notVerified,
      .designAlreadyRegistered, .unauthorized, .forbidden, .rateLimited:
      nil
    case .registryBusy:
      "The registry is busy; try again in a moment."
    case .registryIncompatible:
      "The registry needs a newer version of this service."
    case .inputNotFound, .outputNotWritable, .ioFailure:
      "The service could not read or write its store; the log has the reason."
    case .internalFailure:
      "The service met a condition that it was not built for; the log has the reason."
    }
  }

  /// Whether the code is about the request itself, rather than about the moment or the caller.
  var isSettled: Bool {
    switch self {
    case .invalidRequest, .invalidManifest, .unsupportedFormat, .undecodableImage,
      .imageExceedsLimits, .featurelessImage, .designAlreadyRegistered, .notVerified:
      true
    case .inputNotFound, .designNotFound, .reviewNotFound, .keyNotFound, .importNotFound,
      .logEntryNotFound, .outputNotWritable, .ioFailure, .registryBusy, .registryIncompatible,
      .unauthorized,
      .forbidden, .rateLimited, .internalFailure:
      false
    }
  }
}
