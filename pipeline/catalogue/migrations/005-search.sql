-- 005: the index of the search.
--
-- It is written by the program when it records a document, in the same transaction, and can be made anew of what is recorded at
-- any time. `search` holds no text of its own (content = ''): only which word stands where. What is cut into words, and stemmed by
-- the rules of the text's language, is done before it comes here: each word bears the two letters of its language in front, and
-- SQLite's own tokenizer does nothing but part them at spaces. So there is one index for all languages, and any SQLite can read
-- and check this file.

CREATE VIRTUAL TABLE search USING fts5 (
  text_stems,   -- of a recommendation or panel topic: its text; of a meeting: its title
  text_forms,   -- the same words, each as it stands there
  around_stems, -- ID, number, section, lead-in, names; of a meeting: its other facts
  around_forms,
  content = '', tokenize = "ascii tokenchars '.'"
);
-- Its rowid is a finding's number; of a meeting, that of its document with a minus.

-- What a hit is, without a look at its texts.
CREATE TABLE search_rows (
  finding  INTEGER PRIMARY KEY REFERENCES findings ON DELETE CASCADE,
  document INTEGER NOT NULL,
  position INTEGER NOT NULL, -- as in findings
  topic    INTEGER NOT NULL  -- 1 for a panel topic, 0 for a recommendation
) STRICT;

-- The documents in the index, and by which language's rules.
CREATE TABLE search_languages (
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  language TEXT NOT NULL -- '' where it is not known
) STRICT;

-- How the words of the index were made; where this program makes them otherwise, the index is made anew.
CREATE TABLE search_state (
  stamp TEXT NOT NULL
) STRICT;

-- Which documents were read from pictures, without a look at all findings.
CREATE INDEX findings_ocr ON findings (document) WHERE ocr = 1;
