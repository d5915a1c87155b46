-- 003: which documents are versions of one work, and which of them counts.
--
-- All of this is derived from what is recorded, whenever that changes, and from nothing else: no row depends on when a document
-- came.

CREATE TABLE versions (
  document      INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  work          TEXT NOT NULL, -- the same for all versions of a work
  version_kind  TEXT NOT NULL CHECK (version_kind IN ('original', 'revision', 'corrigendum', 'draft', 'translation', 'copy')),
  superseded_by INTEGER REFERENCES documents ON DELETE SET NULL -- what counts in its place; NULL where it counts itself
) STRICT;
CREATE INDEX versions_of_work ON versions (work);

-- Answers to the questions that only several versions together can answer.
CREATE TABLE version_checks (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name     TEXT NOT NULL,
  scope    TEXT NOT NULL, -- another language; '' for the whole report
  result   TEXT NOT NULL CHECK (result IN ('passed', 'failed', 'unanswered')),
  expected TEXT,
  found    TEXT,
  message  TEXT NOT NULL,
  PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
