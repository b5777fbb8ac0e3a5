-- Who has opted out: the keyed hash alone, which is what it takes to respect it.
CREATE TABLE opted_out (
    person TEXT PRIMARY KEY,
    at TEXT NOT NULL                 -- UTC, ISO 8601
) WITHOUT ROWID;

-- Whose question was judged: when they delete what is theirs, others' judgements of it go as well.
ALTER TABLE feedback ADD COLUMN asker TEXT;
CREATE INDEX feedback_asker ON feedback (asker);
