-- Pages that feeds led to. Each is asked a few times more whether it has changed.
CREATE TABLE feed_page (
    feed_id INTEGER NOT NULL REFERENCES feed (id) ON DELETE CASCADE,
    key TEXT NOT NULL,               -- as in feed_entry
    origin TEXT NOT NULL,            -- as in feed_entry: what a changed page's article came through
    said TEXT NOT NULL,              -- JSON of the item
    etag TEXT,                       -- what the server gave us to ask "has it changed?" with
    last_modified TEXT,
    reads INTEGER NOT NULL DEFAULT 0,  -- how often it was asked again
    next_at TEXT NOT NULL,           -- when it is asked again, UTC
    PRIMARY KEY (feed_id, key)
) WITHOUT ROWID;

CREATE INDEX feed_page_due ON feed_page (next_at);
