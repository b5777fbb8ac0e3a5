"""Feeds: what they hold, where they are, when they are asked again.

Imports corpus, bot.fetch, bot.storage, bot.services.reading, feedparser and lxml.
"""
