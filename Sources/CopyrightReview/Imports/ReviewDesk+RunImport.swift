// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import BulkManifest
public import DesignRegistry

extension ReviewDesk {
  /// The import whose turn it is.
  ///
  /// - Returns: The job, which may have been begun by a process that died; `nil` when there is nothing to do.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func nextImport() throws(SelvedgeError) -> ImportJob? {
    try registryWork { () throws(RegistryError) in try registry.nextImportJob() }
  }

  /// Does the rows of an import, or the rest of them: returns when all are done or it is to stop.
  ///
  /// A job that cannot go on ends as failed, which its client sees; one that is stopped by `control` without having been
  /// cancelled is gone on with later.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - jobs: How many threads decode, at least 1.
  ///   - control: Stops it, and is told how it goes.
  /// - Throws: ``SelvedgeError``: `registryBusy` when another import runs, which is to be tried again; or when the
  ///   registry fails.
  public func runImport(
    _ job: ImportJob, jobs: Int, control: ImportControl
  ) throws(SelvedgeError) {
    do throws(SelvedgeError) {
      guard let session = try begin(job) else { return removeFiles(of: job) }
      control.begin()
      var lastLook = ContinuousClock.now
      let isWhole = try session.run(jobs: jobs, shouldStop: { control.isStopped }) {
        _ throws(SelvedgeError) in
        control.count()
        // Whoever cancels it may talk to another process than this one.
        guard ContinuousClock.now - lastLook > .seconds(1) else { return }
        lastLook = .now
        if try importJob(job.id).state.isEnd { control.stop() }
      }
      if isWhole { try end(job, .finished) }
    } catch {
      switch error.code {
      case .registryBusy, .registryIncompatible: throw error
      case .invalidRequest, .invalidManifest, .unsupportedFormat, .undecodableImage,
        .imageExceedsLimits, .featurelessImage, .inputNotFound, .designNotFound, .reviewNotFound,
        .keyNotFound, .importNotFound, .logEntryNotFound, .notVerified, .designAlreadyRegistered,
        .outputNotWritable, .ioFailure, .unauthorized, .forbidden, .rateLimited, .internalFailure:
        try end(job, .failed, error)
      }
    }
    if try importJob(job.id).state.isEnd { removeFiles(of: job) }
  }

  /// Begins an import or goes on with it; `nil` when there is nothing more to do.
  private func begin(_ job: ImportJob) throws(SelvedgeError) -> ManifestImport? {
    let isDone = try registryWork { () throws(RegistryError) in
      try job.importNumber.map { number throws(RegistryError) in
        try registry.isImportFinished(number)
      }
    }
    if isDone == true {
      try end(job, .finished)
      return nil
    }
    let files = try registryWork { () throws(RegistryError) in
      try registry.importFiles(of: job.id)
    }
    guard let files else {
      throw SelvedgeError(
        .inputNotFound, stage: "import", subject: job.id,
        message: "the files of this import are no longer there; send what is left once more")
    }
    let received = ReceivedFiles(files.pictures, rowFiles: try rowFiles(files.manifest))
    let session = try ManifestImport(
      files.manifest, pictures: .received(received), place: "import \(job.id)", into: self)
    let (now, number) = (clock(), session.session.number)
    let isToDo = try registryWork { () throws(RegistryError) in
      try registry.startImportJob(job.id, import: number, at: now)
    }
    return isToDo ? session : nil
  }

  private func rowFiles(_ path: String) throws(SelvedgeError) -> [String] {
    do throws(ManifestError) {
      let manifest = try Manifest(path) { _ in }
      let reader = try manifest.makeReader()
      var files: [String] = []
      for place in 0..<manifest.rowCount { files.append(try reader.row(at: place).file) }
      return files
    } catch {
      throw SelvedgeError(error, path)
    }
  }

  private func end(
    _ job: ImportJob, _ state: ImportJob.State, _ error: SelvedgeError? = nil
  ) throws(SelvedgeError) {
    let now = clock()
    try registryWork { () throws(RegistryError) in
      try registry.endImportJob(
        job.id, state, at: now, code: error?.code.rawValue, message: error?.message)
    }
  }

  private func removeFiles(of job: ImportJob) { registry.removeImportFiles(of: job.id) }
}
