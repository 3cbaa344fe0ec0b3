// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

/// An import that a service does on its own, after its client has sent manifest and pictures.
public struct ImportJob: Hashable, Sendable {
  /// Where an import stands.
  public enum State: String, CaseIterable, Codable, Hashable, Sendable {
    /// Everything has come, and the import waits for its turn.
    case waiting
    /// Rows are being done.
    case running
    /// All rows are done.
    case finished
    /// Somebody stopped it; what was registered stays registered.
    case cancelled
    /// It cannot go on; the message says why. What was registered stays registered.
    case failed

    /// Whether nothing more will happen.
    public var isEnd: Bool {
      switch self {
      case .waiting, .running: false
      case .finished, .cancelled, .failed: true
      }
    }
  }

  /// The job's id: 24 hexadecimal digits.
  public var id: String
  /// The access key of whoever sent it, or nothing for this machine's own.
  public var bearer: String
  /// Where it stands.
  public var state: State
  /// Pictures that came.
  public var fileCount: Int
  /// Bytes of the pictures and the manifest.
  public var byteCount: Int
  /// Rows of the manifest.
  public var rowCount: Int
  /// Rows that are done, by how they ended.
  public var counts: [ImportRow.Status: Int] = [:]
  /// The import that does its rows, once that has begun.
  public var importNumber: Int?
  /// When everything had come: ISO 8601 in UTC.
  public var createdAt: String
  /// When its rows were begun.
  public var startedAt: String?
  /// When it ended.
  public var endedAt: String?
  /// The entry of the error catalogue, of a job that failed.
  public var code: String?
  /// Why it failed.
  public var message: String?

  /// Creates a job that waits.
  ///
  /// - Parameters:
  ///   - id: The job's id.
  ///   - bearer: The access key of whoever sent it.
  ///   - fileCount: Pictures that came.
  ///   - byteCount: Bytes of the pictures and the manifest.
  ///   - rowCount: Rows of the manifest.
  ///   - createdAt: When everything had come.
  public init(
    id: String, bearer: String, fileCount: Int, byteCount: Int, rowCount: Int, createdAt: String
  ) {
    self.id = id
    self.bearer = bearer
    state = .waiting
    self.fileCount = fileCount
    self.byteCount = byteCount
    self.rowCount = rowCount
    self.createdAt = createdAt
  }

  /// Rows that are done.
  public var doneCount: Int { counts.values.reduce(0, +) }
}
