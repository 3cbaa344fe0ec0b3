// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

import CopyrightReview
import Foundation
import Logging
import Synchronization

/// Does the imports that clients have sent, one after the other, on a thread of its own.
///
/// Jobs stand in the registry, so one that a dead process has begun is gone on with. Another process that imports is
/// waited for.
final class ImportRunner: Sendable {
  /// How often the registry is asked for jobs that another process took in, in seconds.
  static let patience = 2.0

  private let desk: ReviewDesk
  private let threadCount: Int
  private let logger: Logger
  private let queue = WorkQueue(threadCount: 1, queueLimit: 1)
  private let bell = Bell()
  private let current = Mutex<ImportControl?>(nil)
  private let isStopped = Mutex(false)

  /// Creates a runner, which does not run yet.
  ///
  /// - Parameters:
  ///   - desk: The registry.
  ///   - threadCount: Threads that decode, at least 1.
  ///   - logger: Told of imports that end.
  init(desk: ReviewDesk, threadCount: Int, logger: Logger) {
    self.desk = desk
    self.threadCount = threadCount
    self.logger = logger
  }

  /// Does jobs until it is stopped.
  func run() async {
    do {
      try await queue.run { [self] in work() }
      try await queue.shutdown()
    } catch {
      logger.error("imports ended", metadata: ["cause": "\(error)"])
    }
  }

  /// Says that there is something to do.
  func wake() { bell.ring() }

  /// Stops between two commits; what is left is done after the next start.
  func stop() {
    isStopped.withLock { $0 = true }
    current.withLock { $0?.stop() }
    bell.ring()
  }

  /// Stops a job if it is the one at hand.
  ///
  /// - Parameter id: The job's id.
  func cancel(_ id: String) {
    current.withLock { if $0?.id == id { $0?.stop() } }
  }

  /// How fast a job goes.
  ///
  /// - Parameter id: The job's id.
  /// - Returns: Rows a second; `nil` when this process does not do it.
  func rowsPerSecond(of id: String) -> Double? {
    current.withLock { $0?.id == id ? $0?.rowsPerSecond : nil }
  }

  private func work() {
    note { () throws(SelvedgeError) in try desk.sweepImports() }
    while !isStopped.withLock({ $0 }) {
      var isDone = false
      note { () throws(SelvedgeError) in isDone = try workOnNext() }
      if !isDone { bell.wait(seconds: Self.patience) }
    }
  }

  /// Does the job whose turn it is; false when there is none.
  private func workOnNext() throws(SelvedgeError) -> Bool {
    guard let job = try desk.nextImport() else { return false }
    let control = ImportControl(id: job.id)
    current.withLock { $0 = control }
    defer { current.withLock { $0 = nil } }
    if isStopped.withLock({ $0 }) { return false }
    try desk.runImport(job, jobs: threadCount, control: control)
    let after = try desk.importJob(job.id)
    logger.info(
      "import",
      metadata: [
        "id": "\(job.id)", "state": "\(after.state.rawValue)",
        "rows": "\(after.doneCount)/\(after.rowCount)",
      ])
    return true
  }

  private func note(_ body: () throws(SelvedgeError) -> Void) {
    do throws(SelvedgeError) {
      try body()
    } catch {
      // Another import that runs is no failure: its end is waited for.
      guard error.code != .registryBusy else { return }
      logger.error(
        "import failed",
        metadata: ["code": "\(error.code.rawValue)", "cause": "\(error) \(error.cause ?? "")"])
    }
  }
}
