"""`/help` and `/about`."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.usage import Asker, Usage
from cogs._text import escaped
from cogs._views import text_view

Interaction = discord.Interaction[Any]
_OPERATORS = """\
`"an exact phrase"` must stand in the sentence
`-word` or `-"a phrase"` must not
`this OR that`: at least one of them must
`speaker:"prime minister"` must be quoted in the sentence
`publisher:bbc` `title:budget` the article's publisher or title
`after:2022-02-07` `before:2022-03` the day it was published"""
_PROMISES = """\
**Verbatim.** Every answer is a slice of an article, character for character. \
I write no prose about the news.
**Cited.** Each slice carries its article, publisher, date, link and a proof id.
**Attributed with a reason.** Each quotation names its speaker and how I found that out; \
an unknown speaker is shown as unknown.
**I can say no.** When nothing in the articles answers, I say so, \
and name the words that no article contains.
**Little kept.** What the usage log holds is documented, is deleted after a while, \
and names nobody."""


class Services(Protocol):
    """What the two commands need of the bot."""

    usage: Usage
    tree: app_commands.CommandTree[Any]

    async def article_counts(self) -> tuple[int, int]:
        """Return how many articles and publishers are searched."""
        ...


class Help(commands.Cog):
    """Says what the bot can do, and what it promises."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    async def help(self, interaction: Interaction) -> None:
        """What I can do, and how to search."""
        async with self.bot.usage.record("help", _asker(interaction)):
            lines = [f"`/{name}` {escaped(summary)}" for name, summary in _summaries(self.bot.tree)]
            texts = ["### What you can ask me", "\n".join(lines), f"**In `/search`**\n{_OPERATORS}"]
            await interaction.response.send_message(view=text_view(texts), ephemeral=True)

    @app_commands.command()
    async def about(self, interaction: Interaction) -> None:
        """What I am, what I know and what I promise."""
        async with self.bot.usage.record("about", _asker(interaction)):
            articles, publishers = await self.bot.article_counts()
            known = f"I search {articles:,} articles of {publishers:,} publishers."
            texts = [f"### Attribune {_version()}", f"{known}\n\n{_PROMISES}"]
            await interaction.response.send_message(view=text_view(texts), ephemeral=True)


def _summaries(tree: app_commands.CommandTree[Any]) -> list[tuple[str, str]]:
    """Return each slash command, subcommands among them, with what it does, in order."""
    return sorted(
        (command.qualified_name, command.description)
        for command in tree.walk_commands()
        if isinstance(command, app_commands.Command)
    )


def _version() -> str:
    try:
        return version("attribune")
    except PackageNotFoundError:  # run from a folder without being installed
        return ""


def _asker(interaction: Interaction) -> Asker:
    return Asker(interaction.guild_id, interaction.user.id)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(Help(bot))
