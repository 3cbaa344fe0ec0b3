// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Logging

/// What all requests share.
final class ServiceState: Sendable {
  /// The registry and its index.
  let desk: ReviewDesk
  /// Reads the bodies.
  let uploads: UploadReader
  /// Where pictures are decoded and compared.
  let decodes: WorkQueue
  /// Where the registry is asked for what it knows already, so that no listing waits for a decode.
  let lookups: WorkQueue
  /// Which pages of other sites may ask.
  let crossOrigin: CrossOriginPolicy
  /// Does the imports.
  let imports: ImportRunner
  /// How the service is run.
  let configuration: ServiceConfiguration
  /// How often each address may ask.
  let addressLimiter: RateLimiter
  /// How often the bearer of each key may ask.
  let keyLimiter: RateLimiter
  /// What was answered so far.
  let metrics = RequestMetrics()

  /// Threads for lookups; they wait for the disk rather than for a processor.
  static let lookupThreadCount = 4
  /// Lookups that may wait.
  static let lookupQueueLimit = 256

  /// Creates the state of a service.
  ///
  /// - Parameters:
  ///   - desk: The registry and its index.
  ///   - configuration: The bounds.
  ///   - logger: Told of imports that end.
  init(desk: ReviewDesk, configuration: ServiceConfiguration, logger: Logger) {
    self.desk = desk
    imports = ImportRunner(
      desk: desk, threadCount: max(1, configuration.decodes - 1), logger: logger)
    self.configuration = configuration
    crossOrigin = CrossOriginPolicy(origins: configuration.crossOrigins)
    addressLimiter = RateLimiter(perMinute: configuration.addressRequestsPerMinute)
    keyLimiter = RateLimiter(perMinute: configuration.keyRequestsPerMinute)
    uploads = UploadReader(
      bodyLimit: configuration.bodyLimit, budget: ByteBudget(limit: configuration.bodyBudget),
      crossOrigin: crossOrigin)
    decodes = WorkQueue(
      threadCount: configuration.decodes, queueLimit: configuration.queueLimit)
    lookups = WorkQueue(
      threadCount: Self.lookupThreadCount, queueLimit: Self.lookupQueueLimit)
  }

  /// Ends the threads when the work at hand is done.
  ///
  /// - Throws: When they were ended before.
  func shutdown() async throws {
    try await decodes.shutdown()
    try await lookups.shutdown()
  }
}
