"""What the program does for a person, whatever the door.

Imports corpus, bot.storage, bot.fetch and asyncio.
"""
