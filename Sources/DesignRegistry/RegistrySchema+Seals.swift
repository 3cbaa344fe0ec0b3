// Selvedge: leads and evidence on the copyright similarity of designs.
// Part of the Selvedge project; see README.md for what it does and LICENSE for the terms.
//
// SPDX-License-Identifier: Apache-2.0
//

internal import GRDB

extension RegistrySchema {
  /// Designs whose picture the registry does not have, planted pictures, and numbered withdrawals.
  ///
  /// A sealed design has no file, no digests and no size, so `design` is made anew with room for that; the
  /// file of a design that was sealed may have been registered openly meanwhile, so that only the digests
  /// from which ids are made are unique. Withdrawals get numbers, so that a row that is gone leaves a gap.
  static func registerSealsAndControls(_ migrator: inout DatabaseMigrator) {
    migrator.registerMigration("8: sealed designs, planted pictures") { database in
      try database.execute(
        sql: """
          CREATE TABLE newDesign (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            sha256 TEXT REFERENCES original (sha256),
            pixelSHA256 TEXT,
            file TEXT,
            width INTEGER,
            height INTEGER,
            title TEXT,
            registrant TEXT,
            registrationNumber TEXT,
            source TEXT,
            notes TEXT,
            registeredAt TEXT NOT NULL,
            bank TEXT NOT NULL DEFAULT 'registered'
              CHECK (bank IN ('registered', 'public-domain', 'control')),
            logIndex INTEGER,
            logMetadata TEXT,
            CHECK ((sha256 IS NULL) = (pixelSHA256 IS NULL) AND (sha256 IS NULL) = (file IS NULL)
              AND (sha256 IS NULL) = (width IS NULL) AND (sha256 IS NULL) = (height IS NULL))
          ) STRICT;

          INSERT INTO newDesign (number, id, sha256, pixelSHA256, file, width, height, title,
              registrant, registrationNumber, source, notes, registeredAt, bank, logIndex,
              logMetadata)
            SELECT number, id, sha256, pixelSHA256, file, width, height, title, registrant,
              registrationNumber, source, notes, registeredAt, bank, logIndex, logMetadata
            FROM design ORDER BY number;

          DELETE FROM sqlite_sequence WHERE name = 'newDesign';
          INSERT INTO sqlite_sequence (name, seq)
            SELECT 'newDesign', seq FROM sqlite_sequence WHERE name = 'design';
          DROP TABLE design;
          ALTER TABLE newDesign RENAME TO design;

          CREATE UNIQUE INDEX designByFile ON design (sha256) WHERE id = substr(sha256, 1, 24);
          CREATE INDEX designBySHA256 ON design (sha256);
          CREATE INDEX designByPixels ON design (pixelSHA256);
          CREATE INDEX designByBank ON design (bank) WHERE bank <> 'registered';
          CREATE UNIQUE INDEX designByLogIndex ON design (logIndex);

          CREATE TABLE seal (
            designNumber INTEGER PRIMARY KEY REFERENCES design (number),
            commitment TEXT NOT NULL UNIQUE CHECK (length(commitment) = 64),
            revealedAt TEXT,
            nonce TEXT CHECK (length(nonce) = 64),
            revealedMetadata TEXT,
            revealedIndex INTEGER UNIQUE,
            CHECK ((revealedAt IS NULL) = (nonce IS NULL)
              AND (revealedAt IS NULL) = (revealedMetadata IS NULL)
              AND (revealedAt IS NULL) = (revealedIndex IS NULL))
          ) STRICT;

          CREATE TABLE plantedPicture (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            designNumber INTEGER NOT NULL REFERENCES design (number),
            kind TEXT NOT NULL,
            picture TEXT NOT NULL REFERENCES queryPicture (sha256),
            plantedAt TEXT NOT NULL,
            logIndex INTEGER NOT NULL UNIQUE
          ) STRICT;

          CREATE INDEX plantedPictureByDesign ON plantedPicture (designNumber);

          CREATE TABLE newWithdrawal (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            designNumber INTEGER NOT NULL UNIQUE REFERENCES design (number),
            reason TEXT NOT NULL,
            withdrawnAt TEXT NOT NULL,
            logIndex INTEGER NOT NULL UNIQUE
          ) STRICT;

          INSERT INTO newWithdrawal (designNumber, reason, withdrawnAt, logIndex)
            SELECT designNumber, reason, withdrawnAt, logIndex FROM withdrawal ORDER BY logIndex;
          DROP TABLE withdrawal;
          ALTER TABLE newWithdrawal RENAME TO withdrawal;
          """)
    }
  }

  /// The fingerprint of a sealed design stays that of the engine that sealed it, and is another one once it is
  /// revealed; reviews of before are made again by the first.
  static func registerEnginesOfSeals(_ migrator: inout DatabaseMigrator) {
    migrator.registerMigration("11: engines of seals, checksums of rows") { database in
      try database.execute(
        sql: """
          ALTER TABLE seal ADD COLUMN engine TEXT;

          UPDATE seal SET engine =
            (SELECT engine FROM fingerprint WHERE fingerprint.designNumber = seal.designNumber);
          """)
      try RowChecksums.create(database)
    }
  }

  /// Who sealed a design through the service may have its receipt later on.
  static func registerBearersOfSeals(_ migrator: inout DatabaseMigrator) {
    migrator.registerMigration("12: bearers of seals") { database in
      try database.execute(
        sql: """
          CREATE TABLE sealBearer (
            designNumber INTEGER PRIMARY KEY REFERENCES seal (designNumber) ON DELETE CASCADE,
            bearer TEXT NOT NULL
          ) STRICT;
          """)
      try RowChecksums.follow(RowChecksums.bearersOfSeals, database)
    }
  }
}
