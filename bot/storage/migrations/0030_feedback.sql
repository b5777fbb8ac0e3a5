-- What people said of answers, with what they were asked: labelled questions for the host.
CREATE TABLE feedback (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                -- UTC, ISO 8601
    shown_id TEXT NOT NULL,          -- the answer; the row in shown expires earlier
    person TEXT NOT NULL,            -- keyed hash; one judgement an answer and person
    guild_id INTEGER,
    is_right INTEGER NOT NULL,
    command TEXT NOT NULL,
    question TEXT NOT NULL,
    answered INTEGER NOT NULL,       -- 0: it was told that nothing answers
    hits TEXT NOT NULL,              -- JSON: [[version id, start, end], …], at most three
    UNIQUE (shown_id, person)
);

CREATE INDEX feedback_at ON feedback (at);
CREATE INDEX feedback_person ON feedback (person);
