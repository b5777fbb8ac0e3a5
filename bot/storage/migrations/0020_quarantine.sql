-- Texts that may be no articles, kept until a person decides.
CREATE TABLE quarantine (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,   -- as in article
    origin TEXT NOT NULL,
    name TEXT NOT NULL,              -- the file or address it came under
    doubt TEXT NOT NULL,             -- too short, consent text, …
    hash TEXT NOT NULL,              -- of the text, as in article_version
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    headline_end INTEGER,
    publisher TEXT,
    published TEXT,
    url TEXT,
    at TEXT NOT NULL,
    accepted_at TEXT                 -- set when a person took this very text for an article
);

CREATE INDEX quarantine_waiting ON quarantine (at) WHERE accepted_at IS NULL;

-- What each file of the articles folder held when it was last read, so that only changes are read.
CREATE TABLE folder_file (
    path TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,             -- size and time of change
    articles TEXT NOT NULL           -- JSON: the ids of its articles
) WITHOUT ROWID;
