-- 001: the documents, what was found in each, and each time that it was recorded.
--
-- Nothing here depends on the order of arrival but the numbers `document` and `finding`, which nothing is ever sorted by.

-- Marks the file as a catalogue of rapporteur ("rapp"), so that no other program's database is taken for one.
PRAGMA application_id = 1918988400;

CREATE TABLE documents (
  document     INTEGER PRIMARY KEY,
  identity     TEXT NOT NULL UNIQUE, -- the SHA-256; of a file that could not be read: 'unread:' and its name
  sha256       TEXT NOT NULL,        -- 64 lower-case hex digits; '' where the file could not be read
  bytes        INTEGER NOT NULL,
  pages        INTEGER NOT NULL,
  outcome      TEXT NOT NULL CHECK (outcome IN ('complete', 'partial', 'skipped', 'rejected')),
  reason       TEXT,                 -- why the outcome is not 'complete'
  extractor    TEXT NOT NULL,
  pack         TEXT,                 -- NULL where no pack claimed the document
  pack_version TEXT,
  engine       TEXT NOT NULL,
  content      TEXT NOT NULL         -- SHA-256 of all that was recorded, the file's name left out
) STRICT;

-- The names under which the same bytes came.
CREATE TABLE document_files (
  document    INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  source_file TEXT NOT NULL,
  PRIMARY KEY (document, source_file)
) STRICT, WITHOUT ROWID;

-- One row each time that something new was recorded of a document.
CREATE TABLE recordings (
  document        INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  ordinal         INTEGER NOT NULL, -- from 0
  recorded        INTEGER NOT NULL, -- seconds since 1970-01-01 UTC, or SOURCE_DATE_EPOCH
  outcome         TEXT NOT NULL,
  extractor       TEXT NOT NULL,
  pack            TEXT,
  pack_version    TEXT,
  engine          TEXT NOT NULL,
  recommendations INTEGER NOT NULL,
  panel_topics    INTEGER NOT NULL,
  failed_checks   INTEGER NOT NULL,
  PRIMARY KEY (document, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE findings (
  finding        INTEGER PRIMARY KEY,
  document       INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  position       INTEGER NOT NULL, -- reading order within the document, from 0
  kind           TEXT NOT NULL CHECK (kind IN ('recommendation', 'panel_topic', 'fact')),
  id             TEXT NOT NULL,
  number         TEXT NOT NULL,    -- of a fact: its name
  number_printed TEXT,
  text           TEXT NOT NULL,    -- verbatim
  raw            TEXT NOT NULL,    -- the lines as printed
  edits          TEXT NOT NULL,    -- what makes text of raw: a JSON array of {kind, start, removed, inserted}
  section        TEXT NOT NULL,    -- a JSON array of headings, outermost first
  lead_in        TEXT,
  rule           TEXT NOT NULL,
  UNIQUE (document, position)
) STRICT;

-- An ID names one recommendation or one panel topic of a document. Two documents may hold the same one: a revision and what
-- it revises. A fact that was found several times (chairs) has the same ID each time.
CREATE UNIQUE INDEX findings_by_id ON findings (document, kind, id) WHERE kind <> 'fact';
CREATE INDEX facts ON findings (document, number, position, text) WHERE kind = 'fact';

CREATE TABLE finding_values (
  finding INTEGER NOT NULL REFERENCES findings ON DELETE CASCADE,
  ordinal INTEGER NOT NULL, -- from 0, over all fields of the finding
  name    TEXT NOT NULL,    -- of the field: states, themes, ...
  value   TEXT NOT NULL,
  rule    TEXT NOT NULL,    -- that set the field
  PRIMARY KEY (finding, ordinal)
) STRICT, WITHOUT ROWID;

-- Where a finding stands: a row for each printed line. Points from the page's top-left corner; pages from 1.
CREATE TABLE spans (
  finding INTEGER NOT NULL REFERENCES findings ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  page    INTEGER NOT NULL,
  x0      REAL NOT NULL,
  y0      REAL NOT NULL,
  x1      REAL NOT NULL,
  y1      REAL NOT NULL,
  PRIMARY KEY (finding, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE checks (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  scope    TEXT NOT NULL, -- '' for the whole report
  result   TEXT NOT NULL CHECK (result IN ('passed', 'failed', 'unanswered')),
  expected TEXT,
  found    TEXT,
  message  TEXT NOT NULL,
  page     INTEGER NOT NULL, -- 0 for nowhere in particular
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

-- The well-known facts of each document in one row; of several values of a fact, the one that stands first.
CREATE VIEW meetings AS
SELECT
  d.document,
  (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'symbol' ORDER BY position LIMIT 1) AS symbol,
  (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'language' ORDER BY position LIMIT 1) AS language,
  (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'body' ORDER BY position LIMIT 1) AS body,
  (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'session' ORDER BY position LIMIT 1) AS session,
  (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'start' ORDER BY position LIMIT 1) AS start_date,
  (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'end' ORDER BY position LIMIT 1) AS end_date,
  (SELECT text FROM findings WHERE document = d.document AND kind = 'fact' AND number = 'distribution_date' ORDER BY position LIMIT 1) AS distribution_date
FROM documents AS d;
