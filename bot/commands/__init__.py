"""The command line's subcommands, a file a family.

Imports bot.bootstrap, bot.services, corpus.models, click and rich.
"""
