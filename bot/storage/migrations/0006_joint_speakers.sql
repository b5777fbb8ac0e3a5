-- Who speaks together with a quotation's speaker, as in a joint statement: article_speaker.number.
ALTER TABLE quotation ADD COLUMN others TEXT NOT NULL DEFAULT '[]';  -- JSON list
