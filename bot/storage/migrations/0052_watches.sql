-- A watch is a subscription that is told once: its topics are words that no article held, and its
-- delivery goes through the same outbox. While it waits it has no next time.
ALTER TABLE subscription ADD COLUMN question TEXT;  -- what was asked; NULL for a briefing

CREATE INDEX subscription_watch ON subscription (paused_at) WHERE question IS NOT NULL;
