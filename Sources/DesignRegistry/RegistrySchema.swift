// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

/// The registry's tables, as named migrations that only go forward.
///
/// A migration that has been released is never edited; the next change is a migration of its own.
enum RegistrySchema {
  /// What every connection to the tables needs: triggers call the function of the rows' checksums.
  static func configuration() -> Configuration {
    var configuration = Configuration()
    configuration.prepareDatabase { connection in connection.add(function: RowChecksums.function) }
    return configuration
  }

  static func migrator() -> DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: designs, originals, fingerprints, reviews") { database in
      try database.execute(
        sql: """
          CREATE TABLE original (
            sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
            format TEXT NOT NULL,
            byteCount INTEGER NOT NULL
          ) STRICT;

          CREATE TABLE design (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            sha256 TEXT NOT NULL UNIQUE REFERENCES original (sha256),
            pixelSHA256 TEXT NOT NULL,
            file TEXT NOT NULL,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            title TEXT,
            holder TEXT,
            registrant TEXT,
            registrationNumber TEXT,
            source TEXT,
            notes TEXT,
            registeredAt TEXT NOT NULL
          ) STRICT;

          CREATE INDEX designByPixels ON design (pixelSHA256);

          CREATE TABLE alias (
            designNumber INTEGER NOT NULL REFERENCES design (number) ON DELETE CASCADE,
            file TEXT NOT NULL,
            notedAt TEXT NOT NULL,
            PRIMARY KEY (designNumber, file)
          ) STRICT, WITHOUT ROWID;

          CREATE TABLE fingerprint (
            designNumber INTEGER PRIMARY KEY REFERENCES design (number) ON DELETE CASCADE,
            engine TEXT NOT NULL,
            pdq TEXT NOT NULL,
            quality INTEGER NOT NULL,
            global BLOB NOT NULL,
            local BLOB NOT NULL
          ) STRICT;

          CREATE INDEX fingerprintByEngine ON fingerprint (engine);

          CREATE TABLE review (
            id TEXT NOT NULL PRIMARY KEY,
            keptAt TEXT NOT NULL,
            report TEXT NOT NULL
          ) STRICT;
          """)
    }
    migrator.registerMigration("2: several holders, typed dates, banks") { database in
      try database.execute(
        sql: """
          CREATE TABLE holder (
            designNumber INTEGER NOT NULL REFERENCES design (number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (designNumber, position)
          ) STRICT, WITHOUT ROWID;

          INSERT INTO holder (designNumber, position, name)
            SELECT number, 1, holder FROM design WHERE holder IS NOT NULL;

          ALTER TABLE design DROP COLUMN holder;

          ALTER TABLE design ADD COLUMN bank TEXT NOT NULL DEFAULT 'registered'
            CHECK (bank IN ('registered', 'public-domain', 'control'));

          CREATE INDEX designByBank ON design (bank) WHERE bank <> 'registered';

          CREATE TABLE typedDate (
            designNumber INTEGER NOT NULL REFERENCES design (number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            kind TEXT NOT NULL,
            date TEXT NOT NULL,
            note TEXT,
            PRIMARY KEY (designNumber, position)
          ) STRICT, WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("3: imports") { database in
      try database.execute(
        sql: """
          CREATE TABLE import (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            manifest TEXT NOT NULL CHECK (length(manifest) = 64),
            folder TEXT NOT NULL,
            rowCount INTEGER NOT NULL,
            startedAt TEXT NOT NULL,
            finishedAt TEXT
          ) STRICT;

          CREATE INDEX importByManifest ON import (manifest) WHERE finishedAt IS NULL;

          CREATE TABLE importRow (
            importNumber INTEGER NOT NULL REFERENCES import (number) ON DELETE CASCADE,
            place INTEGER NOT NULL,
            row INTEGER NOT NULL,
            file TEXT NOT NULL,
            status TEXT NOT NULL,
            design TEXT,
            looksLike TEXT,
            score REAL,
            code TEXT,
            message TEXT,
            PRIMARY KEY (importNumber, place)
          ) STRICT, WITHOUT ROWID;
          """)
    }
    migrator.registerMigration("4: places in the log") { database in
      try database.execute(
        sql: """
          ALTER TABLE design ADD COLUMN logIndex INTEGER;
          ALTER TABLE design ADD COLUMN logMetadata TEXT;
          CREATE UNIQUE INDEX designByLogIndex ON design (logIndex);
          """)
    }
    migrator.registerMigration("5: reviews of record") { database in
      try database.execute(
        sql: """
          CREATE TABLE queryPicture (
            sha256 TEXT NOT NULL PRIMARY KEY CHECK (length(sha256) = 64),
            format TEXT NOT NULL,
            byteCount INTEGER NOT NULL
          ) STRICT;

          ALTER TABLE review RENAME TO unnumberedReview;

          CREATE TABLE review (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            keptAt TEXT NOT NULL,
            report TEXT NOT NULL,
            picture TEXT REFERENCES queryPicture (sha256),
            logIndex INTEGER UNIQUE
          ) STRICT;

          INSERT INTO review (id, keptAt, report)
            SELECT id, keptAt, report FROM unnumberedReview ORDER BY keptAt, id;

          DROP TABLE unnumberedReview;

          CREATE TABLE finding (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            reviewNumber INTEGER NOT NULL REFERENCES review (number),
            document TEXT NOT NULL,
            logIndex INTEGER NOT NULL UNIQUE
          ) STRICT;

          CREATE INDEX findingByReview ON finding (reviewNumber);

          CREATE TABLE withdrawal (
            designNumber INTEGER PRIMARY KEY REFERENCES design (number),
            reason TEXT NOT NULL,
            withdrawnAt TEXT NOT NULL,
            logIndex INTEGER NOT NULL UNIQUE
          ) STRICT;
          """)
    }
    migrator.registerMigration("6: trusted timestamps") { database in
      try database.execute(
        sql: """
          CREATE TABLE timestampToken (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            design TEXT NOT NULL,
            stampedIndex INTEGER NOT NULL,
            time TEXT NOT NULL,
            authority TEXT NOT NULL,
            token BLOB NOT NULL,
            logIndex INTEGER NOT NULL UNIQUE
          ) STRICT;

          CREATE INDEX timestampTokenByDesign ON timestampToken (design);
          """)
    }
    migrator.registerMigration("7: keys and sessions") { database in
      try database.execute(
        sql: """
          CREATE TABLE accessKey (
            id TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            role TEXT NOT NULL CHECK (role IN ('vendor', 'registrar', 'judge', 'admin')),
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            createdAt TEXT NOT NULL,
            expiresAt TEXT,
            revokedAt TEXT
          ) STRICT;

          CREATE TABLE accessSession (
            id TEXT NOT NULL PRIMARY KEY,
            digest TEXT NOT NULL CHECK (length(digest) = 64),
            keyID TEXT NOT NULL REFERENCES accessKey (id) ON DELETE CASCADE,
            expiresAt TEXT NOT NULL
          ) STRICT;
          """)
    }
    registerSealsAndControls(&migrator)
    migrator.registerMigration("9: answers to repeated requests, import jobs") { database in
      try database.execute(
        sql: """
          CREATE TABLE idempotencyKey (
            bearer TEXT NOT NULL,
            key TEXT NOT NULL,
            request TEXT NOT NULL CHECK (length(request) = 64),
            session TEXT NOT NULL,
            claimedAt TEXT NOT NULL,
            expiresAt TEXT NOT NULL,
            status INTEGER,
            location TEXT,
            body TEXT,
            PRIMARY KEY (bearer, key)
          ) STRICT, WITHOUT ROWID;

          CREATE INDEX idempotencyKeyByEnd ON idempotencyKey (expiresAt);

          CREATE TABLE importJob (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            bearer TEXT NOT NULL,
            state TEXT NOT NULL
              CHECK (state IN ('waiting', 'running', 'finished', 'cancelled', 'failed')),
            fileCount INTEGER NOT NULL,
            byteCount INTEGER NOT NULL,
            rowCount INTEGER NOT NULL,
            importNumber INTEGER REFERENCES import (number),
            createdAt TEXT NOT NULL,
            startedAt TEXT,
            endedAt TEXT,
            code TEXT,
            message TEXT
          ) STRICT;

          CREATE INDEX importJobToDo ON importJob (state) WHERE state IN ('waiting', 'running');

          CREATE TABLE importJobFile (
            jobNumber INTEGER NOT NULL REFERENCES importJob (number) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            name TEXT NOT NULL,
            PRIMARY KEY (jobNumber, position)
          ) STRICT, WITHOUT ROWID;
          """)
    }
    registerEnginesOfSeals(&migrator)
    registerBearersOfSeals(&migrator)
    return migrator
  }
}
