"""`/articles`: added, listed, shown, forgotten; their versions."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.usage import Asker
from cogs._adding import AcceptButton, AddForm, bring_in
from cogs._collection import article_texts, history_text
from cogs._confirming import RemoveButton
from cogs._owners import owners_only
from cogs._shelf import ListButton, Services, forget_view, list_view
from cogs._text import label
from cogs._views import text_view

Interaction = discord.Interaction[Any]
_MOST_CHOICES = 25
_LONGEST_CHOICE = 100


class Articles(commands.GroupCog, name="articles"):
    """What the bot knows: the articles."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(
        url="A page with an article",
        file="A txt, md, html, json, jsonl or zip file; leave both out to paste or upload several",
    )
    async def add(
        self,
        interaction: Interaction,
        url: app_commands.Range[str, 8, 2000] | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Add articles: an address, files, or pasted text (owners)."""
        async with self.bot.usage.record("articles add", _asker(interaction)):
            await owners_only(self.bot, interaction)
            if url is None and file is None:
                await interaction.response.send_modal(AddForm(self.bot))
                return
            await interaction.response.defer(thinking=True, ephemeral=True)
            await bring_in(self.bot, interaction, [file] if file else [], url=url)

    @app_commands.command(name="list")
    @app_commands.describe(words="Words of the title or the publisher")
    async def list_articles(
        self, interaction: Interaction, words: app_commands.Range[str, 0, 60] = ""
    ) -> None:
        """List the articles that I search."""
        async with self.bot.usage.record("articles list", _asker(interaction)):
            view = list_view(self.bot, words, 0)
            await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(article="Which article", part="Which part of a long one, from 1")
    async def show(
        self, interaction: Interaction, article: str, part: app_commands.Range[int, 1, 999] = 1
    ) -> None:
        """Show an article as I have it."""
        async with self.bot.usage.record("articles show", _asker(interaction)):
            version = await self.bot.browsing.newest(article)
            also = await self.bot.stories.told_in(version.article_id)
            view = text_view(article_texts(version, part - 1, also))
            await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(article="Which article")
    async def forget(self, interaction: Interaction, article: str) -> None:
        """Search an article no longer (owners)."""
        async with self.bot.usage.record("articles forget", _asker(interaction)):
            await owners_only(self.bot, interaction)
            view = forget_view(await self.bot.browsing.newest(article))
            await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(article="Which article")
    async def history(self, interaction: Interaction, article: str) -> None:
        """Show an article's versions, and what changed."""
        async with self.bot.usage.record("articles history", _asker(interaction)):
            await interaction.response.defer(thinking=True, ephemeral=True)
            text = history_text(await self.bot.browsing.history(article))
            await interaction.followup.send(view=text_view([text]))

    @show.autocomplete("article")
    @forget.autocomplete("article")
    @history.autocomplete("article")
    async def complete_article(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer articles by the words of their titles, the newest first."""
        return [
            app_commands.Choice(
                name=label(f"#{version.article_id} {version.article.title}", _LONGEST_CHOICE),
                value=str(version.article_id),
            )
            for version in self.bot.browsing.find(typed)[:_MOST_CHOICES]
        ]


def _asker(interaction: Interaction) -> Asker:
    return Asker(interaction.guild_id, interaction.user.id)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its buttons."""
    await bot.add_cog(Articles(bot))
    bot.add_dynamic_items(AcceptButton, RemoveButton, ListButton)
