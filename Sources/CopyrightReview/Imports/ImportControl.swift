// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

private import Synchronization

/// An import job under way in this process: how fast it goes, and whether it is to stop.
public final class ImportControl: Sendable {
  private struct State {
    var begin: ContinuousClock.Instant?
    var newCount = 0
    var isStopped = false
  }

  /// The job's id.
  public let id: String
  private let state = Mutex(State())

  /// Creates the control of a job that is about to begin.
  ///
  /// - Parameter id: The job's id.
  public init(id: String) {
    self.id = id
  }

  /// Stops the job between two commits.
  public func stop() { state.withLock { $0.isStopped = true } }

  /// Whether the job is to stop.
  public var isStopped: Bool { state.withLock { $0.isStopped } }

  /// Rows a second since this process began with the job; `nil` before its first row.
  public var rowsPerSecond: Double? {
    state.withLock { state in
      guard let begin = state.begin, state.newCount > 0 else { return nil }
      return Double(state.newCount) / max((ContinuousClock.now - begin) / .seconds(1), 0.001)
    }
  }

  func begin() { state.withLock { $0.begin = .now } }

  func count() { state.withLock { $0.newCount += 1 } }
}
