"""`/feeds`: added, listed, checked, paused, removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.usage import Asker
from cogs._collection import checked_texts, feed_line, feeds_text
from cogs._confirming import RemoveButton
from cogs._feeds import AddFeedButton, preview_view, remove_view
from cogs._owners import owners_only
from cogs._text import label
from cogs._views import text_view

if TYPE_CHECKING:
    from cogs._shelf import Services

Interaction = discord.Interaction[Any]
_MOST_CHOICES = 25
_LONGEST_CHOICE = 100


class Feeds(commands.GroupCog, name="feeds"):
    """Where new articles come from by themselves."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    @app_commands.describe(url="The feed, or a page of the site it belongs to")
    async def add(self, interaction: Interaction, url: app_commands.Range[str, 8, 2000]) -> None:
        """Look at a feed, then add it (owners)."""
        async with self.bot.usage.record("feeds add", _asker(interaction)):
            await owners_only(self.bot, interaction)
            await interaction.response.defer(thinking=True, ephemeral=True)
            found = await self.bot.collection.feeds.preview(url)
            await interaction.followup.send(view=preview_view(found))

    @app_commands.command(name="list")
    async def list_feeds(self, interaction: Interaction) -> None:
        """List the feeds and how they fare."""
        async with self.bot.usage.record("feeds list", _asker(interaction)):
            text = feeds_text(await self.bot.collection.feeds.all())
            await interaction.response.send_message(view=text_view([text]), ephemeral=True)

    @app_commands.command()
    @app_commands.describe(feed="Which feed")
    async def check(self, interaction: Interaction, feed: str) -> None:
        """Ask a feed now (owners)."""
        async with self.bot.usage.record("feeds check", _asker(interaction)):
            await owners_only(self.bot, interaction)
            await interaction.response.defer(thinking=True, ephemeral=True)
            found = await self.bot.collection.feeds.find(feed)
            checked = await self.bot.collection.feeds.check(found.id)
            await interaction.followup.send(view=text_view(checked_texts(checked)))

    @app_commands.command()
    @app_commands.describe(feed="Which feed", resume="Ask a paused one again")
    async def pause(self, interaction: Interaction, feed: str, resume: bool = False) -> None:
        """Ask a feed no longer, or again (owners)."""
        async with self.bot.usage.record("feeds pause", _asker(interaction)):
            await owners_only(self.bot, interaction)
            feeds = self.bot.collection.feeds
            found = await feeds.find(feed)
            change = feeds.resume if resume else feeds.pause
            view = text_view([feed_line(await change(found.id))])
            await interaction.response.send_message(view=view, ephemeral=True)

    @app_commands.command()
    @app_commands.describe(feed="Which feed")
    async def remove(self, interaction: Interaction, feed: str) -> None:
        """Remove a feed; its articles stay (owners)."""
        async with self.bot.usage.record("feeds remove", _asker(interaction)):
            await owners_only(self.bot, interaction)
            view = remove_view(await self.bot.collection.feeds.find(feed))
            await interaction.response.send_message(view=view, ephemeral=True)

    @check.autocomplete("feed")
    @pause.autocomplete("feed")
    @remove.autocomplete("feed")
    async def complete_feed(
        self, interaction: Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        """Offer feeds by their titles and addresses."""
        found = [
            feed
            for feed in await self.bot.collection.feeds.all()
            if typed.casefold() in f"{feed.id} {feed.title} {feed.url}".casefold()
        ]
        return [
            app_commands.Choice(
                name=label(feed.title or feed.url, _LONGEST_CHOICE), value=str(feed.id)
            )
            for feed in found[:_MOST_CHOICES]
        ]


def _asker(interaction: Interaction) -> Asker:
    return Asker(interaction.guild_id, interaction.user.id)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its buttons."""
    await bot.add_cog(Feeds(bot))
    bot.add_dynamic_items(AddFeedButton, RemoveButton)
