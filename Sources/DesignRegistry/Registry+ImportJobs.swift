// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension Registry {
  private var imports: ImportStore { ImportStore(registry: path) }

  /// Makes room for the files of a job that is about to come.
  ///
  /// - Returns: What takes the files; they are removed with it unless a job is made of them.
  /// - Throws: `RegistryError` when no folder can be made.
  public func makeImportFolder() throws(RegistryError) -> ImportFolder {
    try imports.makeFolder(session: session)
  }

  /// Makes a job of files that have come; it is durable when the call returns.
  ///
  /// - Parameters:
  ///   - job: The job.
  ///   - files: The manifest and the pictures.
  ///   - names: What the sender calls the pictures, in the order in which they came.
  /// - Throws: `RegistryError` when it cannot be written; then there is no job.
  public func addImportJob(
    _ job: ImportJob, _ files: ImportFolder, names: [String]
  ) throws(RegistryError) {
    do throws(RegistryError) {
      try rethrowing {
        try pool.write { connection in
          try connection.execute(
            sql: """
              INSERT INTO importJob (id, bearer, state, fileCount, byteCount, rowCount, createdAt)
              VALUES (?, ?, ?, ?, ?, ?, ?)
              """,
            arguments: [
              job.id, job.bearer, job.state.rawValue, job.fileCount, job.byteCount, job.rowCount,
              job.createdAt,
            ])
          let number = connection.lastInsertedRowID
          for (position, name) in names.enumerated() {
            try connection.cachedStatement(
              sql: "INSERT INTO importJobFile (jobNumber, position, name) VALUES (?, ?, ?)"
            ).execute(arguments: [number, position + 1, name])
          }
          // Before the commit, so that no job lacks its files; inside it, so that nobody sweeps them meanwhile.
          try imports.keep(files, as: job.id)
        }
      }
    } catch {
      imports.remove(job.id)
      throw error
    }
  }

  /// Finds a job.
  ///
  /// - Parameter id: The job's id.
  /// - Returns: The job with its counts.
  /// - Throws: `RegistryError.noSuchImport`, or when the database fails.
  public func importJob(_ id: String) throws(RegistryError) -> ImportJob {
    let job = try rethrowing {
      try read { connection in
        try Registry.jobs("WHERE id = ?", [id], connection).first
      }
    }
    guard let job else { throw .noSuchImport(id: id) }
    return job
  }

  /// Lists jobs, the newest first.
  ///
  /// - Parameters:
  ///   - bearer: Whose jobs; `nil` lists everybody's.
  ///   - id: A job; only those before it are listed. `nil` begins with the newest.
  ///   - limit: The most jobs, at least 1.
  /// - Returns: The jobs with their counts; none before a job that is not there.
  /// - Throws: `RegistryError` when the database fails.
  public func importJobs(
    of bearer: String?, before id: String? = nil, limit: Int
  ) throws(RegistryError) -> [ImportJob] {
    try rethrowing {
      try read { connection in
        try Registry.jobs(
          """
          WHERE (? IS NULL OR bearer = ?)
            AND (? IS NULL OR number < (SELECT number FROM importJob WHERE id = ?))
          ORDER BY number DESC LIMIT ?
          """, [bearer, bearer, id, id, limit], connection)
      }
    }
  }

  /// The job whose turn it is.
  ///
  /// - Returns: The oldest that has not ended; `nil` when there is none.
  /// - Throws: `RegistryError` when the database fails.
  public func nextImportJob() throws(RegistryError) -> ImportJob? {
    try rethrowing {
      try read { connection in
        try Registry.jobs(
          "WHERE state IN ('waiting', 'running') ORDER BY number LIMIT 1", [], connection
        ).first
      }
    }
  }

  /// How many jobs have not ended.
  ///
  /// - Returns: The number.
  /// - Throws: `RegistryError` when the database fails.
  public func openImportJobCount() throws(RegistryError) -> Int {
    try rethrowing {
      try read { connection in
        try Int.fetchOne(
          connection,
          sql: "SELECT COUNT(*) FROM importJob WHERE state IN ('waiting', 'running')") ?? 0
      }
    }
  }

  /// The files of a job.
  ///
  /// - Parameter id: The job's id.
  /// - Returns: The manifest, and the pictures by the names that came with them; `nil` when they are gone.
  /// - Throws: `RegistryError` when the database fails.
  public func importFiles(
    of id: String
  ) throws(RegistryError) -> (manifest: String, pictures: [(name: String, path: String)])? {
    let folder = imports.folder(id)
    let names = try rethrowing {
      try read { connection in
        try String.fetchAll(
          connection,
          sql: """
            SELECT name FROM importJobFile JOIN importJob ON number = jobNumber
            WHERE id = ? ORDER BY position
            """, arguments: [id])
      }
    }
    let paths = (0...names.count).map { "\(folder)/\(ImportFolder.name($0))" }
    guard paths.allSatisfy(DurableFile.exists) else { return nil }
    return (paths[0], zip(names, paths.dropFirst()).map { (name: $0, path: $1) })
  }

  /// Notes that a job's rows are begun, unless it has ended.
  ///
  /// - Parameters:
  ///   - id: The job's id.
  ///   - number: The import that does its rows.
  ///   - time: The time to write beside it, unless it was begun before: ISO 8601 in UTC.
  /// - Returns: Whether the job is to be done.
  /// - Throws: `RegistryError` when it cannot be written.
  public func startImportJob(
    _ id: String, import number: Int, at time: String
  ) throws(RegistryError) -> Bool {
    try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: """
            UPDATE importJob
            SET state = 'running', importNumber = ?, startedAt = COALESCE(startedAt, ?)
            WHERE id = ? AND state IN ('waiting', 'running')
            """, arguments: [number, time, id])
        return connection.changesCount > 0
      }
    }
  }

  /// Notes how a job ended, unless it has ended before; its files are removed by ``removeImportFiles(of:)``.
  ///
  /// - Parameters:
  ///   - id: The job's id.
  ///   - state: How it ended.
  ///   - time: The time to write beside it: ISO 8601 in UTC.
  ///   - code: The entry of the error catalogue, when it failed.
  ///   - message: Why it failed.
  /// - Throws: `RegistryError.noSuchImport`, or when it cannot be written.
  public func endImportJob(
    _ id: String, _ state: ImportJob.State, at time: String, code: String? = nil,
    message: String? = nil
  ) throws(RegistryError) {
    precondition(state.isEnd, "\(state) is no end")
    let isKnown = try rethrowing {
      try pool.write { connection in
        try connection.execute(
          sql: """
            UPDATE importJob SET state = ?, endedAt = ?, code = ?, message = ?
            WHERE id = ? AND state IN ('waiting', 'running')
            """, arguments: [state.rawValue, time, code, message, id])
        return try Bool.fetchOne(
          connection, sql: "SELECT EXISTS (SELECT 1 FROM importJob WHERE id = ?)",
          arguments: [id]) ?? false
      }
    }
    guard isKnown else { throw .noSuchImport(id: id) }
  }

  /// Removes the files of a job that has ended.
  ///
  /// - Parameter id: The job's id.
  public func removeImportFiles(of id: String) { imports.remove(id) }

  /// Removes files that belong to no job which is to be done, and to no upload that goes on.
  ///
  /// - Throws: `RegistryError` when the database fails.
  public func sweepImports() throws(RegistryError) {
    try rethrowing {
      try pool.write { connection in
        let open = try String.fetchSet(
          connection, sql: "SELECT id FROM importJob WHERE state IN ('waiting', 'running')")
        imports.sweep(isToDo: open.contains, isAlive: originals.isAlive)
      }
    }
  }

  /// Whether all rows of an import are done.
  ///
  /// - Parameter number: The import's number.
  /// - Returns: Whether it has ended.
  /// - Throws: `RegistryError` when the database fails.
  public func isImportFinished(_ number: Int) throws(RegistryError) -> Bool {
    try rethrowing {
      try read { connection in
        try Bool.fetchOne(
          connection, sql: "SELECT finishedAt IS NOT NULL FROM import WHERE number = ?",
          arguments: [number]) ?? false
      }
    }
  }

  private static func jobs(
    _ condition: String, _ arguments: StatementArguments, _ connection: Database
  ) throws -> [ImportJob] {
    try Row.fetchAll(
      connection,
      sql: """
        SELECT id, bearer, state, fileCount, byteCount, rowCount, importNumber, createdAt,
          startedAt, endedAt, code, message FROM importJob \(condition)
        """, arguments: arguments
    ).map { row in
      guard let state = ImportJob.State(rawValue: row["state"]) else {
        throw DatabaseError(
          resultCode: .SQLITE_MISMATCH,
          message: "import job with unknown state '\(row["state"] as String)'")
      }
      var job = ImportJob(
        id: row["id"], bearer: row["bearer"], fileCount: row["fileCount"],
        byteCount: row["byteCount"], rowCount: row["rowCount"], createdAt: row["createdAt"])
      job.state = state
      job.importNumber = row["importNumber"]
      job.startedAt = row["startedAt"]
      job.endedAt = row["endedAt"]
      job.code = row["code"]
      job.message = row["message"]
      if let number = job.importNumber {
        for count in try Row.fetchAll(
          connection,
          sql: "SELECT status, COUNT(*) FROM importRow WHERE importNumber = ? GROUP BY status",
          arguments: [number])
        {
          if let status = ImportRow.Status(rawValue: count[0]) { job.counts[status] = count[1] }
        }
      }
      return job
    }
  }
}
