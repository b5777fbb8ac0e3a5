-- Feeds that are asked again and again, and how they fare.
CREATE TABLE feed (
    id INTEGER PRIMARY KEY,
    url TEXT NOT NULL UNIQUE,        -- canonical
    title TEXT NOT NULL,
    added_at TEXT NOT NULL,
    etag TEXT,                       -- what the server gave us to ask "has it changed?" with
    last_modified TEXT,
    interval_s REAL NOT NULL,        -- how long it is left alone between two checks
    next_at TEXT NOT NULL,           -- when it is asked again, UTC
    checked_at TEXT,
    succeeded_at TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    error TEXT,                      -- why the last check failed
    warning TEXT,                    -- what is wrong with it although it can be read
    paused TEXT                      -- why it is not asked; NULL while it is
);

CREATE INDEX feed_due ON feed (next_at) WHERE paused IS NULL;

-- The items a feed has shown. A waiting one keeps what the feed said of it until it is an article.
CREATE TABLE feed_entry (
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    key TEXT NOT NULL,               -- address, id or hash of its words; never a date
    state TEXT NOT NULL,             -- waiting, held (older than the feed's first check), done, failed
    origin TEXT NOT NULL,            -- baseline or feed
    hash TEXT,                       -- of the whole text, where the feed holds it
    said TEXT,                       -- JSON of the item while it waits
    attempts INTEGER NOT NULL DEFAULT 0,
    article_id INTEGER,
    reason TEXT,                     -- why it became no article
    seen_at TEXT NOT NULL,
    PRIMARY KEY (feed_id, key)
) WITHOUT ROWID;

CREATE INDEX feed_entry_waiting ON feed_entry (feed_id, seen_at) WHERE state = 'waiting';
