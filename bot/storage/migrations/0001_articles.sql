-- Articles and their versions. A version never changes; an article points at its newest one.
CREATE TABLE article (
    id INTEGER PRIMARY KEY,
    identity TEXT NOT NULL UNIQUE,   -- url:…, file:… or text:…
    origin TEXT NOT NULL,            -- folder, ingest, feed, …: what may remove it again
    added_at TEXT NOT NULL,
    forgotten_at TEXT                -- set when it is no longer searched; its versions stay for proofs
);

CREATE TABLE article_version (
    id INTEGER PRIMARY KEY,
    article_id INTEGER NOT NULL REFERENCES article (id),
    number INTEGER NOT NULL,         -- from 1
    hash TEXT NOT NULL,              -- SHA-256 of the text, in hex
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    headline_end INTEGER,            -- the headline is text[0:headline_end]; NULL without one
    publisher TEXT,
    published TEXT,                  -- ISO 8601 calendar day
    url TEXT,
    sentences BLOB NOT NULL,         -- (start, end, paragraph) of each sentence, unsigned 32-bit little-endian
    added_at TEXT NOT NULL,
    UNIQUE (article_id, number)
);

CREATE INDEX article_version_hash ON article_version (hash);
