"""Correction lines on messages whose shown sentence has changed in its article."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import discord
from discord import ui
from discord.ext import commands

from bot.patience import patiently
from cogs._render import MOST_TEXT, shortened
from cogs._trust import difference_text, moment

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.services.amending import Amendment
    from bot.services.proving import Words

log = logging.getLogger(__name__)
_NOBODY = discord.AllowedMentions.none()
_LONGEST = 600  # characters of one correction


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
        line = "\n".join(correction_lines(amendment))
        channel = self.bot.get_partial_messageable(amendment.channel_id)
        try:
            message = await channel.fetch_message(amendment.message_id)
            view = with_line(message, line)
            await patiently(lambda: message.edit(view=view, allowed_mentions=_NOBODY))
            view.stop()  # its buttons are answered by what they carry, not by this view
        except discord.HTTPException as error:  # deleted, or in a place the bot has left
            log.info("message %d could not be corrected: %s", amendment.message_id, error.code)


def with_line(message: discord.Message, line: str) -> ui.LayoutView:
    """Return what a message shows with a line below it, where there is room for the line."""
    view = ui.LayoutView.from_message(message, timeout=None)
    if view.content_length() + len(line) <= MOST_TEXT:
        view.add_item(ui.TextDisplay(line))
    return view


def correction_lines(amendment: Amendment) -> list[str]:
    """Return one small line a change: since when, and what is different."""
    lines = []
    for change in amendment.changes:
        at = change.changed_at or change.forgotten_at
        since = f" since {moment(at)}" if at else ""
        if change.difference and not change.forgotten_at:
            told = f"the article says it differently{since}: {_difference(change.difference)}"
        else:
            told = f"the article no longer says it{since}"
        lines.append(f"-# Correction to `{change.proof}`: {told}")
    return lines


def _difference(words: Iterable[Words]) -> str:
    return shortened(difference_text(words, _LONGEST), 2 * _LONGEST)


async def setup(bot: Any) -> None:  # noqa: ANN401 (any bot with the services)
    """Add the cog."""
    await bot.add_cog(Amendments(bot))
