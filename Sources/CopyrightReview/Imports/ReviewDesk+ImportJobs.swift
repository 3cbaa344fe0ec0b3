// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import BulkManifest
private import Crypto
public import DesignRegistry

extension ReviewDesk {
  /// Jobs that may wait at once; more are refused for the moment.
  public static let openImportLimit = 100

  /// Makes room for the files of an import that is about to come.
  ///
  /// - Returns: What takes the files.
  /// - Throws: ``SelvedgeError``: `registryBusy` when too many imports wait, or when the registry fails.
  public func makeImportIntake() throws(SelvedgeError) -> ImportIntake {
    let open = try registryWork { () throws(RegistryError) in try registry.openImportJobCount() }
    guard open < Self.openImportLimit else {
      throw SelvedgeError(
        .registryBusy, stage: "import", subject: path,
        message: "\(open) imports wait already; send this one when some have ended")
    }
    return ImportIntake(
      try registryWork { () throws(RegistryError) in try registry.makeImportFolder() })
  }

  /// Makes an import of files that have come; it begins when its turn comes.
  ///
  /// - Parameters:
  ///   - intake: The manifest and the pictures.
  ///   - names: What the sender calls the pictures, in the order in which they came.
  ///   - byteCount: Bytes of all files together.
  ///   - bearer: The access key of the sender, or nothing for this machine's own.
  ///   - subject: What the manifest goes by in messages.
  /// - Returns: The job.
  /// - Throws: ``SelvedgeError``: `invalidManifest` with the row, or when the registry fails.
  public func addImport(
    _ intake: ImportIntake, names: [String], byteCount: Int, bearer: String, subject: String
  ) throws(SelvedgeError) -> ImportJob {
    let manifest: Manifest
    do throws(ManifestError) {
      manifest = try Manifest(intake.files.manifestPath) { _ in }
    } catch {
      throw SelvedgeError(error, subject)
    }
    let digits = SHA256.hash(data: Array(AccessToken().text.utf8))
    let job = ImportJob(
      id: String(hexadecimal(digits).prefix(24)), bearer: bearer, fileCount: names.count,
      byteCount: byteCount, rowCount: manifest.rowCount, createdAt: clock())
    try registryWork { () throws(RegistryError) in
      try registry.addImportJob(job, intake.files, names: names)
    }
    return job
  }

  /// Finds an import.
  ///
  /// - Parameter id: The job's id.
  /// - Returns: The job.
  /// - Throws: ``SelvedgeError`` with `importNotFound`, or when the registry fails.
  public func importJob(_ id: String) throws(SelvedgeError) -> ImportJob {
    try registryWork { () throws(RegistryError) in try registry.importJob(id) }
  }

  /// Lists imports, the newest first.
  ///
  /// - Parameters:
  ///   - bearer: Whose; `nil` lists everybody's.
  ///   - id: An import; only those before it are listed. `nil` begins with the newest.
  ///   - limit: The most, at least 1.
  /// - Returns: The jobs.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func importJobs(
    of bearer: String?, before id: String? = nil, limit: Int
  ) throws(SelvedgeError) -> [ImportJob] {
    try registryWork { () throws(RegistryError) in
      try registry.importJobs(of: bearer, before: id, limit: limit)
    }
  }

  /// Hands over rows of an import that are done.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - place: The first row's place in the manifest, from 0.
  ///   - status: How the rows ended; `nil` takes all.
  ///   - limit: The most rows, at least 1.
  /// - Returns: The rows with their places.
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func importRows(
    of job: ImportJob, from place: Int, status: ImportRow.Status?, limit: Int
  ) throws(SelvedgeError) -> [(place: Int, row: ImportRow)] {
    guard let number = job.importNumber else { return [] }
    return try registryWork { () throws(RegistryError) in
      try registry.importRows(ofImport: number, from: place, status: status, limit: limit)
    }
  }

  /// Stops an import; what was registered stays registered.
  ///
  /// One that has ended stays as it is.
  ///
  /// - Parameter id: The job's id.
  /// - Returns: The job; the process that does it ends the commit at hand.
  /// - Throws: ``SelvedgeError`` with `importNotFound`, or when the registry fails.
  public func cancelImport(_ id: String) throws(SelvedgeError) -> ImportJob {
    let now = clock()
    return try registryWork { () throws(RegistryError) in
      try registry.endImportJob(id, .cancelled, at: now)
      let job = try registry.importJob(id)
      // Of one that was begun, whoever does it removes them.
      if job.startedAt == nil { registry.removeImportFiles(of: id) }
      return job
    }
  }

  /// Removes files of imports whose processes died before there was a job.
  ///
  /// - Throws: ``SelvedgeError`` when the registry fails.
  public func sweepImports() throws(SelvedgeError) {
    try registryWork { () throws(RegistryError) in try registry.sweepImports() }
  }
}
