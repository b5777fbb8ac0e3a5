"""Who said what: quotations extracted, stored, looked up, shown and corrected.

Imports corpus, bot.storage, bot.errors and the rest of bot.services.
"""
