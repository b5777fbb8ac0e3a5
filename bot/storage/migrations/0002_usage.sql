-- What was asked, how it went and how long it took; see the README, "What it stores about people".
CREATE TABLE usage (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,                -- UTC, ISO 8601
    command TEXT NOT NULL,
    outcome TEXT NOT NULL,           -- answered, abstained, mistake, failed
    latency_ms REAL NOT NULL,
    guild_id INTEGER,                -- NULL in direct messages and in the terminal
    person TEXT,                     -- keyed hash; NULL in the terminal
    question TEXT                    -- NULL unless the host keeps questions
);

CREATE INDEX usage_at ON usage (at);
CREATE INDEX usage_person ON usage (person);

-- Small facts the program keeps about itself, such as the hash of the registered commands.
CREATE TABLE fact (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;

-- Answers that messages show, so that their buttons outlive a restart.
CREATE TABLE shown (
    id TEXT PRIMARY KEY,             -- random; stands in the buttons' custom_id
    at TEXT NOT NULL,
    command TEXT NOT NULL,           -- ask or search
    query TEXT NOT NULL,
    person TEXT,
    verdict TEXT NOT NULL,           -- JSON: answered, confidence, missing words, suggestions
    hits TEXT NOT NULL               -- JSON: [[version id, start, end, [[start, end] of each bold word]], …]
) WITHOUT ROWID;

CREATE INDEX shown_at ON shown (at);
CREATE INDEX shown_person ON shown (person);
