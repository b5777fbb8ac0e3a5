"""The parts of ``bot.fetch``, its only door. Imports aiohttp, protego and yarl."""
