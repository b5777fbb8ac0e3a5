"""Discord's face of the services.

Imports discord, bot.services, bot.errors, bot.tree, corpus.models and cogs._*.
"""
