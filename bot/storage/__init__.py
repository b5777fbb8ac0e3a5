"""SQLite. Imports aiosqlite, corpus.models and bot.errors; the only place where SQL is written."""
