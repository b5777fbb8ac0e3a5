-- Who said what in each article version. The words themselves are the article's: only spans are kept.
CREATE TABLE extraction (
    version_id INTEGER PRIMARY KEY REFERENCES article_version (id),
    extractor INTEGER NOT NULL,      -- the extractor's version; an older one is extracted again
    at TEXT NOT NULL
);

-- Whoever an article version lets speak, as that article prints them.
CREATE TABLE article_speaker (
    version_id INTEGER NOT NULL REFERENCES extraction (version_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,         -- from 0
    name TEXT NOT NULL,
    forms TEXT NOT NULL,             -- JSON list, the fullest first
    roles TEXT NOT NULL,             -- JSON list, as printed
    gender TEXT NOT NULL,            -- female, male, unknown
    is_person INTEGER NOT NULL,
    is_named INTEGER NOT NULL,       -- 0 for "officials", "a spokesman": nobody outside this article
    PRIMARY KEY (version_id, number)
) WITHOUT ROWID;

CREATE TABLE quotation (
    id INTEGER PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES extraction (version_id) ON DELETE CASCADE,
    number INTEGER NOT NULL,         -- its place in the article, from 0
    kind TEXT NOT NULL,              -- direct, indirect, mixed
    contents TEXT NOT NULL,          -- JSON list of [start, end)
    cue TEXT,                        -- JSON [start, end); NULL without one; so are the next four
    source TEXT,
    addressee TEXT,
    via TEXT,
    speaker INTEGER,                 -- article_speaker.number; NULL when unknown
    rule TEXT NOT NULL,              -- which rule decided on the source
    resolution TEXT NOT NULL,        -- named, title, pronoun, carried, group, none
    confidence REAL NOT NULL,
    polarity TEXT NOT NULL,          -- asserted, denied, questioned, refused
    in_headline INTEGER NOT NULL,
    UNIQUE (version_id, number)
);

-- What an owner has put right; replayed whenever quotations are extracted again.
CREATE TABLE correction (
    id INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    act TEXT NOT NULL,               -- rename, merge, speaker
    subject TEXT NOT NULL,           -- the key of the speaker it is about; empty for one quotation
    value TEXT NOT NULL,             -- the name to show, or the name of who it really is
    version_id INTEGER REFERENCES article_version (id),  -- the quotation it is about, by its words:
    start INTEGER,                   -- where they begin
    "end" INTEGER,
    undone_at TEXT                   -- set when it was taken back
);

-- One record a speaker over all articles, made from the above and the corrections.
CREATE TABLE speaker (
    key TEXT PRIMARY KEY,            -- folded name; stays the same when articles come and go
    name TEXT NOT NULL,
    forms TEXT NOT NULL,             -- JSON list, the most frequent first
    roles TEXT NOT NULL,             -- JSON list, the most frequent first
    gender TEXT NOT NULL,
    is_person INTEGER NOT NULL
) WITHOUT ROWID;
