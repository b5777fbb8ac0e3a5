-- Who gets a briefing, when and where; and each briefing claimed, which is outbox and history in one.
CREATE TABLE subscription (
    id INTEGER PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,        -- random; the nonce and the buttons are made of it
    user_id INTEGER NOT NULL,        -- who subscribed: told when it is paused, and may change it
    guild_id INTEGER,                -- NULL when it goes to the person's direct messages
    channel_id INTEGER,              -- NULL when it goes to the person's direct messages
    wall TEXT NOT NULL,              -- HH:MM on the clocks of the zone
    zone TEXT NOT NULL,              -- a tz database key, or UTC+HH:MM
    days INTEGER NOT NULL,           -- bit 0 is Monday
    topics TEXT NOT NULL,            -- JSON list of words to follow; empty for everything
    speakers TEXT NOT NULL,          -- JSON list of names to follow
    quiet TEXT NOT NULL,             -- no, silence (send nothing when nothing is new), soundless
    created_at TEXT NOT NULL,
    next_at TEXT,                    -- UTC; NULL while paused
    last_date TEXT,                  -- the last local date that was claimed
    seen_version INTEGER NOT NULL,   -- the newest article version that a briefing has covered
    paused_at TEXT,
    pause_reason TEXT
);

CREATE INDEX subscription_next ON subscription (next_at);
CREATE INDEX subscription_user ON subscription (user_id);
CREATE INDEX subscription_guild ON subscription (guild_id);

CREATE TABLE delivery (
    id INTEGER PRIMARY KEY,
    subscription_id INTEGER NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
    local_date TEXT NOT NULL,
    due_at TEXT NOT NULL,            -- UTC
    claimed_at TEXT NOT NULL,
    nonce TEXT NOT NULL,             -- at most 25 characters; the message's buttons carry it as well
    payload TEXT NOT NULL,           -- JSON: the briefing as it was put together
    state TEXT NOT NULL,             -- due, sending, sent, silent, merged, failed
    seen_before INTEGER NOT NULL,    -- seen_version before this one, to go back to when it fails
    attempts INTEGER NOT NULL DEFAULT 0,
    tried_at TEXT,                   -- when the last attempt began
    retry_at TEXT,                   -- not before; NULL is at once
    leased_until TEXT,               -- while a process is sending it
    sent_at TEXT,
    channel_id INTEGER,              -- where it arrived
    message_id INTEGER,
    reason TEXT,                     -- why it was merged, failed or kept silent
    UNIQUE (subscription_id, local_date)
);

CREATE INDEX delivery_open ON delivery (retry_at) WHERE state IN ('due', 'sending');
CREATE INDEX delivery_message ON delivery (message_id);

-- Which articles a subscriber has had, so that the archive never repeats one.
CREATE TABLE told (
    subscription_id INTEGER NOT NULL REFERENCES subscription (id) ON DELETE CASCADE,
    article_id INTEGER NOT NULL,
    local_date TEXT NOT NULL,        -- in which day's briefing; taken back when that never arrived
    PRIMARY KEY (subscription_id, article_id)
) WITHOUT ROWID;
