-- 004: what the last digests of each period said, so that the next can tell what differs.
--
-- Of each period two digests are kept: the last, and the last before it that said something else. Rows are kept a document, under
-- their own SHA-256: what two digests say alike of a document is kept once.

CREATE TABLE digest_states (
  state       INTEGER PRIMARY KEY AUTOINCREMENT,
  period_from TEXT NOT NULL,    -- YYYY-MM-DD; '' where the period is open
  period_to   TEXT NOT NULL,
  language    TEXT NOT NULL,    -- the one that was preferred, or 'all'
  corrected   INTEGER NOT NULL CHECK (corrected IN (0, 1)), -- 1: with what people corrected
  age         INTEGER NOT NULL CHECK (age IN (0, 1)),       -- 0: the last; 1: the one before it
  written     INTEGER NOT NULL, -- when the first digest that said this was written: seconds since 1970-01-01 UTC
  UNIQUE (period_from, period_to, language, corrected, age)
) STRICT;

-- The documents of a digest, in its order.
CREATE TABLE digest_state_documents (
  state    INTEGER NOT NULL REFERENCES digest_states ON DELETE CASCADE,
  position INTEGER NOT NULL,
  identity TEXT NOT NULL,       -- as in documents; it may have left that table since
  about    TEXT NOT NULL,       -- JSON: what the document was, and what had read it
  rows     TEXT NOT NULL,       -- the SHA-256 of its rows
  PRIMARY KEY (state, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX digest_states_of_document ON digest_state_documents (identity);
CREATE INDEX digest_states_of_rows ON digest_state_documents (rows);

CREATE TABLE digest_state_rows (
  hash    TEXT NOT NULL UNIQUE, -- of `content` before it was compressed
  content BLOB NOT NULL         -- JSON, compressed by zlib
) STRICT;
