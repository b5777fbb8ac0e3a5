"""Correction lines on messages whose shown sentence has changed in its article."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.ext import commands

from bot.patience import patiently
from cogs._amending import add_corrections

if TYPE_CHECKING:
    from bot.services.amending import Amendment

log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()


class Amendments(commands.Cog):
    """Corrects messages that were sent."""

    def __init__(self, bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
        self.bot = bot

    async def cog_load(self) -> None:
        """Begin to correct."""
        self.bot.app.amending.corrector = self

    async def cog_unload(self) -> None:
        """Correct no more; what has changed is corrected later."""
        self.bot.app.amending.corrector = None

    async def correct(self, amendment: Amendment) -> None:
        """Add a small line about each change below what the message shows."""
        channel = self.bot.get_partial_messageable(amendment.channel_id)
        try:
            message = await channel.fetch_message(amendment.message_id)
            view = ui.LayoutView.from_message(message, timeout=None)
            add_corrections(view, amendment.changes)
            await patiently(lambda: message.edit(view=view, allowed_mentions=_NOBODY))
            view.stop()  # its buttons are answered by what they carry, not by this view
        except discord.HTTPException as error:  # deleted, or in a place the bot has left
            log.info("message %d could not be corrected: %s", amendment.message_id, error.code)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(Amendments(bot))
