"""`/watches`: what a person waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import discord
from discord import app_commands
from discord.ext import commands

from bot.services.usage import Asker
from cogs._watching import EndWatchButton, WatchButton, watches_view

if TYPE_CHECKING:
    from bot.services.desk import Desk
    from bot.services.usage import Usage

Interaction = discord.Interaction[Any]


class Services(Protocol):
    """What the command needs of the bot."""

    desk: Desk
    usage: Usage


class WatchesCommand(commands.Cog):
    """Lists and ends what people wait for."""

    def __init__(self, bot: Services) -> None:
        self.bot = bot

    @app_commands.command()
    async def watches(self, interaction: Interaction) -> None:
        """Show what you wait for, and end it."""
        asker = Asker(interaction.guild_id, interaction.user.id)
        async with self.bot.usage.record("watches", asker):
            theirs = await self.bot.desk.watching.all_of(interaction.user.id)
            await interaction.response.send_message(view=watches_view(theirs), ephemeral=True)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog and its buttons."""
    await bot.add_cog(WatchesCommand(bot))
    bot.add_dynamic_items(WatchButton, EndWatchButton)
