-- 002: which findings were read from pictures, and how surely.

ALTER TABLE findings ADD COLUMN ocr INTEGER NOT NULL DEFAULT 0 CHECK (ocr IN (0, 1)); -- 1: in part at least
ALTER TABLE findings ADD COLUMN confidence REAL NOT NULL DEFAULT 0; -- of what was read so, 0 to 100; else 0
