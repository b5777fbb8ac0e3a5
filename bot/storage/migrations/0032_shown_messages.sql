-- Which message shows an answer: to go on from it, and to correct it when its article changes.
ALTER TABLE shown ADD COLUMN channel_id INTEGER;   -- NULL while unknown, and for private answers
ALTER TABLE shown ADD COLUMN message_id INTEGER;
ALTER TABLE shown ADD COLUMN corrected_at TEXT;    -- when its message got a correction line
CREATE INDEX shown_message ON shown (message_id);
